// Comma-separated values that no spreadsheet takes for formulas (RFC 4180, OWASP "CSV injection"). Pure.

/** What spreadsheets read as the beginning of a formula, also in their full-width forms. */
const trigger = /^[=+\-@\t\r\n＝＋－＠]/

export type Cell = string | number | boolean | Date | null | undefined

/** A cell. Text that would be a formula gets an apostrophe in front; nothing else is changed. */
export function csvCell(value: Cell): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = value instanceof Date ? value.toISOString() : (value ?? '')
  const safe = trigger.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** The beginning of a table: the mark by which spreadsheets recognise UTF-8, and the names of the columns. */
export const csvHead = (names: readonly string[]): string => `\uFEFF${csvLine(names)}`

export const csvRows = (rows: readonly (readonly Cell[])[]): string => rows.map(csvLine).join('')
