// How long what is kept: the one daily round. It computes from dates, so that running it twice, late, or after a year away makes no
// difference; each rule deletes what is over and nothing else.
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { anchorHistory, cutChains, eraseOldOrigins } from '#rooms/audit/audit.ts'
import { eraseOldAcceptances } from '#rooms/legal/legal.ts'
import { forgetUnsent } from '#rooms/notices/notices.ts'
import { remindOfErasures } from './erasures.ts'
import { expireExports } from './exports.ts'
import { eraseAgain, purgeLeftovers } from './purge.ts'
import { remindOfRequests } from './requests.ts'
import { forgetTombstones } from './tombstones.ts'
import { emptyTrash } from './trash.ts'

const dayMs = 86_400_000

interface RetentionRule {
  table: string
  days: number
  /** SQL that is true of a row whose time is over; `before` is that many days ago. */
  isOver: (before: Date) => ReturnType<typeof sql<boolean>>
}

/** Table by table: for how long, and from when it is counted. docs/retention.md says why. */
export const retentionRules: readonly RetentionRule[] = [
  { table: 'session', days: 90, isOver: (before) => sql`last_seen_at < ${before}` },
  { table: 'known_device', days: 365, isOver: (before) => sql`created_at < ${before}` },
  { table: 'attempt', days: 1, isOver: (before) => sql`window_start < ${before}` },
  { table: 'sign_in_step', days: 1, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'password_reset', days: 7, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'address_proof', days: 7, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'registration_request', days: 7, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'email_change', days: 90, isOver: (before) => sql`created_at < ${before}` },
  { table: 'used_challenge', days: 1, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'spent_work', days: 1, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'first_run', days: 30, isOver: (before) => sql`created_at < ${before} and used_at is not null` },
  { table: 'security_event', days: 365, isOver: (before) => sql`at < ${before}` },
  { table: 'notice', days: 180, isOver: (before) => sql`created_at < ${before}` },
  { table: 'mail', days: 90, isOver: (before) => sql`settled_at < ${before}` },
  { table: 'invitation', days: 90, isOver: (before) => sql`expires_at < ${before}` },
  { table: 'upload', days: 30, isOver: (before) => sql`finished_at < ${before}` },
  { table: 'tour_presence', days: 1, isOver: (before) => sql`seen_at < ${before}` },
  {
    table: 'data_export',
    days: 90,
    isOver: (before) => sql`created_at < ${before} and state in ('expired', 'failed')`,
  },
  { table: 'retired_slug', days: 0, isOver: (before) => sql`free_at < ${before}` },
  { table: 'lead', days: 365, isOver: (before) => sql`created_at < ${before}` },
  { table: 'tour_report', days: 1096, isOver: (before) => settledReport(before) },
  { table: 'data_request', days: 1096, isOver: (before) => settledRequest(before) },
  { table: 'erasure', days: 1827, isOver: (before) => sql`finished_at < ${before} or cancelled_at < ${before}` },
]

const settledReport = (before: Date) =>
  sql<boolean>`exists (select 1 from tour_report_settlement where report_id = tour_report.id and settled_at < ${before})`

const settledRequest = (before: Date) =>
  sql<boolean>`exists (select 1 from data_request_outcome where request_id = data_request.id and settled_at < ${before})`

export async function dailyRound(tools: Tools): Promise<void> {
  await eraseAgain(tools)
  await purgeLeftovers(tools)
  await expireExports(tools)
  await emptyTrash(tools)
  await forgetTombstones(tools)
  await applyRetention(tools.db, tools.now())
  await anchorHistory(tools)
  await remindOfErasures(tools)
  await remindOfRequests(tools)
}

/** @returns how many rows went, by table. */
export async function applyRetention(db: Db, now: Date): Promise<Record<string, number>> {
  const gone: Record<string, number> = {}
  for (const { table, days, isOver } of retentionRules) {
    const before = new Date(now.getTime() - days * dayMs)
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${isOver(before)}`.execute(db)
    gone[table] = Number(numAffectedRows ?? 0)
  }
  const yearAgo = new Date(now.getTime() - 365 * dayMs)
  gone.legal_acceptance = await eraseOldAcceptances(db, new Date(now.getTime() - 1096 * dayMs), now)
  gone.mail_contents = await forgetUnsent(db, now)
  gone.origins = await eraseOldOrigins(db, yearAgo)
  gone.audit_entry = await cutChains(db, await teamsGoneBefore(db, yearAgo))
  return gone
}

async function teamsGoneBefore(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('erasure')
    .select('subject_id')
    .where('subject_kind', '=', 'team')
    .where('finished_at', '<', before)
    .execute()
  return rows.map((row) => row.subject_id)
}
