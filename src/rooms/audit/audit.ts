// The history: every verb that changes business state writes one entry here, in its own transaction. Entries are never changed.
import type { Db, Tx } from '#platform/db.ts'

export interface AuditEntry {
  teamId: string | null
  personId: string | null
  /** `noun.verb-in-the-past`, e.g. `tour.published`. */
  action: string
  targetId?: string
  details?: Record<string, unknown>
  at: Date
}

export async function record(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      team_id: entry.teamId,
      person_id: entry.personId,
      action: entry.action,
      target_id: entry.targetId ?? null,
      details: JSON.stringify(entry.details ?? {}),
      at: entry.at,
    })
    .execute()
}

/** Details of the newest entry of this kind about one thing. */
export async function findNewestDetails(
  db: Db,
  { teamId, action, targetId }: { teamId: string; action: string; targetId: string },
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select('details')
    .where('team_id', '=', teamId)
    .where('action', '=', action)
    .where('target_id', '=', targetId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.details
}
