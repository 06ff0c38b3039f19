// Deletions as the desk lists them: announced, held up, taken back, done with their certificate.
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { type Cursor, type Page, pageBy, pageLength } from '#platform/paging.ts'
import { DeskErasure } from './contract.ts'

/** What the list shows of a certificate; one that is only begun has none of it yet. */
const Shown = z.object({
  rows: z.record(z.string(), z.number()),
  files: z.object({ count: z.number() }),
  kept: DeskErasure.shape.kept,
})

const select = (db: Db) =>
  db
    .selectFrom('erasure')
    .leftJoin('person', 'person.id', 'erasure.subject_id')
    .leftJoin('team', 'team.id', 'erasure.subject_id')
    .selectAll('erasure')
    .select(['person.name as person', 'team.name as team'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

/** Newest first. */
export async function listErasures(db: Db, before: Cursor | undefined): Promise<Page<DeskErasure>> {
  let query = select(db)
  if (before) query = query.where(sql<SqlBool>`(erasure.requested_at, erasure.id) < (${before.at}, ${before.id}::uuid)`)
  const rows = await query
    .orderBy('erasure.requested_at', 'desc')
    .orderBy('erasure.id', 'desc')
    .limit(pageLength + 1)
    .execute()
  return pageBy(rows, pageLength, ({ id, requested_at }) => ({ rank: 0, at: requested_at, id }), onTheWire)
}

function onTheWire(row: Row): DeskErasure {
  const certificate = row.finished_at ? Shown.safeParse(row.certificate).data : undefined
  const sum = certificate && Object.values(certificate.rows).reduce((total, count) => total + count, 0)
  return {
    ...{ id: row.id, kind: row.subject_kind, subjectId: row.subject_id, name: row.team ?? row.person },
    ...{ requestedAt: row.requested_at.toISOString(), dueAt: row.due_at.toISOString() },
    ...{ state: stateOf(row), isOrdered: row.ordered_because !== null },
    ...{ finishedAt: row.finished_at?.toISOString() ?? null, certificateSha256: row.certificate_sha256 },
    ...{ deletedRows: sum ?? null, deletedFiles: certificate?.files.count ?? null, kept: certificate?.kept ?? [] },
  }
}

function stateOf(row: { finished_at: Date | null; cancelled_at: Date | null; held_up: string | null }) {
  if (row.finished_at) return 'done'
  if (row.cancelled_at) return 'undone'
  return row.held_up ? 'held_up' : 'waiting'
}
