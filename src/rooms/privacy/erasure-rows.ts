// The rows of announced deletions.
import type { Db, Tx } from '#platform/db.ts'
import type { Text } from '#tour/text.ts'

export interface PendingErasure {
  id: string
  subject: { kind: 'person' | 'team'; id: string }
  requestedBy: string
  requestedAt: Date
  dueAt: Date
  holdId: string | null
  heldUp: string | null
  /** What the operator said who ordered it; null when those concerned asked for it. */
  orderedBecause: Text | null
}

interface NewErasure {
  id: string
  subject: { kind: 'person' | 'team'; id: string }
  by: string
  at: Date
  dueAt: Date
  /** Null when no link takes it back. */
  undoSha256: Buffer | null
  holdId: string | null
  orderedBecause: Text | null
}

export async function insertErasure(tx: Tx, erasure: NewErasure): Promise<void> {
  await tx
    .insertInto('erasure')
    .values({
      ...{ id: erasure.id, subject_kind: erasure.subject.kind, subject_id: erasure.subject.id },
      ...{ requested_by: erasure.by, requested_at: erasure.at, due_at: erasure.dueAt },
      ...{ undo_sha256: erasure.undoSha256, hold_id: erasure.holdId },
      ordered_because: erasure.orderedBecause && JSON.stringify(erasure.orderedBecause),
    })
    .execute()
}

const pending = (db: Db) =>
  db.selectFrom('erasure').selectAll().where('cancelled_at', 'is', null).where('finished_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof pending>['executeTakeFirstOrThrow']>>

const shaped = (row: Row): PendingErasure => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  dueAt: row.due_at,
  holdId: row.hold_id,
  heldUp: row.held_up,
  orderedBecause: row.ordered_because,
})

export async function findPending(db: Db, subjectId: string): Promise<PendingErasure | undefined> {
  const row = await pending(db).where('subject_id', '=', subjectId).executeTakeFirst()
  return row && shaped(row)
}

export async function findPendingById(db: Db, id: string): Promise<PendingErasure | undefined> {
  const row = await pending(db).where('id', '=', id).executeTakeFirst()
  return row && shaped(row)
}

export async function findPendingByToken(db: Db, undoSha256: Buffer): Promise<PendingErasure | undefined> {
  const row = await pending(db).where('undo_sha256', '=', undoSha256).executeTakeFirst()
  return row && shaped(row)
}

export async function listPending(db: Db, subjectIds: string[]): Promise<PendingErasure[]> {
  if (subjectIds.length === 0) return []
  return (await pending(db).where('subject_id', 'in', subjectIds).execute()).map(shaped)
}

/** False when it was taken back or carried out meanwhile. */
export async function settleErasure(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('erasure')
    .set({ cancelled_by: by, cancelled_at: at, undo_sha256: null })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What somebody asked for themselves becomes the operator's order: their link takes it back no longer. */
export async function takeOver(tx: Tx, id: string, because: Text, holdId: string): Promise<void> {
  await tx
    .updateTable('erasure')
    .set({ ordered_because: JSON.stringify(because), undo_sha256: null, hold_id: holdId })
    .where('id', '=', id)
    .execute()
}
