// Deletions as the desk lists them: announced, held up, taken back, done with their certificate.
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { DeskErasure } from './contract.ts'

/** What the list shows of a certificate; one that is only begun has none of it yet. */
const Shown = z.object({
  rows: z.record(z.string(), z.number()),
  files: z.object({ count: z.number() }),
  kept: DeskErasure.shape.kept,
})

export async function listErasures(db: Db): Promise<DeskErasure[]> {
  const rows = await db
    .selectFrom('erasure')
    .leftJoin('person', 'person.id', 'erasure.subject_id')
    .leftJoin('team', 'team.id', 'erasure.subject_id')
    .selectAll('erasure')
    .select(['person.name as person', 'team.name as team'])
    .orderBy('erasure.requested_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => {
    const certificate = row.finished_at ? Shown.safeParse(row.certificate).data : undefined
    const sum = certificate && Object.values(certificate.rows).reduce((total, count) => total + count, 0)
    return {
      ...{ id: row.id, kind: row.subject_kind, subjectId: row.subject_id, name: row.team ?? row.person },
      ...{ requestedAt: row.requested_at.toISOString(), dueAt: row.due_at.toISOString() },
      ...{
        state: stateOf(row),
        isOrdered: row.ordered_because !== null,
        finishedAt: row.finished_at?.toISOString() ?? null,
      },
      ...{ certificateSha256: row.certificate_sha256, deletedRows: sum ?? null },
      ...{ deletedFiles: certificate?.files.count ?? null, kept: certificate?.kept ?? [] },
    }
  })
}

function stateOf(row: { finished_at: Date | null; cancelled_at: Date | null; held_up: string | null }) {
  if (row.finished_at) return 'done'
  if (row.cancelled_at) return 'undone'
  return row.held_up ? 'held_up' : 'waiting'
}
