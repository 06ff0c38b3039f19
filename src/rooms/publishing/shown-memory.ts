// What a process remembers of what visitors see and may not see. Believes nothing beyond the moment at which a hold begins or ends by
// itself; whoever uses it says what to forget. Asks nobody anything.
import type { Withheld } from '#rooms/holds/holds.ts'

interface Remembered {
  teamId: string
  tourId: string
  slug: string
}

interface Kept<What> {
  what: What
  teamId: string
  until: number
}

export interface ShownMemory<Tour extends Remembered> {
  atHand(tourId: string): Tour | undefined
  slugAtHand(slug: string): Tour | undefined
  /** By slug or by tour: why it isn't shown, believed or not. */
  whyNot(key: string): Withheld | undefined
  isWithheld(key: string): boolean
  keep(tour: Tour, until: number): void
  withhold(tour: Remembered, why: Withheld, until: number): void
  forget(tourId: string): void
  forgetTeam(teamId: string): void
  forgetWithheld(): void
  forgetAll(): void
}

const toursKept = 1000
const withheldKept = 10_000

export function createShownMemory<Tour extends Remembered>(clock: () => Date): ShownMemory<Tour> {
  const kept = new Map<string, Kept<Tour>>()
  const idOfSlug = new Map<string, string>()
  /** So that asking for it again and again costs no query. */
  const withheld = new Map<string, Kept<Withheld>>()

  const fresh = <What>(entry: Kept<What> | undefined) =>
    entry && entry.until > clock().getTime() ? entry.what : undefined
  const atHand = (tourId: string) => fresh(kept.get(tourId))

  function forget(tourId: string): void {
    const tour = kept.get(tourId)?.what
    if (tour) idOfSlug.delete(tour.slug)
    kept.delete(tourId)
  }

  return {
    atHand,
    slugAtHand: (slug) => atHand(idOfSlug.get(slug) ?? ''),
    whyNot: (key) => withheld.get(key)?.what,
    isWithheld: (key) => fresh(withheld.get(key)) !== undefined,
    keep(tour, until) {
      const oldest = kept.keys().next()
      if (kept.size >= toursKept && !oldest.done) forget(oldest.value)
      kept.set(tour.tourId, { what: tour, teamId: tour.teamId, until })
      idOfSlug.set(tour.slug, tour.tourId)
    },
    withhold({ teamId, tourId, slug }, why, until) {
      if (withheld.size >= withheldKept) withheld.clear()
      for (const key of [slug, tourId]) withheld.set(key, { what: why, teamId, until })
    },
    forget,
    forgetTeam(teamId) {
      for (const [tourId, tour] of kept) if (tour.teamId === teamId) forget(tourId)
      for (const [key, absence] of withheld) if (absence.teamId === teamId) withheld.delete(key)
    },
    forgetWithheld: () => withheld.clear(),
    forgetAll() {
      kept.clear()
      idOfSlug.clear()
      withheld.clear()
    },
  }
}
