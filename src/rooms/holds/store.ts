// The holds room's SQL: the only file that names its table.
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Tables } from '#platform/tables.ts'
import type { Text } from '#tour/text.ts'
import type { HoldKind, HoldLevel, HoldReason, HoldSubjectKind } from './contract.ts'

export interface HoldSubject {
  kind: HoldSubjectKind
  id: string
}

export interface Hold {
  id: string
  subject: HoldSubject
  kind: HoldKind
  level: HoldLevel
  reason: HoldReason
  statement: Text
  source: string
  placedBy: string | null
  placedAt: Date
  beginsAt: Date
  until: Date | null
  notifiedAt: Date | null
  liftedBy: string | null
  liftedAt: Date | null
  liftNote: string | null
  atOnceBecause: string
}

const holdOf = (row: Selectable<Tables['access_hold']>): Hold => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  kind: row.kind,
  level: row.level,
  reason: row.reason,
  statement: row.statement,
  source: row.source,
  placedBy: row.placed_by,
  placedAt: row.placed_at,
  beginsAt: row.begins_at,
  until: row.until,
  notifiedAt: row.notified_at,
  liftedBy: row.lifted_by,
  liftedAt: row.lifted_at,
  liftNote: row.lift_note,
  atOnceBecause: row.at_once_because,
})

export async function insertHold(tx: Tx, hold: Hold): Promise<void> {
  await tx
    .insertInto('access_hold')
    .values({
      id: hold.id,
      subject_kind: hold.subject.kind,
      subject_id: hold.subject.id,
      kind: hold.kind,
      level: hold.level,
      reason: hold.reason,
      statement: JSON.stringify(hold.statement),
      source: hold.source,
      placed_by: hold.placedBy,
      placed_at: hold.placedAt,
      begins_at: hold.beginsAt,
      until: hold.until,
      at_once_because: hold.atOnceBecause,
    })
    .execute()
}

/** False when it was lifted before. */
export async function updateLifted(tx: Tx, holdId: string, by: string | null, note: string, at: Date) {
  const lifted = await tx
    .updateTable('access_hold')
    .set({ lifted_by: by, lifted_at: at, lift_note: note })
    .where('id', '=', holdId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return lifted.numUpdatedRows > 0n
}

export async function updateNotified(tx: Tx, holdId: string, at: Date): Promise<void> {
  await tx.updateTable('access_hold').set({ notified_at: at }).where('id', '=', holdId).execute()
}

export async function findHold(db: Db, holdId: string): Promise<Hold | undefined> {
  const row = await db.selectFrom('access_hold').selectAll().where('id', '=', holdId).executeTakeFirst()
  return row && holdOf(row)
}

/** Not lifted and not over, begun or not. Ids are unique across kinds of subjects, so they are enough to find the rows. */
export async function selectStanding(db: Db, subjectIds: string[], now: Date): Promise<Hold[]> {
  if (subjectIds.length === 0) return []
  const rows = await db
    .selectFrom('access_hold')
    .selectAll()
    .where('subject_id', 'in', subjectIds)
    .where('lifted_at', 'is', null)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
    .orderBy('placed_at', 'desc')
    .execute()
  return rows.map(holdOf)
}

export interface HoldsWanted {
  filter: 'standing' | 'ended' | 'all'
  kind?: HoldKind | undefined
  before?: { at: Date; id: string } | undefined
  now: Date
  limit: number
}

/** Newest first; `standing` are those that are neither lifted nor over. */
export async function selectHolds(db: Db, { filter, kind, before, now, limit }: HoldsWanted): Promise<Hold[]> {
  const ended = sql<SqlBool>`(lifted_at is not null or (until is not null and until <= ${now}))`
  let query = db.selectFrom('access_hold').selectAll()
  if (filter === 'standing') query = query.where(sql<SqlBool>`not ${ended}`)
  if (filter === 'ended') query = query.where(ended)
  if (kind) query = query.where('kind', '=', kind)
  if (before) query = query.where(sql<SqlBool>`(placed_at, id) < (${before.at}, ${before.id}::uuid)`)
  const rows = await query.orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(holdOf)
}

/** Of several subjects, newest first. */
export async function selectHistories(db: Db, subjectIds: string[]): Promise<Hold[]> {
  if (subjectIds.length === 0) return []
  const rows = await db
    .selectFrom('access_hold')
    .selectAll()
    .where('subject_id', 'in', subjectIds)
    .orderBy('placed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(holdOf)
}

export async function deleteHolds(tx: Tx, subjectId: string): Promise<void> {
  await tx.deleteFrom('access_hold').where('subject_id', '=', subjectId).execute()
}
