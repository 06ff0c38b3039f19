// The rows of panoramas, their sources and originals. Every read starts from a team.
import { sql } from 'kysely'
import type { TiledPanorama } from '#imaging/contract.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import type { ViewLimits } from '#tour/view.ts'
import type { PanoramaState } from './contract.ts'

export interface PanoramaRow {
  teamId: string
  id: string
  tourId: string | null
  batch: string
  fileName: string
  setName: string | null
  state: PanoramaState
  stage: string | null
  progress: number
  refusal: { code: string; details: Record<string, unknown> } | null
  widthPx: number | null
  heightPx: number | null
  projection: string | null
  preview: { archive: string; pyramid: Pyramid; strip: string } | null
  full: { archive: string; pyramid: Pyramid } | null
  limits: ViewLimits | null
  metadata: Record<string, unknown>
  attempts: number
  failures: number
  createdBy: string | null
  createdAt: Date
}

const newestFirstLimit = 2000

export async function listPanoramas(db: Db, teamId: string, tourId: string | undefined): Promise<PanoramaRow[]> {
  const query = select(db).where('team_id', '=', teamId).orderBy('created_at', 'desc').orderBy('id', 'desc')
  const rows = await (tourId ? query.where('tour_id', '=', tourId) : query).limit(newestFirstLimit).execute()
  return rows.map(asPanorama).reverse()
}

export async function findPanorama(db: Db, teamId: string, id: string): Promise<PanoramaRow | undefined> {
  const row = await select(db).where('team_id', '=', teamId).where('id', '=', id).executeTakeFirst()
  return row && asPanorama(row)
}

