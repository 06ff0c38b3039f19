// What visitors are shown right now, kept in memory so that a tile costs no query. Forgets a tour the moment any process announces
// a change, and keeps nothing while the announcements can't be heard: unpublishing and holds act at once, everywhere.
import type { Db } from '#platform/db.ts'
import type { Listener } from '#platform/listener.ts'
import type { Packed } from '#platform/packed.ts'
import { Refusal } from '#platform/refusal.ts'
import { agreementsChannel } from '#rooms/agreements/agreements.ts'
import { holdsChannel, type PublicVerdict, type Withheld, withheldStatus } from '#rooms/holds/holds.ts'
import type { Grant, GrantedFile } from '#rooms/media/media.ts'
import { profileChannel } from '#rooms/teams/teams.ts'
import { visibilityChannel } from '#rooms/tours/tours.ts'
import type { PublishedAttachment, PublishedFile, PublishedTour } from '#tour/published.ts'
import { findTeamPage } from './agency/store.ts'
import type { Content } from './content.ts'
import { createShownMemory } from './shown-memory.ts'
import { findShown } from './store.ts'
import { visitorsVerdict } from './visitors-verdict.ts'

export interface ShownTour {
  teamId: string
  tourId: string
  slug: string
  version: number
  manifest: PublishedTour
  manifestText: string
  sha256: string
  /** Of the team's public page, where it has one. */
  agencySlug?: string
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

export async function openShown(db: Db, listener: Listener, clock: () => Date): Promise<Shown> {
  const memory = createShownMemory<ShownTour>(clock)
  let changes = 0

  async function load(by: { slug: string } | { tourId: string }): Promise<ShownTour | undefined> {
    const before = changes
    const found = await read(db, by, clock())
    if (!found) return undefined
    const { tour, verdict } = found
    // A change that was announced meanwhile may not be in what was read: use it once, don't keep it.
    const mayBeKept = before === changes && listener.hears
    const until = mayBeKept ? (verdict.changesAt?.getTime() ?? Number.POSITIVE_INFINITY) : 0
    if (verdict.why === undefined) {
      if (mayBeKept) memory.keep(tour, until)
      return tour
    }
    // Even what may not be kept is noted: the caller asks `absenceOf` right after this.
    memory.withhold(tour, verdict.why, until)
    return undefined
  }

  const loadUnlessWithheld = async (key: string, by: { slug: string } | { tourId: string }) =>
    memory.isWithheld(key) ? undefined : load(by)

  listener.onGap(() => {
    changes++
    memory.forgetAll()
  })
  await listener.on(visibilityChannel, (payload) => {
    changes++
    memory.forgetWithheld()
    if (hasTourId(payload)) memory.forget(payload.tourId)
  })
  await listener.on(holdsChannel, (payload) => {
    changes++
    const { kind, id } = parseSubject(payload)
    if (kind === 'team') memory.forgetTeam(id)
    if (kind !== 'tour') return
    memory.forget(id)
    memory.forgetWithheld()
  })
  for (const channel of [profileChannel, agreementsChannel])
    await listener.on(channel, (payload) => {
      changes++
      if (typeof payload === 'object' && payload !== null && 'teamId' in payload)
        memory.forgetTeam(String(payload.teamId))
    })

  const { atHand, slugAtHand } = memory
  return {
    bySlug: async (slug) => slugAtHand(slug) ?? loadUnlessWithheld(slug, { slug }),
    byTour: async (tourId) => atHand(tourId) ?? loadUnlessWithheld(tourId, { tourId }),
    absenceOf: (key) => memory.whyNot(key) ?? 'absent',
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
  const verdict = await visitorsVerdict(
    db,
    row.team_id,
    [
      { kind: 'team', id: row.team_id },
      { kind: 'tour', id: row.tour_id },
    ],
    now,
  )
  const agency = await findTeamPage(db, row.team_id)
  return { tour: { ...shownTour(row), ...(agency && { agencySlug: agency.slug }) }, verdict }
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
