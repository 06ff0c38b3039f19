// What the page around the viewer decides: language, hidden parts, first place, whether the address is the viewer's to write.
import type { ViewerPart } from '#tour/look.ts'
import type { PublishedTour } from '#tour/published.ts'
import type { Place } from './deep-link.ts'

/** Where the tour is published: what is shared, and where visitors' messages go. */
export interface Site {
  slug: string
  /** Absolute address of the tour's public page. */
  url: string
}

export interface ViewerSettings {
  /** Absent where the tour is not published (yet), as in the studio: then nothing can be shared or sent. */
  site?: Site
  hidden: ReadonlySet<ViewerPart>
  /** The page's address follows the visitor, and its history knows the way back. */
  ownsAddress: boolean
  /** The viewer is a part of somebody's longer page: plain wheels and vertical pans belong to that page. */
  isInPage: boolean
  /** Where to begin, if not where the tour says. */
  place?: Place
  turnsDegreesPerSecond?: number
  opening: 'plain' | 'little-planet'
}

/** What the tour asks for; whatever the page around says goes first. */
export function settingsFor(tour: PublishedTour, page: Partial<ViewerSettings> = {}): ViewerSettings {
  const { hidden = [], opening = 'plain', turnsDegreesPerSecond } = tour.look ?? {}
  return {
    ownsAddress: false,
    isInPage: false,
    opening,
    turnsDegreesPerSecond,
    ...page,
    hidden: new Set([...hidden, ...(page.hidden ?? [])]),
  }
}
