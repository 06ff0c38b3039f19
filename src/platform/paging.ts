// Pages of a list by cursor: what comes after the last one seen, however much is added meanwhile at the front. Pure.
import { z } from 'zod'
import { Refusal } from './refusal.ts'

export interface Cursor {
  /** Where a list has parts: what is open comes before what is settled. */
  rank: number
  at: Date
  id: string
}

export interface Page<Item> {
  items: Item[]
  next: string | null
}

export const pageLength = 50

export const PageQuery = z.object({ before: z.string().max(100).optional() })

/** `rows` holds one more than a page when there is another page. */
export const pageOf = <Row extends { id: string; created_at: Date }, Item>(
  rows: Row[],
  limit: number,
  itemOf: (row: Row) => Item,
): Page<Item> => pageBy(rows, limit, ({ id, created_at }) => ({ rank: 0, at: created_at, id }), itemOf)

/** For lists in another order than by age: `placeOf` says by what. */
export function pageBy<Row, Item>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => Cursor,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(itemOf), next: rows.length > limit && last ? asText(placeOf(last)) : null }
}

const asText = ({ rank, at, id }: Cursor) => `${rank ? `${rank}_` : ''}${at.toISOString()}_${id}`

export function cursorIn(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  const [, rank = '0', at = '', id = ''] = /^(?:(\d)_)?([\d:.TZ-]+)_([0-9a-f-]{36})$/.exec(text) ?? []
  const cursor = { rank: Number(rank), at: new Date(at), id }
  if (Number.isNaN(cursor.at.getTime())) throw new Refusal('invalid', 'http.invalid', { issues: [{ path: 'before' }] })
  return cursor
}
