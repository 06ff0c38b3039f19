// The operator ends its service for a team. Two holds carry it, so that nothing has to happen on the day: reading and exporting until
// the date, nothing but the reason after it. Taking it back lifts exactly these two.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import type { HoldKind, HoldReason } from '#rooms/holds/contract.ts'
import { liftHold, placeHold } from '#rooms/holds/holds.ts'
import type { Text } from '#tour/text.ts'

export interface Termination {
  id: string
  holdId: string
  at: Date
  by: string | null
  beginsAt: Date
  exportUntil: Date
}

export async function findTermination(db: Db, teamId: string): Promise<Termination | null> {
  const row = await db
    .selectFrom('team_termination as termination')
    .leftJoin('person', 'person.id', 'termination.terminated_by')
    .innerJoin('access_hold as hold', 'hold.id', 'termination.hold_id')
    .select(['termination.id', 'termination.hold_id', 'termination.terminated_at', 'termination.export_until'])
    .select(['person.name as by', 'hold.begins_at'])
    .where('termination.team_id', '=', teamId)
    .where('termination.revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, hold_id: holdId, terminated_at: at, by, begins_at: beginsAt, export_until: exportUntil } = row
  return { id, holdId, at, by, beginsAt, exportUntil }
}

/** For those who act on it, not only show it. */
export async function findStanding(db: Db, teamId: string) {
  const row = await db
    .selectFrom('team_termination')
    .select(['terminated_by', 'export_until', 'hold_id'])
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && { terminatedBy: row.terminated_by, exportUntil: row.export_until, holdId: row.hold_id }
}

export interface NewTermination {
  teamId: string
  kind: HoldKind
  reason: HoldReason
  statement: Text
  /** Later than now where notice has to be given. */
  beginsAt: Date
  atOnceBecause: string
  exportUntil: Date
  by: string
  at: Date
}

/** Returns the hold that stands from now on. */
export async function terminate(tx: Tx, wanted: NewTermination): Promise<string> {
  const { teamId, kind, reason, statement, beginsAt, atOnceBecause, exportUntil, by, at } = wanted
  if (await findTermination(tx, teamId)) throw new Refusal('conflict', 'desk.terminated_already')
  const id = newId(at)
  const common = { subject: { kind: 'team', id: teamId }, kind, reason, statement, placedBy: by, at } as const
  const holdId = await placeHold(tx, { ...common, level: 'read_only', source: sourceOf(id), beginsAt, atOnceBecause })
  await placeHold(tx, { ...common, level: 'blocked', source: sourceOf(id), beginsAt: exportUntil })
  await tx
    .insertInto('team_termination')
    .values({ id, team_id: teamId, hold_id: holdId, terminated_by: by, terminated_at: at, export_until: exportUntil })
    .execute()
  const details = { reason, beginsAt: beginsAt.toISOString(), exportUntil: exportUntil.toISOString() }
  await record(tx, { teamId, personId: by, action: 'team.terminated', targetId: teamId, details, at })
  return holdId
}

export async function revokeTermination(tx: Tx, teamId: string, by: string, note: string, at: Date): Promise<void> {
  const termination = await findTermination(tx, teamId)
  if (!termination) throw new Refusal('not_found', 'http.not_found')
  await tx
    .updateTable('team_termination')
    .set({ revoked_by: by, revoked_at: at })
    .where('id', '=', termination.id)
    .execute()
  const holds = await tx
    .selectFrom('access_hold')
    .select('id')
    .where('subject_id', '=', teamId)
    .where('source', '=', sourceOf(termination.id))
    .where('lifted_at', 'is', null)
    .execute()
  for (const { id: holdId } of holds) await liftHold(tx, { holdId, liftedBy: by, note, at })
  await record(tx, {
    teamId,
    personId: by,
    action: 'team.termination_revoked',
    targetId: teamId,
    details: { note },
    at,
  })
}

const sourceOf = (terminationId: string) => `termination:${terminationId}`
