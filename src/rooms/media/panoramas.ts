// The verbs of panoramas: received, cancelled, tried again, given up. Each writes its history and tells the team in the same
// transaction. The work itself is in jobs.ts.
import { type FaceOfSet, isNumberedFace } from '#imaging/face-file.ts'
import { type Db, notify, type Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { JobQueue } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Member } from '#rooms/teams/teams.ts'
import { faces } from '#tour/pyramid.ts'
import type { Panorama } from './contract.ts'
import { listSources, putSource, removeSources, type Source } from './source-rows.ts'
import {
  type Change,
  findPanorama,
  holdPanorama,
  holdSame,
  holdSet,
  insertPanorama,
  type PanoramaPlace,
  type PanoramaRow,
  updatePanorama,
} from './store.ts'
import { countUnfinishedOfBatch } from './upload-rows.ts'

export const tileTask = 'media.tile'
export const missingFacesTask = 'media.missing_faces'
export const cancelChannel = 'panorama_cancelled'

/** A set waits this long for its next face before it is said what is missing. */
const facesPatienceMs = 2 * 60_000

/** What the rooms above do when something of a panorama can be shown for the first time, in the same transaction. */
export type OnShown = (tx: Tx, panorama: ShownPanorama, at: Date) => Promise<void>

export interface ShownPanorama {
  id: string
  teamId: string
  tourId: string | null
  /** What was dropped together has one batch, or '' for a file that came alone. */
  batch: string
  fileName: string
  createdBy: string | null
  headingDegrees?: number
  limits?: NonNullable<PanoramaRow['limits']>
}

export interface ReceivedFile {
  teamId: string
  personId: string
  tourId: string | null
  batch: string
  fileName: string
  sha256: string
  face: FaceOfSet | undefined
}

/** A file that arrived whole becomes a panorama, a face of one, or is recognised as one that the tour has already. */
export async function receiveFile(
  tx: Tx,
  jobs: JobQueue,
  file: ReceivedFile,
  onShown: OnShown,
  at: Date,
): Promise<{ panoramaId: string; duplicate: boolean }> {
  // A numbered square that came alone is judged as what it is.
  const isFace = file.face && !(file.face.isNumbered && file.batch === '')
  if (file.face && isFace) return { panoramaId: await receiveFace(tx, jobs, file, file.face, at), duplicate: false }
  const same = await holdSame(tx, file.teamId, file.tourId, file.sha256)
  if (same) {
    const isNewAttempt = same.state === 'refused' || same.state === 'cancelled'
    if (isNewAttempt) await queueAgain(tx, jobs, same, at)
    else if (same.preview) await onShown(tx, asShown(same), at)
    return { panoramaId: same.id, duplicate: !isNewAttempt }
  }
  const panorama = await addPanorama(tx, file, null, at)
  await putSource(tx, panorama, { face: 'whole', sha256: file.sha256, fileName: file.fileName })
  await enqueueTiling(tx, jobs, panorama)
  return { panoramaId: panorama.id, duplicate: false }
}

async function receiveFace(
  tx: Tx,
  jobs: JobQueue,
  file: ReceivedFile,
  { side, setName }: FaceOfSet,
  at: Date,
): Promise<string> {
  const known = await holdSet(tx, file.teamId, file.batch, setName)
  const panorama = known ?? (await addPanorama(tx, file, setName, at))
  await putSource(tx, panorama, { face: side, sha256: file.sha256, fileName: file.fileName })
  const here = (await listSources(tx, panorama)).length
  if (here === faces.length) {
    await change(tx, panorama, { state: 'queued', progress: 0, refusal: null }, at)
    await enqueueTiling(tx, jobs, panorama)
  } else {
    await change(tx, panorama, { state: 'waiting', progress: here / faces.length, refusal: null }, at)
    await remindOfMissing(tx, jobs, panorama, at)
  }
  return panorama.id
}

type NewPanorama = Pick<ReceivedFile, 'teamId' | 'tourId' | 'batch' | 'fileName'> & { personId: string | null }

