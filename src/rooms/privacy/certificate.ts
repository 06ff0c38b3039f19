// What the operator can show about a deletion: what went, what was kept, why and until when. Holds counts and hashes, nothing personal.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { ErasedFiles, ErasedRows } from './erase-team.ts'
import { personalData, tableNames } from './personal-data.ts'
import { countRows, ownRows, type Subject } from './rows.ts'
import { type KeptReason, keptForMonths } from './table-rules.ts'

export interface Kept {
  table: string
  rows: number
  reason: KeptReason
  until: string | null
}

export interface Certificate {
  subject: { kind: 'person' | 'team'; id: string }
  requestedAt: string
  finishedAt: string
  rows: Record<string, number>
  detailsErased: number
  jobs: number
  files: ErasedFiles
  kept: Kept[]
}

export const certificateHash = (certificate: Certificate): string =>
  createHash('sha256').update(JSON.stringify(certificate)).digest('hex')

export function certify(
  subject: Subject,
  times: { requestedAt: Date; finishedAt: Date },
  erased: ErasedRows,
  files: ErasedFiles,
  kept: Kept[],
): Certificate {
  return {
    subject: { kind: subject.kind, id: subject.id },
    requestedAt: times.requestedAt.toISOString(),
    finishedAt: times.finishedAt.toISOString(),
    rows: erased.rows,
    detailsErased: erased.details,
    jobs: erased.jobs,
    files,
    kept,
  }
}

/** Asked after the deletion: whatever is still there is there for a reason, or the reason is missing and this throws. */
export async function whatIsKept(db: Db, subject: Subject, at: Date): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const name of tableNames) {
    const where = ownRows(name, subject)
    const rows = where ? await countRows(db, name, where) : 0
    if (rows === 0 || name === 'erasure') continue
    const { kept: reason } = personalData[name]
    if (!reason) throw new Error(`${name} still has ${rows} rows of what was deleted, and no reason to keep them`)
    kept.push({ table: name, rows, reason, until: until(reason, subject, at) })
  }
  return kept
}

/** What a person did stays in the history of teams that go on, for as long as those do. */
function until(reason: KeptReason, { kind }: Subject, at: Date): string | null {
  const months = keptForMonths[reason]
  if (months === 0 || (reason === 'history' && kind === 'person')) return null
  const day = new Date(at)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10)
}

/** Bytes that a job which was running stored after the deletion had passed by. */
export async function recentlyErasedTeams(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ subject_id: string }>`select subject_id from erasure
    where subject_kind = 'team' and finished_at > ${new Date(now.getTime() - 7 * 86_400_000)}`.execute(db)
  return rows.map((row) => row.subject_id)
}
