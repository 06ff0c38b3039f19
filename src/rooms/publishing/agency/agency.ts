// A team's public page: whether there is one, under which address, and what visitors find on it. Whether it is shown is asked each time.
import { type Db, notify, type Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { DerivedFile } from '#platform/tables.ts'
import { record } from '#rooms/audit/audit.ts'
import type { HoldSubject, PublicVerdict } from '#rooms/holds/holds.ts'
import { type Member, profileChannel, readProfile } from '#rooms/teams/teams.ts'
import type { PublishedTour } from '#tour/published.ts'
import { restSlug, restsForOthers } from '../resting-slugs.ts'
import { slugFrom } from '../slug.ts'
import { visitorsVerdict } from '../visitors-verdict.ts'
import {
  deleteTeamPage,
  findLogo,
  findPageBySlug,
  findTeamPage,
  pageIsTaken,
  putTeamPage,
  selectShownTours,
} from './store.ts'

/** Opens the page, or moves it to another address. The same again is no change. */
export async function openAgency(tx: Tx, by: Member, slug: string, at: Date): Promise<void> {
  const former = (await findTeamPage(tx, by.teamId))?.slug
  if (former === slug) return
  if (await restsForOthers(tx, slug, by.teamId)) throw new Refusal('conflict', 'publishing.slug_taken', { slug })
  if (former) await restSlug(tx, former, by.teamId, at)
  await putTeamPage(tx, by.teamId, slug, by.personId, at)
  const history = { teamId: by.teamId, personId: by.personId, targetId: by.teamId }
  await record(tx, { ...history, action: 'team.page_opened', details: { slug }, at })
  await notify(tx, profileChannel, { teamId: by.teamId })
}

export async function closeAgency(tx: Tx, by: Member, at: Date): Promise<void> {
  const slug = await deleteTeamPage(tx, by.teamId)
  if (slug === undefined) return
  await restSlug(tx, slug, by.teamId, at)
  const history = { teamId: by.teamId, personId: by.personId, targetId: by.teamId }
  await record(tx, { ...history, action: 'team.page_closed', at })
  await notify(tx, profileChannel, { teamId: by.teamId })
}

export const agencyPath = (slug: string) => `/agency/${slug}`

export async function describeAgency(db: Db, teamId: string) {
  const page = await findTeamPage(db, teamId)
  const { name } = await readProfile(db, teamId)
  return {
    page: page ? { slug: page.slug, url: agencyPath(page.slug) } : null,
    suggestion: page?.slug ?? (await freeSlug(db, slugFrom(name, 'kk'), teamId)),
  }
}

async function freeSlug(db: Db, slug: string, teamId: string): Promise<string> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const candidate = attempt === 1 ? slug : `${slug}-${attempt}`
    if (!(await pageIsTaken(db, candidate, teamId)) && !(await restsForOthers(db, candidate, teamId))) return candidate
  }
  return `${slug}-${teamId.slice(-8)}`
}

export interface ShownAgency {
  slug: string
  profile: Awaited<ReturnType<typeof readProfile>>
  logo: { attachmentId: string; file: DerivedFile } | undefined
  tours: { slug: string; manifest: PublishedTour }[]
}

/** What visitors get, or why they don't. */
export async function findAgency(
  db: Db,
  slug: string,
  now: Date,
): Promise<ShownAgency | PublicVerdict['why'] | undefined> {
  const page = await findPageBySlug(db, slug)
  if (!page) return undefined
  const { why } = await visitorsVerdict(db, page.team_id, [{ kind: 'team', id: page.team_id }], now)
  if (why) return why
  const profile = await readProfile(db, page.team_id)
  const file = profile.logo ? await findLogo(db, page.team_id, profile.logo) : undefined
  const logo = profile.logo && file ? { attachmentId: profile.logo, file } : undefined
  return { slug, profile, logo, tours: await toursToShow(db, page.team_id, now) }
}

/** Without those that are held by themselves. Mostly none is, and then one question is enough. */
async function toursToShow(db: Db, teamId: string, now: Date) {
  const tours = await selectShownTours(db, teamId)
  const subject = (tour: { tour_id: string }): HoldSubject => ({ kind: 'tour', id: tour.tour_id })
  if (!(await visitorsVerdict(db, teamId, tours.map(subject), now)).why) return tours
  const verdicts = await Promise.all(tours.map((tour) => visitorsVerdict(db, teamId, [subject(tour)], now)))
  return tours.filter((_, index) => !verdicts[index]?.why)
}

export async function findAgencyLogo(db: Db, slug: string, name: string, now: Date) {
  const page = await findPageBySlug(db, slug)
  if (!page || (await visitorsVerdict(db, page.team_id, [{ kind: 'team', id: page.team_id }], now)).why)
    throw new Refusal('not_found', 'http.not_found')
  const { logo } = await readProfile(db, page.team_id)
  const file = logo ? await findLogo(db, page.team_id, logo) : undefined
  if (!logo || file?.name !== name) throw new Refusal('not_found', 'http.not_found')
  return { teamId: page.team_id, attachmentId: logo, file }
}
