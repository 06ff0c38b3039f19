// What visitors are shown right now, kept in memory so that a tile costs no query. Forgets a tour the moment any process announces
// a change, and keeps nothing while the announcements can't be heard: unpublishing acts at once, everywhere.
import type { Db } from '#platform/db.ts'
import type { Listener } from '#platform/listener.ts'
import type { Packed } from '#platform/packed.ts'
import type { Grant, GrantedFile } from '#rooms/media/media.ts'
import { visibilityChannel } from '#rooms/tours/tours.ts'
import type { PublishedAttachment, PublishedFile, PublishedTour } from '#tour/published.ts'
import type { Content } from './content.ts'
import { findShown } from './store.ts'

export interface ShownTour {
  teamId: string
  tourId: string
  slug: string
  version: number
  manifest: PublishedTour
  manifestText: string
  sha256: string
  /** The archives and files whose bytes this tour lets visitors have. */
  grant: Grant
  /** Rendered pages and the manifest, by name. */
  contents: Map<string, Content>
  /** Complete answers, by question. */
  answers: Map<string, Packed>
}

export interface Shown {
  bySlug(slug: string): Promise<ShownTour | undefined>
  byTour(tourId: string): Promise<ShownTour | undefined>
  /** Without waiting: undefined says only that it isn't at hand. */
  atHand(tourId: string): ShownTour | undefined
  slugAtHand(slug: string): ShownTour | undefined
}

const toursKept = 1000

export async function openShown(db: Db, listener: Listener): Promise<Shown> {
  const kept = new Map<string, ShownTour>()
  const idOfSlug = new Map<string, string>()
  let changes = 0

  function forget(tourId: string): void {
    changes++
    const tour = kept.get(tourId)
    if (tour) idOfSlug.delete(tour.slug)
    kept.delete(tourId)
  }

  function forgetAll(): void {
    changes++
    kept.clear()
    idOfSlug.clear()
  }

  async function load(by: { slug: string } | { tourId: string }): Promise<ShownTour | undefined> {
    const before = changes
    const tour = await read(db, by)
    // A change that was announced meanwhile may not be in what was read: use it once, don't keep it.
    if (tour && before === changes && listener.hears) keep(tour)
    return tour
  }

  function keep(tour: ShownTour): void {
    const oldest = kept.keys().next()
    if (kept.size >= toursKept && !oldest.done) forget(oldest.value)
    kept.set(tour.tourId, tour)
    idOfSlug.set(tour.slug, tour.tourId)
  }

  listener.onGap(forgetAll)
  await listener.on(visibilityChannel, (payload) => {
    if (hasTourId(payload)) forget(payload.tourId)
  })

  return {
    bySlug: async (slug) => kept.get(idOfSlug.get(slug) ?? '') ?? load({ slug }),
    byTour: async (tourId) => kept.get(tourId) ?? load({ tourId }),
    atHand: (tourId) => kept.get(tourId),
    slugAtHand: (slug) => kept.get(idOfSlug.get(slug) ?? ''),
  }
}

async function read(db: Db, by: { slug: string } | { tourId: string }): Promise<ShownTour | undefined> {
  const row = await findShown(db, by)
  if (!row) return undefined
  const manifest: PublishedTour = JSON.parse(row.manifest_text)
  return {
    teamId: row.team_id,
    tourId: row.tour_id,
    slug: row.slug,
    version: row.number,
    manifest,
    manifestText: row.manifest_text,
    sha256: row.sha256,
    grant: {
      teamId: row.team_id,
      allowed: new Set(manifest.scenes.flatMap((scene) => ('panorama' in scene ? [scene.panorama.id] : []))),
      attachments: new Map(Object.entries(manifest.attachments ?? {}).flatMap(([id, shown]) => filesOf(id, shown))),
    },
    contents: new Map(),
    answers: new Map(),
  }
}

/** What the version itself names, by `<attachment>/<name>`. */
function filesOf(id: string, { file, small }: PublishedAttachment): [string, GrantedFile][] {
  const named = (each: PublishedFile): [string, GrantedFile] => [`${id}/${each.url.split('/').at(-1)}`, each]
  return small ? [named(file), named(small)] : [named(file)]
}

const hasTourId = (payload: unknown): payload is { tourId: string } =>
  typeof payload === 'object' && payload !== null && 'tourId' in payload && typeof payload.tourId === 'string'