async function addPanorama(tx: Tx, file: NewPanorama, setName: string | null, at: Date): Promise<PanoramaRow> {
  const id = newId(at)
  const { teamId, tourId, batch, personId } = file
  const fileName = setName || file.fileName
  const state = setName === null ? 'queued' : 'waiting'
  await insertPanorama(tx, { teamId, id, tourId, batch, fileName, setName, state, createdBy: personId, createdAt: at })
  const details = { fileName, tourId }
  await record(tx, { teamId, personId, action: 'panorama.received', targetId: id, details, at })
  const panorama = await holdPanorama(tx, teamId, id)
  if (!panorama) throw new Error('A panorama that was just made is not there')
  await tellTeam(tx, panorama, {})
  return panorama
}

/** One queue per team: its jobs run one after the other, beside those of other teams. */
export function enqueueTiling(
  tx: Tx,
  jobs: JobQueue,
  { teamId, id }: PanoramaPlace,
  { runAt, outages = 0 }: { runAt?: Date; outages?: number } = {},
): Promise<void> {
  const options = { queue: `team:${teamId}`, key: `tile:${id}`, runAt }
  return jobs.enqueue(tx, tileTask, { teamId, panoramaId: id, outages }, options)
}

function remindOfMissing(tx: Tx, jobs: JobQueue, { teamId, id }: PanoramaRow, at: Date): Promise<void> {
  const runAt = new Date(at.getTime() + facesPatienceMs)
  return jobs.enqueue(tx, missingFacesTask, { teamId, panoramaId: id }, { key: `faces:${id}`, runAt })
}

/**
 * A set that got no further face for a while says which sides are missing. A face that comes later revives it. Squares that are only
 * numbered were no set then: each is judged by itself.
 */
export async function giveUpOnFaces(tx: Tx, jobs: JobQueue, teamId: string, id: string, at: Date): Promise<void> {
  const panorama = await holdPanorama(tx, teamId, id)
  if (panorama?.state !== 'waiting') return
  if ((await countUnfinishedOfBatch(tx, teamId, panorama.batch)) > 0) return remindOfMissing(tx, jobs, panorama, at)
  const sources = await listSources(tx, panorama)
  if (sources.every(({ fileName }) => isNumberedFace(fileName))) return takeApart(tx, jobs, panorama, sources, at)
  await refuse(tx, panorama, 'media.faces_missing', await missingFaces(tx, panorama), at)
}

async function takeApart(tx: Tx, jobs: JobQueue, panorama: PanoramaRow, sources: Source[], at: Date): Promise<void> {
  const { teamId, tourId, batch, createdBy } = panorama
  await removeSources(tx, panorama)
  for (const [index, { fileName, sha256 }] of sources.entries()) {
    const single =
      index === 0 ? panorama : await addPanorama(tx, { teamId, tourId, batch, fileName, personId: createdBy }, null, at)
    if (index === 0) await change(tx, panorama, { state: 'queued', progress: 0, singleFile: fileName }, at)
    await putSource(tx, single, { face: 'whole', sha256, fileName })
    await enqueueTiling(tx, jobs, single)
  }
}

async function missingFaces(tx: Tx, panorama: PanoramaRow) {
  const here = new Set((await listSources(tx, panorama)).map((source) => String(source.face)))
  const missing = faces.filter((face) => !here.has(face))
  return { missing: missing.join(', '), count: missing.length }
}

/** Stops the work, also in the middle of it. Cancelling twice is the same as once; what is ready stays. */
export async function cancelPanorama(tx: Tx, by: Member, panorama: PanoramaRow, at: Date): Promise<void> {
  if (panorama.state === 'cancelled') return
  if (panorama.state === 'ready') throw new Refusal('conflict', 'media.already_ready')
  await change(tx, panorama, { state: 'cancelled', stage: null }, at)
  await record(tx, {
    teamId: by.teamId,
    personId: by.personId,
    action: 'panorama.cancelled',
    targetId: panorama.id,
    at,
  })
  await notify(tx, cancelChannel, { panoramaId: panorama.id })
}

