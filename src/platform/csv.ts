// Comma-separated values that no spreadsheet takes for formulas (RFC 4180, OWASP "CSV injection"). Pure.

/**
 * Where a spreadsheet may begin to read a formula, also in its full-width forms: at the beginning of a cell, and, because a Kazakh or
 * Russian Excel divides cells at semicolons and knows no quotes then, behind what divides cells or lines there.
 */
const begins = /(?:^|[;\t\r\n])[\s\u200b\ufeff]*(?=[=+\-@＝＋－＠])/g
/** Skipped by some before they look for a formula. */
const skipped = /^[\t\r\n]/

export type Cell = string | number | boolean | Date | null | undefined

/** A cell. What would be a formula gets an apostrophe in front; nothing else is changed. */
export function csvCell(value: Cell): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = value instanceof Date ? value.toISOString() : (value ?? '')
  const safe = text.replace(begins, "$&'").replace(skipped, "'$&")
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** The beginning of a table: the mark by which spreadsheets recognise UTF-8, and the names of the columns. */
export const csvHead = (names: readonly string[]): string => `\uFEFF${csvLine(names)}`

export const csvRows = (rows: readonly (readonly Cell[])[]): string => rows.map(csvLine).join('')
