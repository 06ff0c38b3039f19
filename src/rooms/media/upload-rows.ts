// The rows of uploads and of a team's use of storage. Room is promised when an upload begins and given back when it ends, both
// under the lock of the team's row, so that however many uploads begin at once they never get more than the quota.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'

export interface UploadRow {
  teamId: string
  id: string
  personId: string
  tourId: string | null
  batch: string
  fileName: string
  metadata: Record<string, string | null>
  sizeBytes: number
  offsetBytes: number
  /** Id of the folder with its bytes; null before the first. */
  node: string | null
  createdAt: Date
  expiresAt: Date
  sha256: string | null
  finishedAt: Date | null
  purpose: UploadPurpose
  result: UploadResult | null
}

export type UploadPurpose = 'panorama' | 'attachment'

/** What came of an upload. */
export interface UploadResult {
  kind: UploadPurpose
  id: string
  /** It was there already; nothing new was made. */
  duplicate: boolean
}

export interface UploadLimits {
  teamQuotaBytes: number
  openPerPerson: number
}

export type NewUpload = Pick<
  UploadRow,
  | 'teamId'
  | 'id'
  | 'personId'
  | 'tourId'
  | 'batch'
  | 'fileName'
  | 'metadata'
  | 'sizeBytes'
  | 'createdAt'
  | 'expiresAt'
  | 'purpose'
>

export async function insertUpload(tx: Tx, upload: NewUpload, limits: UploadLimits): Promise<void> {
  const use = await holdStorageUse(tx, upload.teamId)
  const { count } = await tx
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', upload.teamId)
    .where('person_id', '=', upload.personId)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= limits.openPerPerson)
    throw new Refusal('too_many', 'media.too_many_uploads', { limit: limits.openPerPerson, retryAfterSeconds: 5 })
  const free = limits.teamQuotaBytes - use.originalBytes - use.reservedBytes
  if (upload.sizeBytes > free)
    throw new Refusal('no_space', 'media.quota_exceeded', {
      neededBytes: upload.sizeBytes,
      freeBytes: Math.max(0, free),
      quotaBytes: limits.teamQuotaBytes,
    })

  await tx
    .insertInto('upload')
    .values({
      team_id: upload.teamId,
      id: upload.id,
      person_id: upload.personId,
      tour_id: upload.tourId,
      batch: upload.batch,
      purpose: upload.purpose,
      file_name: upload.fileName,
      metadata: JSON.stringify(upload.metadata),
      size_bytes: upload.sizeBytes,
      created_at: upload.createdAt,
      expires_at: upload.expiresAt,
    })
    .execute()
  await changeStorageUse(tx, upload.teamId, { reserved: upload.sizeBytes })
}

export async function findUpload(db: Db, teamId: string, id: string): Promise<UploadRow | undefined> {
  const row = await select(db).where('team_id', '=', teamId).where('id', '=', id).executeTakeFirst()
  return row && asUpload(row)
}

