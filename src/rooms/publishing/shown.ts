// What visitors are shown right now, kept in memory so that a tile costs no query. Forgets a tour the moment any process announces
// a change, and keeps nothing while the announcements can't be heard: unpublishing and holds act at once, everywhere.
import type { Db } from '#platform/db.ts'
import type { Listener } from '#platform/listener.ts'
import type { Packed } from '#platform/packed.ts'
import { Refusal } from '#platform/refusal.ts'
import { holdsChannel, type PublicVerdict, publicVerdict, type Withheld, withheldStatus } from '#rooms/holds/holds.ts'
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

/** Why a tour isn't shown: to the public it never was, or a hold withholds it. */
export type Absence = 'absent' | Withheld

export const absenceStatus: Record<Absence, number> = { absent: 404, ...withheldStatus }

/** The same for programs. */
export function refuseAbsent(why: Absence): Refusal {
  if (why === 'law') return new Refusal('withheld_by_law', 'publishing.law')
  if (why === 'withheld') return new Refusal('gone', 'publishing.withheld')
  return new Refusal('not_found', why === 'resting' ? 'publishing.resting' : 'http.not_found')
}

export interface Shown {
  bySlug(slug: string): Promise<ShownTour | undefined>
  byTour(tourId: string): Promise<ShownTour | undefined>
  /** Asked after one of the two above answered undefined. */
  absenceOf(slugOrTourId: string): Absence
  /** Without waiting: undefined says only that it isn't at hand. */
  atHand(tourId: string): ShownTour | undefined
  slugAtHand(slug: string): ShownTour | undefined
}

const toursKept = 1000
const absencesKept = 10_000

/** Until when something that was read may be believed without being announced: a hold begins or ends by itself. */
interface Kept<What> {
  what: What
  teamId: string
  until: number
}

export async function openShown(db: Db, listener: Listener, clock: () => Date): Promise<Shown> {
  const kept = new Map<string, Kept<ShownTour>>()
  const idOfSlug = new Map<string, string>()
  /** By slug and by tour: what visitors may not see, so that asking for it again and again costs no query. */
  const withheld = new Map<string, Kept<Absence>>()
  let changes = 0

  function forget(tourId: string): void {
    const tour = kept.get(tourId)?.what
    if (tour) idOfSlug.delete(tour.slug)
    kept.delete(tourId)
  }

  function forgetAll(): void {
    changes++
    kept.clear()
    idOfSlug.clear()
    withheld.clear()
  }

  function forgetTeam(teamId: string): void {
    for (const [tourId, tour] of kept) if (tour.teamId === teamId) forget(tourId)
    for (const [key, absence] of withheld) if (absence.teamId === teamId) withheld.delete(key)
  }

  const fresh = <What>(entry: Kept<What> | undefined) =>
    entry && entry.until > clock().getTime() ? entry.what : undefined

  async function load(by: { slug: string } | { tourId: string }): Promise<ShownTour | undefined> {
    const before = changes
    const found = await read(db, by, clock())
    // A change that was announced meanwhile may not be in what was read: use it once, don't keep it.
    if (found && before === changes && listener.hears) keep(found)
    if (found?.verdict.why === undefined) return found?.tour
    // Nobody else may have to answer for it: the caller asks `absenceOf` right after this.
    if (withheld.size >= absencesKept) withheld.clear()
    const { tour, verdict } = found
    const entry = { what: found.verdict.why, teamId: tour.teamId, until: untilOf(verdict, before === changes) }
    for (const key of [tour.slug, tour.tourId]) withheld.set(key, entry)
    return undefined
  }

  /** What can't be believed for longer than the answer that it is for ends with this very moment. */
  const untilOf = ({ changesAt }: PublicVerdict, mayBeKept: boolean): number =>
    mayBeKept && listener.hears ? (changesAt?.getTime() ?? Number.POSITIVE_INFINITY) : 0

  function keep({ tour, verdict }: Found): void {
    if (verdict.why !== undefined) return
    const oldest = kept.keys().next()
    if (kept.size >= toursKept && !oldest.done) forget(oldest.value)
    kept.set(tour.tourId, { what: tour, teamId: tour.teamId, until: untilOf(verdict, true) })
    idOfSlug.set(tour.slug, tour.tourId)
  }

  const atHand = (tourId: string) => fresh(kept.get(tourId))
  const slugAtHand = (slug: string) => atHand(idOfSlug.get(slug) ?? '')
  const loadUnlessWithheld = async (key: string, by: { slug: string } | { tourId: string }) =>
    fresh(withheld.get(key)) === undefined ? load(by) : undefined

  listener.onGap(forgetAll)
  await listener.on(visibilityChannel, (payload) => {
    changes++
    withheld.clear()
    if (hasTourId(payload)) forget(payload.tourId)
  })
  await listener.on(holdsChannel, (payload) => {
    changes++
    const { kind, id } = parseSubject(payload)
    if (kind === 'team') forgetTeam(id)
    if (kind === 'tour') forget(id)
    if (kind === 'tour') withheld.clear()
  })

  return {
    bySlug: async (slug) => slugAtHand(slug) ?? loadUnlessWithheld(slug, { slug }),
    byTour: async (tourId) => atHand(tourId) ?? loadUnlessWithheld(tourId, { tourId }),
    absenceOf: (key) => withheld.get(key)?.what ?? 'absent',
    atHand,
    slugAtHand,
  }
}

interface Found {
  tour: ShownTour
  verdict: PublicVerdict
}

async function read(db: Db, by: { slug: string } | { tourId: string }, now: Date): Promise<Found | undefined> {
  const row = await findShown(db, by)
  if (!row) return undefined
  const verdict = await publicVerdict(
    db,
    [
      { kind: 'team', id: row.team_id },
      { kind: 'tour', id: row.tour_id },
    ],
    now,
  )
  return { tour: shownTour(row), verdict }
}

function shownTour(row: NonNullable<Awaited<ReturnType<typeof findShown>>>): ShownTour {
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

function parseSubject(payload: unknown): { kind: string; id: string } {
  if (typeof payload !== 'object' || payload === null || !('kind' in payload) || !('id' in payload))
    return { kind: '', id: '' }
  return { kind: String(payload.kind), id: String(payload.id) }
}
