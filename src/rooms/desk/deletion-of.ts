// Whether a person or a team is about to be deleted.
import type { Db } from '#platform/db.ts'

export async function deletionOf(db: Db, subjectId: string): Promise<{ requestedAt: string; dueAt: string } | null> {
  const row = await db
    .selectFrom('erasure')
    .select(['requested_at', 'due_at'])
    .where('subject_id', '=', subjectId)
    .where('cancelled_at', 'is', null)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return row ? { requestedAt: row.requested_at.toISOString(), dueAt: row.due_at.toISOString() } : null
}
