// The orders in which tours can be listed. Pure.
import type { Text } from '#tour/text.ts'
import type { TourCard } from '../../../lib/api.ts'

export const tourOrders = ['changed', 'created', 'title'] as const
export type TourOrder = (typeof tourOrders)[number]

export function sortTours(cards: readonly TourCard[], order: TourOrder, text: (text: Text) => string): TourCard[] {
  const compareTitles = new Intl.Collator(['kk', 'ru'], { numeric: true }).compare
  const compare: Record<TourOrder, (a: TourCard, b: TourCard) => number> = {
    changed: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
    created: (a, b) => b.createdAt.localeCompare(a.createdAt),
    title: (a, b) => compareTitles(text(a.title), text(b.title)),
  }
  return [...cards].sort(compare[order])
}
