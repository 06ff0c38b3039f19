// The tours room's door: the verbs that change a tour document. What visitors see is the business of publishing.
import { notify, type Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import { areTeamAttachments, areTeamPanoramas, type ShownPanorama, selectBatchNames } from '#rooms/media/media.ts'
import { findRole, type Member } from '#rooms/teams/teams.ts'
import { attachmentsOf } from '#tour/attachments.ts'
import { panoramaOf, panoramasOf } from '#tour/panoramas-of.ts'
import { problemsOf } from '#tour/rules.ts'
import type { Language } from '#tour/text.ts'
import { emptyTour, Scene, type Tour } from '#tour/tour.ts'
import { mayTouchTour } from './assigned.ts'
import { sceneNameFrom } from './scene-name.ts'
import { holdTour, insertDeletion, insertTour, removeDeletion, type StoredTour, updateTour } from './store.ts'

export { assignTour, holdOwnTour, mayTouchTour } from './assigned.ts'
export { findTour, holdTour, type StoredTour, selectTours, selectToursNaming, titlesOf } from './store.ts'

/** Every process that keeps something of a tour for visitors listens here and forgets it. */
export const visibilityChannel = 'tour_visibility'
export const visibilityChanged = (tx: Tx, tourId: string) => notify(tx, visibilityChannel, { tourId })

export async function createTour(tx: Tx, by: Member, title: string, language: Language, at: Date): Promise<string> {
  const tourId = await insertTour(tx, by.teamId, emptyTour(title, language), by.personId, at)
  await record(tx, { teamId: by.teamId, personId: by.personId, action: 'tour.created', targetId: tourId, at })
  return tourId
}

/** Stores a new document made from `revision`. Unfinished documents are welcome, broken ones are not. */
export async function saveTour(tx: Tx, by: Member, tour: StoredTour, revision: number, document: Tour, at: Date) {
  if (tour.revision !== revision) throw new Refusal('conflict', 'tours.changed_elsewhere', { revision: tour.revision })
  const broken = problemsOf(document).filter((problem) => problem.severity === 'broken')
  if (broken.length > 0) throw new Refusal('invalid', 'tours.broken', { problems: broken })
  if (!(await areTeamPanoramas(tx, tour.teamId, panoramasOf(document))))
    throw new Refusal('invalid', 'tours.unknown_panorama')
  if (!(await areTeamAttachments(tx, tour.teamId, attachmentsOf(document))))
    throw new Refusal('invalid', 'attachments.unknown')

  const next = await updateTour(tx, tour, document, at)
  await record(tx, {
    teamId: tour.teamId,
    personId: by.personId,
    action: 'tour.saved',
    targetId: tour.id,
    details: { revision: next },
    at,
  })
  await notifyTeam(tx, tour.teamId, { name: 'tour', tourId: tour.id, revision: next })
  return { revision: next, updatedAt: at.toISOString() }
}

/** Deleting twice is the same as deleting once; everything stays and can be brought back. */
export async function deleteTour(tx: Tx, by: Member, tour: StoredTour, at: Date): Promise<void> {
  await insertDeletion(tx, tour.teamId, tour.id, by.personId, at)
  await record(tx, { teamId: tour.teamId, personId: by.personId, action: 'tour.deleted', targetId: tour.id, at })
  await visibilityChanged(tx, tour.id)
}

export async function restoreTour(tx: Tx, by: Member, tourId: string, at: Date): Promise<void> {
  if (!(await removeDeletion(tx, by.teamId, tourId))) throw new Refusal('not_found', 'tours.not_found')
  await record(tx, { teamId: by.teamId, personId: by.personId, action: 'tour.restored', targetId: tourId, at })
  await visibilityChanged(tx, tourId)
}

/** A panorama that can be shown for the first time becomes a scene of the tour it was uploaded to. Twice is the same as once. */
export async function placePanorama(tx: Tx, panorama: ShownPanorama, at: Date): Promise<void> {
  if (!panorama.tourId) return
  const tour = await holdTour(tx, panorama.teamId, panorama.tourId).catch(unlessRefused)
  if (!tour || panoramasOf(tour.document).includes(panorama.id)) return
  if (!(await mayAddScenes(tx, panorama, tour.id))) return

  const scene = Scene.parse({
    id: newId(at),
    name: { [tour.document.defaultLanguage]: sceneNameFrom(panorama.fileName) },
    panorama: panorama.id,
    pose: { headingDegrees: panorama.headingDegrees ?? 0 },
    limits: panorama.limits,
  })
  const scenes = inOrderOfNames(tour.document.scenes, scene, await namesOfBatch(tx, panorama))
  const revision = await updateTour(tx, tour, { ...tour.document, scenes }, at)
  await record(tx, {
    teamId: tour.teamId,
    personId: panorama.createdBy,
    action: 'tour.scene_added',
    targetId: tour.id,
    details: { panoramaId: panorama.id },
    at,
  })
  await notifyTeam(tx, tour.teamId, { name: 'tour', tourId: tour.id, revision })
}

/** An agent's photos become scenes of tours that are theirs alone; in others they stay among the team's photos. */
async function mayAddScenes(tx: Tx, { teamId, createdBy }: ShownPanorama, tourId: string): Promise<boolean> {
  const role = createdBy && (await findRole(tx, teamId, createdBy))
  return !createdBy || !role || mayTouchTour(tx, { teamId, personId: createdBy, role }, tourId)
}

const namesOfBatch = async (tx: Tx, { teamId, batch }: ShownPanorama) =>
  batch === '' ? new Map<string, string>() : selectBatchNames(tx, teamId, batch)

const byName = new Intl.Collator('ru', { numeric: true, sensitivity: 'base' })

/** Photos that were dropped together are ready in any order; their scenes stand in the order of the file names. */
function inOrderOfNames(scenes: Scene[], added: Scene, names: Map<string, string>): Scene[] {
  const name = names.get(panoramaOf(added) ?? '') ?? ''
  const later = scenes.findIndex((scene) => byName.compare(names.get(panoramaOf(scene) ?? '') ?? '', name) > 0)
  return later < 0 ? [...scenes, added] : scenes.toSpliced(later, 0, added)
}

/** The tour may have been deleted while the photo was on its way. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}