/** Another attempt at what was refused or cancelled. Asking for it while it is under way changes nothing. */
export async function tryAgain(tx: Tx, jobs: JobQueue, by: Member, panorama: PanoramaRow, at: Date): Promise<void> {
  if (panorama.state !== 'refused' && panorama.state !== 'cancelled') return
  if (panorama.setName !== null) {
    const { missing, count } = await missingFaces(tx, panorama)
    if (count > 0) throw new Refusal('conflict', 'media.faces_missing', { missing, count })
  }
  await queueAgain(tx, jobs, panorama, at)
  await record(tx, {
    teamId: by.teamId,
    personId: by.personId,
    action: 'panorama.tried_again',
    targetId: panorama.id,
    at,
  })
}

async function queueAgain(tx: Tx, jobs: JobQueue, panorama: PanoramaRow, at: Date): Promise<void> {
  const afresh = { stage: null, progress: 0, refusal: null, attempts: 0, failures: 0 }
  await change(tx, panorama, { state: 'queued', ...afresh }, at)
  await enqueueTiling(tx, jobs, panorama)
}

/** Final: the same file would be refused again. */
export async function refuse(
  tx: Tx,
  panorama: PanoramaRow,
  code: string,
  details: Record<string, unknown>,
  at: Date,
): Promise<void> {
  await change(tx, panorama, { state: 'refused', stage: null, refusal: { code, details } }, at)
  const { teamId, id } = panorama
  const history = { code, ...details }
  await record(tx, { teamId, personId: null, action: 'panorama.refused', targetId: id, details: history, at })
}

/** Changes the row and tells the team. */
export async function change(tx: Tx, panorama: PanoramaRow, to: Change, at: Date): Promise<void> {
  await updatePanorama(tx, panorama, to, at)
  await tellTeam(tx, panorama, to)
}

export async function tellTeam(tx: Tx, panorama: PanoramaRow, changed: Change): Promise<void> {
  const { state, stage, progress } = { ...panorama, ...changed }
  await notifyTeam(tx, panorama.teamId, {
    name: 'panorama',
    panoramaId: panorama.id,
    tourId: panorama.tourId,
    state,
    stage,
    progress,
  })
}

export function asShown(panorama: PanoramaRow): ShownPanorama {
  const { id, teamId, tourId, batch, fileName, createdBy, limits, metadata } = panorama
  const heading = metadata.headingDegrees
  return {
    id,
    teamId,
    tourId,
    batch,
    fileName,
    createdBy,
    ...(typeof heading === 'number' ? { headingDegrees: heading } : {}),
    ...(limits ? { limits } : {}),
  }
}

export async function findTeamPanorama(db: Db, teamId: string, id: string): Promise<PanoramaRow> {
  const panorama = await findPanorama(db, teamId, id)
  if (!panorama) throw new Refusal('not_found', 'media.not_found')
  return panorama
}

export async function holdTeamPanorama(tx: Tx, teamId: string, id: string): Promise<PanoramaRow> {
  const panorama = await holdPanorama(tx, teamId, id)
  if (!panorama) throw new Refusal('not_found', 'media.not_found')
  return panorama
}

const baseOf = (teamId: string, id: string) => `/api/teams/${teamId}/panoramas/${id}`

/** Changes with what it shows only through its query, so that a browser may keep it for good. */
export const thumbnailUrl = (teamId: string, panoramaId: string) => `${baseOf(teamId, panoramaId)}/thumbnail.webp`

export function onTheWire(panorama: PanoramaRow): Panorama {
  const shown = panorama.full ?? panorama.preview
  const { teamId, id } = panorama
  return {
    id,
    fileName: panorama.fileName,
    tourId: panorama.tourId,
    batch: panorama.batch,
    state: panorama.state,
    stage: panorama.stage,
    progress: panorama.progress,
    refusal: panorama.refusal,
    widthPx: panorama.widthPx,
    heightPx: panorama.heightPx,
    projection: panorama.projection,
    source: shown && {
      id: shown.archive,
      pyramid: shown.pyramid,
      tilesUrl: `${baseOf(teamId, id)}/tiles/${shown.archive}/`,
      preview: panorama.preview?.strip ?? '',
    },
    thumbnailUrl: shown && `${thumbnailUrl(teamId, id)}?v=${shown.archive.slice(0, 12)}`,
    limits: panorama.limits,
    metadata: panorama.metadata,
    createdAt: panorama.createdAt.toISOString(),
  }
}
