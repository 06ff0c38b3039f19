// Fetches a published tour from wherever it is hosted and makes its addresses absolute, so that it plays on any page.
import type { PublishedAttachment, PublishedFile, PublishedScene, PublishedTour } from '#tour/published.ts'
import { type Place, parsePlace } from '../deep-link.ts'
import type { Site } from '../settings.ts'

export interface LoadedTour {
  tour: PublishedTour
  site?: Site
  place?: Place
}

/** The tour is not there (any more), or the host doesn't answer. */
export class TourUnavailable extends Error {
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined

  constructor(status?: number) {
    super(status ? `The tour can't be loaded: HTTP ${status}` : "The tour can't be loaded")
    this.status = status
  }
}

/**
 * `source`: the address of a tour's public page (`…/t/<slug>`, `…/embed/<slug>`, with a place behind # or without), or of a manifest
 * (`….json`). @throws {TourUnavailable}
 */
export async function loadTour(source: URL, signal?: AbortSignal): Promise<LoadedTour> {
  const slug = /^\/(?:t|embed)\/([^/]+)\/?$/.exec(source.pathname)?.[1]
  const address = slug ? new URL(`/api/public/tours/${slug}`, source) : new URL(source)
  address.hash = ''
  const answer = await fetch(address, { signal }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new TourUnavailable()
  })
  if (!answer.ok) throw new TourUnavailable(answer.status)
  const tour = absolute((await answer.json()) as PublishedTour, address)
  const site = slug ? { slug: decodeURIComponent(slug), url: new URL(`/t/${slug}`, source).href } : undefined
  return { tour, site, place: parsePlace(source.hash) }
}

/** Every address in the manifest is relative to the manifest's own. */
export function absolute(tour: PublishedTour, base: URL): PublishedTour {
  const at = (address: string) => (address === '' ? '' : new URL(address, base).href)
  const file = (each: PublishedFile): PublishedFile => ({ ...each, url: at(each.url) })
  const attachment = (each: PublishedAttachment): PublishedAttachment => ({
    ...each,
    file: file(each.file),
    ...(each.small && { small: file(each.small) }),
  })
  const scene = (each: PublishedScene): PublishedScene => {
    const thumbnailUrl = at(each.thumbnailUrl)
    if (!('panorama' in each)) return { ...each, thumbnailUrl }
    return { ...each, thumbnailUrl, panorama: { ...each.panorama, tilesUrl: at(each.panorama.tilesUrl) } }
  }
  const attachments = Object.entries(tour.attachments ?? {}).map(([id, each]) => [id, attachment(each)])
  return { ...tour, scenes: tour.scenes.map(scene), attachments: Object.fromEntries(attachments) }
}
