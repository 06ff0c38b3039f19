// Pages of a list by cursor: what comes after the last one seen, however much is added meanwhile at the front. Pure.
import { Refusal } from './refusal.ts'

export interface Cursor {
  at: Date
  id: string
}

export interface Page<Item> {
  items: Item[]
  next: string | null
}

export const pageLength = 50

/** `rows` holds one more than a page when there is another page. */
export function pageOf<Row extends { id: string; created_at: Date }, Item>(
  rows: Row[],
  limit: number,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? `${last.created_at.toISOString()}_${last.id}` : null
  return { items: shown.map(itemOf), next }
}

export function cursorIn(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  const [, at = '', id = ''] = /^([\d:.TZ-]+)_([0-9a-f-]{36})$/.exec(text) ?? []
  const cursor = { at: new Date(at), id }
  if (Number.isNaN(cursor.at.getTime())) throw new Refusal('invalid', 'http.invalid', { issues: [{ path: 'before' }] })
  return cursor
}