export async function holdUpload(tx: Tx, teamId: string, id: string): Promise<UploadRow | undefined> {
  const row = await select(tx).where('team_id', '=', teamId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asUpload(row)
}

/** Uploads whose bytes are all in this node's folder although nobody finished them, oldest first. */
export async function listComplete(db: Db, node: string, limit: number): Promise<UploadRow[]> {
  const rows = await select(db)
    .where('finished_at', 'is', null)
    .whereRef('offset_bytes', '=', 'size_bytes')
    .where((row) => row.or([row('node', '=', node), row('node', 'is', null)]))
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.map(asUpload)
}

export async function listExpired(db: Db, now: Date, limit: number): Promise<UploadRow[]> {
  const rows = await select(db).where('expires_at', '<', now).orderBy('expires_at').limit(limit).execute()
  return rows.map(asUpload)
}

/** Which of these uploads, of any team, have a row? For housekeeping. */
export async function selectExisting(db: Db, ids: string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('upload').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}

/** False when somebody else wrote meanwhile: then nothing is changed. `node` is where the bytes are. */
export async function moveOffset(
  tx: Tx,
  upload: UploadRow,
  { from, to, node }: { from: number; to: number; node: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('upload')
    .set({ offset_bytes: to, node })
    .where('team_id', '=', upload.teamId)
    .where('id', '=', upload.id)
    .where('offset_bytes', '=', String(from))
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function nameContent(tx: Tx, upload: UploadRow, sha256: string): Promise<void> {
  await tx
    .updateTable('upload')
    .set({ sha256 })
    .where('team_id', '=', upload.teamId)
    .where('id', '=', upload.id)
    .execute()
}

export async function markFinished(
  tx: Tx,
  upload: UploadRow,
  { kind, id, duplicate }: UploadResult,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('upload')
    .set({ finished_at: at, [kind === 'panorama' ? 'panorama_id' : 'attachment_id']: id, duplicate })
    .where('team_id', '=', upload.teamId)
    .where('id', '=', upload.id)
    .execute()
}

/** Forgets an upload; what was promised to an unfinished one is free again. */
export async function deleteUpload(tx: Tx, teamId: string, id: string): Promise<void> {
  await holdStorageUse(tx, teamId)
  const row = await tx
    .deleteFrom('upload')
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .returning(['size_bytes', 'finished_at'])
    .executeTakeFirst()
  if (row && !row.finished_at) await changeStorageUse(tx, teamId, { reserved: -Number(row.size_bytes) })
}

/** Files of a dropped set that are still on their way. */
export async function countUnfinishedOfBatch(db: Db, teamId: string, batch: string): Promise<number> {
  const { count } = await db
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('batch', '=', batch)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface StorageUseRow {
  originalBytes: number
  derivedBytes: number
  reservedBytes: number
}

export async function holdStorageUse(tx: Tx, teamId: string): Promise<StorageUseRow> {
  await tx
    .insertInto('storage_use')
    .values({ team_id: teamId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('storage_use')
    .selectAll()
    .where('team_id', '=', teamId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return asUse(row)
}

export async function findStorageUse(db: Db, teamId: string): Promise<StorageUseRow> {
  const row = await db.selectFrom('storage_use').selectAll().where('team_id', '=', teamId).executeTakeFirst()
  return row ? asUse(row) : { originalBytes: 0, derivedBytes: 0, reservedBytes: 0 }
}

/** Adds to what is counted; never below zero. */
export async function changeStorageUse(
  tx: Tx,
  teamId: string,
  { original = 0, derived = 0, reserved = 0 }: { original?: number; derived?: number; reserved?: number },
): Promise<void> {
  await tx
    .updateTable('storage_use')
    .set({
      original_bytes: sql<number>`greatest(0, original_bytes + ${original})`,
      derived_bytes: sql<number>`greatest(0, derived_bytes + ${derived})`,
      reserved_bytes: sql<number>`greatest(0, reserved_bytes + ${reserved})`,
    })
    .where('team_id', '=', teamId)
    .execute()
}

const select = (db: Db) => db.selectFrom('upload').selectAll()
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asUpload = (row: Selected): UploadRow => ({
  teamId: row.team_id,
  id: row.id,
  personId: row.person_id,
  tourId: row.tour_id,
  batch: row.batch,
  fileName: row.file_name,
  metadata: row.metadata,
  sizeBytes: Number(row.size_bytes),
  offsetBytes: Number(row.offset_bytes),
  node: row.node,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  sha256: row.sha256,
  finishedAt: row.finished_at,
  purpose: row.purpose,
  result: resultOf(row),
})

function resultOf({ panorama_id, attachment_id, duplicate }: Selected): UploadResult | null {
  if (panorama_id) return { kind: 'panorama', id: panorama_id, duplicate }
  return attachment_id ? { kind: 'attachment', id: attachment_id, duplicate } : null
}

const asUse = (row: { original_bytes: string; derived_bytes: string; reserved_bytes: string }): StorageUseRow => ({
  originalBytes: Number(row.original_bytes),
  derivedBytes: Number(row.derived_bytes),
  reservedBytes: Number(row.reserved_bytes),
})
