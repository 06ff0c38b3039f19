// The rows of the moderation room.
import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Cursor } from '#platform/paging.ts'
import type { NewReport } from './contract.ts'

export interface ReportedTour {
  teamId: string
  tourId: string
  slug: string
  version: number
}

export async function insertReport(
  tx: Tx,
  { teamId, tourId, slug, version }: ReportedTour,
  report: NewReport & { id: string; at: Date },
): Promise<number> {
  const { id, reason, message, email, language, sceneId, at } = report
  const row = await tx
    .insertInto('tour_report')
    .values({
      ...{ id, slug, version, reason, message, email, language },
      team_id: teamId,
      tour_id: tourId,
      scene_id: sceneId,
      created_at: at,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return Number(row.number)
}

const reports = (db: Db | Tx) =>
  db
    .selectFrom('tour_report as report')
    .innerJoin('team', 'team.id', 'report.team_id')
    .leftJoin('tour_report_settlement as settlement', 'settlement.report_id', 'report.id')
    .leftJoin('person', 'person.id', 'settlement.settled_by')
    .select(['report.id', 'report.number', 'report.team_id', 'team.name as team_name', 'report.slug', 'report.version'])
    .select(['report.scene_id', 'report.reason', 'report.message', 'report.email', 'report.language'])
    .select(['report.created_at', 'settlement.settled_at', 'settlement.outcome', 'person.name as settled_by'])

/** 1: settled, and after the open ones. */
const rank = sql<number>`case when settlement.settled_at is null then 0 else 1 end`
const newest = sql<Date>`coalesce(settlement.settled_at, report.created_at)`

/** Open ones first, then what was settled; newest first. */
export const selectReports = (db: Db, before: Cursor | undefined, limit: number) =>
  reports(db)
    .$if(before !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(-${rank}, ${newest}, report.id) < (${-(before?.rank ?? 0)}, ${before?.at}, ${before?.id}::uuid)`,
      ),
    )
    .orderBy(rank)
    .orderBy(newest, 'desc')
    .orderBy('report.id', 'desc')
    .limit(limit)
    .execute()

export type ReportRow = Awaited<ReturnType<typeof selectReports>>[number]

export const findReport = (db: Db | Tx, id: string): Promise<ReportRow | undefined> =>
  reports(db).where('report.id', '=', id).executeTakeFirst()

/** False when somebody had settled it before. */
export async function insertSettlement(
  tx: Tx,
  reportId: string,
  by: string,
  outcome: string,
  at: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('tour_report_settlement')
    .values({ report_id: reportId, settled_by: by, settled_at: at, outcome })
    .onConflict((conflict) => conflict.doNothing())
    .returning('report_id')
    .executeTakeFirst()
  return row !== undefined
}
