// The rows of attachments. Every read starts from a team; what was deleted does not exist, but for those who clear it away.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { DerivedFiles } from '#platform/tables.ts'
import type { AttachmentKind, AttachmentState } from './contract.ts'

export interface AttachmentRow {
  teamId: string
  id: string
  kind: AttachmentKind
  state: AttachmentState
  fileName: string
  sha256: string
  derived: DerivedFiles | null
  durationSeconds: number | null
  refusal: { code: string; details: Record<string, unknown> } | null
  attempts: number
  failures: number
  createdBy: string | null
  createdAt: Date
  deletedAt: Date | null
}

export type AttachmentPlace = Pick<AttachmentRow, 'teamId' | 'id'>

const listLimit = 2000

export async function listAttachments(
  db: Db,
  teamId: string,
  kind: AttachmentKind | undefined,
): Promise<AttachmentRow[]> {
  const query = select(db).where('team_id', '=', teamId).where('deleted_at', 'is', null)
  const rows = await (kind ? query.where('kind', '=', kind) : query)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(listLimit)
    .execute()
  return rows.map(asAttachment)
}

export async function findAttachment(db: Db, teamId: string, id: string): Promise<AttachmentRow | undefined> {
  const row = await one(db, teamId, id).where('deleted_at', 'is', null).executeTakeFirst()
  return row && asAttachment(row)
}

/** Also one that was deleted; nobody else changes it until the transaction ends. */
export async function holdAttachment(tx: Tx, teamId: string, id: string): Promise<AttachmentRow | undefined> {
  const row = await one(tx, teamId, id).forUpdate().executeTakeFirst()
  return row && asAttachment(row)
}

export async function holdByContent(tx: Tx, teamId: string, sha256: string): Promise<AttachmentRow | undefined> {
  const row = await select(tx)
    .where('team_id', '=', teamId)
    .where('original_sha256', '=', sha256)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && asAttachment(row)
}

/** Those of these that the team has; none of them can be deleted until the transaction ends. */
export async function keepAttachments(tx: Tx, teamId: string, ids: string[]): Promise<AttachmentRow[]> {
  if (ids.length === 0) return []
  const rows = await select(tx)
    .where('team_id', '=', teamId)
    // One parameter: a statement may have no more than 65,535, and a document may name more attachments.
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  return rows.map(asAttachment)
}

export async function insertAttachment(
  tx: Tx,
  attachment: Pick<AttachmentRow, 'teamId' | 'id' | 'kind' | 'fileName' | 'sha256' | 'createdBy' | 'createdAt'>,
): Promise<void> {
  await tx
    .insertInto('attachment')
    .values({
      team_id: attachment.teamId,
      id: attachment.id,
      kind: attachment.kind,
      state: 'waiting',
      file_name: attachment.fileName,
      original_sha256: attachment.sha256,
      created_by: attachment.createdBy,
      created_at: attachment.createdAt,
      updated_at: attachment.createdAt,
    })
    .execute()
}

export interface AttachmentChange {
  kind?: AttachmentKind
  state?: AttachmentState
  refusal?: AttachmentRow['refusal']
  attempts?: number
  failures?: number
  lastError?: string
  derived?: DerivedFiles
  durationSeconds?: number | null
}

export async function updateAttachment(
  tx: Tx,
  { teamId, id }: AttachmentPlace,
  { refusal, lastError, derived, durationSeconds, ...plain }: AttachmentChange,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({
      ...plain,
      ...(refusal === undefined ? {} : { refusal_code: refusal?.code ?? null }),
      ...(refusal === undefined ? {} : { refusal_details: refusal ? JSON.stringify(refusal.details) : null }),
      ...(lastError === undefined ? {} : { last_error: lastError }),
      ...(derived === undefined ? {} : { derived: JSON.stringify(derived) }),
      ...(durationSeconds === undefined ? {} : { duration_seconds: durationSeconds }),
      updated_at: at,
    })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function markDeleted(tx: Tx, { teamId, id }: AttachmentPlace, by: string, at: Date): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ deleted_by: by, deleted_at: at, updated_at: at })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function removeAttachment(tx: Tx, { teamId, id }: AttachmentPlace): Promise<void> {
  await tx.deleteFrom('attachment').where('team_id', '=', teamId).where('id', '=', id).execute()
}

/** Of any team, for housekeeping: the longest deleted first. */
export async function listDeleted(db: Db, limit: number): Promise<AttachmentPlace[]> {
  const rows = await db
    .selectFrom('attachment')
    .select(['team_id', 'id'])
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ teamId: row.team_id, id: row.id }))
}

/** Removes the row of an original that nothing is made of any more; its size and place, or undefined while something is. */
export async function releaseOriginal(tx: Tx, teamId: string, sha256: string) {
  const removed = await tx
    .deleteFrom('original')
    .where('team_id', '=', teamId)
    .where('sha256', '=', sha256)
    .where(
      sql<boolean>`not exists (select 1 from panorama_source as s where s.team_id = original.team_id and s.original_sha256 = original.sha256)`,
    )
    .where(
      sql<boolean>`not exists (select 1 from attachment as a where a.team_id = original.team_id and a.original_sha256 = original.sha256)`,
    )
    .returning(['size_bytes', 'storage_key'])
    .executeTakeFirst()
  return removed && { sizeBytes: Number(removed.size_bytes), storageKey: removed.storage_key }
}

const select = (db: Db) => db.selectFrom('attachment').selectAll()
const one = (db: Db, teamId: string, id: string) => select(db).where('team_id', '=', teamId).where('id', '=', id)
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asAttachment = (row: Selected): AttachmentRow => ({
  teamId: row.team_id,
  id: row.id,
  kind: row.kind,
  state: row.state,
  fileName: row.file_name,
  sha256: row.original_sha256,
  derived: row.derived,
  durationSeconds: row.duration_seconds,
  refusal: row.refusal_code ? { code: row.refusal_code, details: row.refusal_details ?? {} } : null,
  attempts: row.attempts,
  failures: row.failures,
  createdBy: row.created_by,
  createdAt: row.created_at,
  deletedAt: row.deleted_at,
})