export async function holdPanorama(tx: Tx, teamId: string, id: string): Promise<PanoramaRow | undefined> {
  const row = await select(tx).where('team_id', '=', teamId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asPanorama(row)
}

export async function countPanoramas(db: Db, teamId: string, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { count } = await db
    .selectFrom('panorama')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** File names of a batch's panoramas, by id. */
export async function selectBatchNames(db: Db, teamId: string, batch: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('panorama')
    .select(['id', 'file_name'])
    .where('team_id', '=', teamId)
    .where('batch', '=', batch)
    .execute()
  return new Map(rows.map((row) => [row.id, row.file_name]))
}

export async function selectFinished(db: Db, teamId: string, ids: string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('panorama')
    .select(['id', 'archive', 'pyramid', 'preview_strip'])
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .where('state', '=', 'ready')
    .execute()
}

export async function insertPanorama(
  tx: Tx,
  panorama: Pick<
    PanoramaRow,
    'teamId' | 'id' | 'tourId' | 'batch' | 'fileName' | 'setName' | 'state' | 'createdBy' | 'createdAt'
  >,
): Promise<void> {
  await tx
    .insertInto('panorama')
    .values({
      team_id: panorama.teamId,
      id: panorama.id,
      tour_id: panorama.tourId,
      batch: panorama.batch,
      file_name: panorama.fileName,
      set_name: panorama.setName,
      state: panorama.state,
      metadata: '{}',
      private_metadata: '{}',
      created_by: panorama.createdBy,
      created_at: panorama.createdAt,
      updated_at: panorama.createdAt,
    })
    .execute()
}

/** The panorama that collects the faces of this set: waiting for more, or given up for want of some. */
export async function holdSet(
  tx: Tx,
  teamId: string,
  batch: string,
  setName: string,
): Promise<PanoramaRow | undefined> {
  const row = await select(tx)
    .where('team_id', '=', teamId)
    .where('batch', '=', batch)
    .where('set_name', '=', setName)
    .where((where) => where.or([where('state', '=', 'waiting'), where('refusal_code', '=', 'media.faces_missing')]))
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && asPanorama(row)
}

/** A panorama of the same tour that is made of exactly this one file. */
export async function holdSame(tx: Tx, teamId: string, tourId: string | null, sha256: string) {
  const row = await select(tx)
    .where('team_id', '=', teamId)
    .where(sql<boolean>`tour_id is not distinct from ${tourId}::uuid`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('panorama_source')
          .select('face')
          .whereRef('panorama_source.team_id', '=', 'panorama.team_id')
          .whereRef('panorama_source.panorama_id', '=', 'panorama.id')
          .where('face', '=', 'whole')
          .where('original_sha256', '=', sha256),
      ),
    )
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && asPanorama(row)
}

/** A finished panorama of the team that is made of exactly the same file. */
export async function findTwin(db: Db, panorama: PanoramaRow, sha256: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('panorama')
    .innerJoin('panorama_source', (join) =>
      join
        .onRef('panorama_source.team_id', '=', 'panorama.team_id')
        .onRef('panorama_source.panorama_id', '=', 'panorama.id'),
    )
    .select('panorama.id')
    .where('panorama.team_id', '=', panorama.teamId)
    .where('panorama.id', '<>', panorama.id)
    .where('panorama.state', '=', 'ready')
    .where('panorama_source.face', '=', 'whole')
    .where('panorama_source.original_sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Gives a panorama everything that the work on its twin found out. */
export async function copyResults(tx: Tx, panorama: PanoramaRow, twinId: string, at: Date): Promise<void> {
  await sql`update panorama set
      (state, stage, progress, refusal_code, refusal_details, width_px, height_px, projection, preview_archive, preview_pyramid,
       preview_strip, archive, archive_size_bytes, pyramid, limits, metadata, private_metadata, updated_at) =
      (select state, null, 1, null, null::jsonb, width_px, height_px, projection, preview_archive, preview_pyramid,
       preview_strip, archive, archive_size_bytes, pyramid, limits, metadata, private_metadata, ${at}::timestamptz
       from panorama where team_id = ${panorama.teamId}::uuid and id = ${twinId}::uuid)
    where team_id = ${panorama.teamId}::uuid and id = ${panorama.id}::uuid`.execute(tx)
}

export interface PanoramaPlace {
  teamId: string
  id: string
}

export interface Change {
  state?: PanoramaState
  stage?: string | null
  progress?: number
  refusal?: { code: string; details: Record<string, unknown> } | null
  attempts?: number
  failures?: number
  lastError?: string | null
  /** A set that turned out to be single files gets the name of one of them. */
  singleFile?: string
}

export async function updatePanorama(tx: Tx, panorama: PanoramaPlace, change: Change, at: Date): Promise<void> {
  const { refusal, lastError, singleFile, ...plain } = change
  await tx
    .updateTable('panorama')
    .set({
      ...plain,
      ...(refusal === undefined ? {} : { refusal_code: refusal?.code ?? null }),
      ...(refusal === undefined ? {} : { refusal_details: refusal ? JSON.stringify(refusal.details) : null }),
      ...(lastError === undefined ? {} : { last_error: lastError }),
      ...(singleFile === undefined ? {} : { set_name: null, file_name: singleFile }),
      updated_at: at,
    })
    .where('team_id', '=', panorama.teamId)
    .where('id', '=', panorama.id)
    .execute()
}

/** Progress of work that is still wanted; false when it was cancelled meanwhile. */
export async function updateProgress(tx: Tx, panorama: PanoramaPlace, stage: string, progress: number, at: Date) {
  const { numUpdatedRows } = await tx
    .updateTable('panorama')
    .set({ stage, progress, updated_at: at })
    .where('team_id', '=', panorama.teamId)
    .where('id', '=', panorama.id)
    .where('state', '=', 'working')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function updatePreview(
  tx: Tx,
  panorama: PanoramaPlace,
  { inspection, pyramid, strip }: TiledPanorama['preview'],
  archive: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('panorama')
    .set({
      width_px: inspection.widthPx,
      height_px: inspection.heightPx,
      projection: inspection.projection,
      preview_archive: archive,
      preview_pyramid: JSON.stringify(pyramid),
      preview_strip: strip,
      metadata: JSON.stringify(inspection.metadata),
      private_metadata: JSON.stringify(inspection.privateMetadata),
      updated_at: at,
    })
    .where('team_id', '=', panorama.teamId)
    .where('id', '=', panorama.id)
    .execute()
}

export async function updateFinished(tx: Tx, panorama: PanoramaPlace, tiled: TiledPanorama, at: Date): Promise<void> {
  await tx
    .updateTable('panorama')
    .set({
      state: 'ready',
      stage: null,
      progress: 1,
      refusal_code: null,
      refusal_details: null,
      last_error: null,
      archive: tiled.archiveSha256,
      archive_size_bytes: tiled.archiveSizeBytes,
      pyramid: JSON.stringify(tiled.pyramid),
      limits: tiled.limits ? JSON.stringify(tiled.limits) : null,
      updated_at: at,
    })
    .where('team_id', '=', panorama.teamId)
    .where('id', '=', panorama.id)
    .execute()
}

/** Is one of the team's panoramas shown from this archive already? Then its bytes are counted. */
export async function archiveIsCounted(db: Db, teamId: string, archive: string): Promise<boolean> {
  const row = await db
    .selectFrom('panorama')
    .select('id')
    .where('team_id', '=', teamId)
    .where('archive', '=', archive)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const select = (db: Db) => db.selectFrom('panorama').selectAll()
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asPanorama = (row: Selected): PanoramaRow => ({
  teamId: row.team_id,
  id: row.id,
  tourId: row.tour_id,
  batch: row.batch,
  fileName: row.file_name,
  setName: row.set_name,
  state: row.state,
  stage: row.stage,
  progress: row.progress,
  refusal: row.refusal_code ? { code: row.refusal_code, details: row.refusal_details ?? {} } : null,
  widthPx: row.width_px,
  heightPx: row.height_px,
  projection: row.projection,
  preview:
    row.preview_archive && row.preview_pyramid && row.preview_strip
      ? { archive: row.preview_archive, pyramid: row.preview_pyramid, strip: row.preview_strip }
      : null,
  full: row.archive && row.pyramid ? { archive: row.archive, pyramid: row.pyramid } : null,
  limits: row.limits,
  metadata: row.metadata,
  attempts: row.attempts,
  failures: row.failures,
  createdBy: row.created_by,
  createdAt: row.created_at,
})
