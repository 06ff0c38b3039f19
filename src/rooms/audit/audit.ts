// The history: every verb that changes business state writes one entry here, in its own transaction. Entries are never changed.
import type { Tx } from '#platform/db.ts'

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
