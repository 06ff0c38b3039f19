// The publishing room's door: making a version and showing it, or showing nothing. A version never changes once it exists.
import type { Db, Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import { isVerified } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { termsInForce } from '#rooms/legal/legal.ts'
import {
  type AttachmentUses,
  type FinishedPanorama,
  findFinishedPanoramas,
  publishAttachments,
} from '#rooms/media/media.ts'
import { findTeam, isTeamLogo, type Member } from '#rooms/teams/teams.ts'
import { type StoredTour, selectToursNaming, visibilityChanged } from '#rooms/tours/tours.ts'
import { attachmentsOf } from '#tour/attachments.ts'
import { textIn } from '#tour/fallback.ts'
import { panoramasOf } from '#tour/panoramas-of.ts'
import { problemsOf } from '#tour/rules.ts'
import { publishedTour, type ReadyPanorama, showsTheSame, versionHash } from './manifest.ts'
import { slugFrom } from './slug.ts'
import {
  findNewestVersion,
  findPublications,
  insertVersion,
  pointTo,
  removePointer,
  type StoredPublication,
  slugIsFree,
  updateVersionRevision,
  versionsName,
} from './store.ts'

export type { Shown, ShownTour } from './shown.ts'

/** Shows the tour as it is now under `slug`. Publishing the same again is the same as publishing once. */
export async function publishTour(tx: Tx, by: Member, tour: StoredTour, slug: string, at: Date): Promise<void> {
  // Asked anew, because a key publishes for its maker.
  if (!(await isVerified(tx, by.personId))) throw new Refusal('forbidden', 'accounts.verify_first')
  const problems = problemsOf(tour.document)
  if (problems.length > 0) throw new Refusal('conflict', 'publishing.unfinished', { problems })
  const panoramas = await readyPanoramas(tx, tour)
  const attachments = await readyAttachments(tx, tour)
  const publisher = (await findTeam(tx, tour.teamId))?.name ?? ''

  // Under these terms the publisher warrants their rights to what is shown.
  const termsVersion = (await termsInForce(tx, at)) ?? null
  const newest = await findNewestVersion(tx, tour.teamId, tour.id)
  const number = (newest?.number ?? 0) + 1
  const manifest = publishedTour(tour.id, number, tour.document, { panoramas, attachments }, publisher)
  const unchanged = newest && showsTheSame(newest.manifest, manifest)
  if (unchanged) await updateVersionRevision(tx, tour.teamId, tour.id, newest.number, tour.revision)
  else {
    const manifestText = JSON.stringify(manifest)
    const previousSha256 = newest?.sha256 ?? null
    const sha256 = versionHash(manifestText, previousSha256)
    const where = { teamId: tour.teamId, tourId: tour.id, number, revision: tour.revision }
    await insertVersion(tx, { ...where, manifestText, sha256, previousSha256, by: by.personId, at, termsVersion })
  }
  const version = unchanged ? newest.number : number
  await pointTo(tx, { teamId: tour.teamId, tourId: tour.id, slug, version, by: by.personId, at })
  await record(tx, {
    teamId: tour.teamId,
    personId: by.personId,
    action: 'tour.published',
    targetId: tour.id,
    details: { slug, version, ...(termsVersion !== null && { termsVersion }) },
    at,
  })
  await tellEverybody(tx, tour)
}

/** Takes the tour off: pages, tiles and embeds answer 404 from now on. Its versions stay. */
export async function unpublishTour(tx: Tx, by: Member, tour: StoredTour, at: Date): Promise<void> {
  if (!(await removePointer(tx, tour.teamId, tour.id, at))) return
  await record(tx, { teamId: tour.teamId, personId: by.personId, action: 'tour.unpublished', targetId: tour.id, at })
  await tellEverybody(tx, tour)
}

/** Those who keep something of it for visitors, and the team's open pages. */
async function tellEverybody(tx: Tx, { id, teamId, revision }: StoredTour): Promise<void> {
  await visibilityChanged(tx, id)
  await notifyTeam(tx, teamId, { name: 'tour', tourId: id, revision })
}

/** Has this tour ever been shown, whether or not it is now? */
export const wasPublished = async (db: Db, tour: StoredTour): Promise<boolean> =>
  (await findNewestVersion(db, tour.teamId, tour.id)) !== undefined

/** A free address for a tour that has none yet, made from its title. */
export async function suggestSlug(db: Db, tour: StoredTour): Promise<string> {
  const { defaultLanguage, title } = tour.document
  const slug = slugFrom(textIn(title, defaultLanguage), defaultLanguage)
  for (let attempt = 1; attempt <= 50; attempt++) {
    const candidate = attempt === 1 ? slug : `${slug}-${attempt}`
    if (await slugIsFree(db, candidate, tour)) return candidate
  }
  return `${slug}-${tour.id.slice(-8)}`
}

export async function publicationsOf(
  db: Db,
  teamId: string,
  tours: StoredTour[],
): Promise<Map<string, StoredPublication>> {
  const found = await findPublications(
    db,
    teamId,
    tours.map((tour) => tour.id),
  )
  return new Map(found.map((publication) => [publication.tourId, publication]))
}

async function readyPanoramas(tx: Tx, tour: StoredTour): Promise<Map<string, ReadyPanorama>> {
  const ids = panoramasOf(tour.document)
  const finished = await findFinishedPanoramas(tx, tour.teamId, ids)
  if (finished.length < ids.length)
    throw new Refusal('conflict', 'publishing.still_tiling', { waiting: ids.length - finished.length })
  return new Map(finished.map((panorama: FinishedPanorama) => [panorama.id, panorama]))
}

async function readyAttachments(tx: Tx, tour: StoredTour) {
  const ids = attachmentsOf(tour.document)
  const { attachments, unready, gone } = await publishAttachments(tx, tour.teamId, tour.id, ids)
  if (gone > 0) throw new Refusal('conflict', 'publishing.attachments_gone', { gone })
  if (unready.length > 0)
    throw new Refusal('conflict', 'publishing.attachments_unready', {
      names: unready.join(', '),
      waiting: unready.length,
    })
  return attachments
}

/** For the media room: who needs an attachment. */
export const attachmentUses: AttachmentUses = {
  async tours(tx, teamId, attachmentId) {
    const tours = await selectToursNaming(tx, teamId, attachmentId)
    return tours.map(({ document }) => textIn(document.title, document.defaultLanguage))
  },
  /** In a version that was ever shown, or as the logo of the team. */
  isPublished: async (tx, teamId, attachmentId) =>
    (await versionsName(tx, teamId, attachmentId)) || (await isTeamLogo(tx, teamId, attachmentId)),
}
