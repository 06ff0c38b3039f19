// What people ask of the operator about their data: registered with the clock that the law sets, reminded of, settled with evidence.
import { type SqlBool, sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { type Cursor, type Page, pageBy, pageLength } from '#platform/paging.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import type { Language } from '#tour/text.ts'
import { addBusinessDays, addDays, type Calendar } from './business-days.ts'
import { loadCalendar } from './calendar.ts'
import type { DataRequest, ReportClock, RequestKind, SettleRequest } from './contract.ts'

/** Deleting, blocking, correcting: fifteen days. A reminder five days before the end. */
const ordinaryDays = 15
const reminderAfterDays = 10

/** Information is answered within three business days; what stands in a tour against somebody's will goes within one. */
const businessDays: Partial<Record<RequestKind, number>> = { information: 3, access: 3, in_a_tour: 1 }

export function clockOf(kind: RequestKind, from: Date, calendar: Calendar): { dueAt: Date; remindAt: Date } {
  const days = businessDays[kind]
  if (days === undefined) return { dueAt: addDays(from, ordinaryDays), remindAt: addDays(from, reminderAfterDays) }
  const dueAt = addBusinessDays(from, days, calendar)
  return { dueAt, remindAt: days === 1 ? from : addBusinessDays(from, days - 1, calendar) }
}

export interface IncomingRequest {
  kind: RequestKind
  channel: DataRequest['channel']
  personId: string | null
  name: string
  email: string
  message: string
  language: Language
  receivedAt: Date
  registeredBy: string | null
  at: Date
}

export async function registerRequest(tx: Tx, request: IncomingRequest): Promise<void> {
  const { kind, channel, receivedAt, registeredBy, personId, at } = request
  if (receivedAt > at) throw new Refusal('invalid', 'my_data.in_the_future')
  const { dueAt, remindAt } = clockOf(kind, receivedAt, await loadCalendar(tx))
  const id = newId(at)
  await tx
    .insertInto('data_request')
    .values({
      ...{ id, kind, channel, person_id: personId, subject_name: request.name, subject_email: request.email },
      ...{ message: request.message, language: request.language, received_at: receivedAt, due_at: dueAt },
      ...{ remind_at: remindAt, reminded_at: null, registered_by: registeredBy },
    })
    .execute()
  const details = { kind, channel, dueAt: dueAt.toISOString() }
  await record(tx, {
    teamId: null,
    personId: registeredBy ?? personId,
    action: 'request.received',
    targetId: id,
    details,
    at,
  })
}

export async function settleRequest(tx: Tx, id: string, by: string, settled: SettleRequest, at: Date): Promise<void> {
  const request = await tx.selectFrom('data_request').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!request) throw new Refusal('not_found', 'http.not_found')
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('data_request_outcome')
    .values({ request_id: id, ...settled, settled_by: by, settled_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'my_data.already_settled')
  const details = { outcome: settled.outcome }
  await record(tx, { teamId: null, personId: by, action: 'request.settled', targetId: id, details, at })
}

const selectRequests = (db: Db) =>
  db
    .selectFrom('data_request as request')
    .leftJoin('data_request_outcome as outcome', 'outcome.request_id', 'request.id')
    .leftJoin('person as settler', 'settler.id', 'outcome.settled_by')
    .selectAll('request')
    .select(['outcome.outcome', 'outcome.answer', 'outcome.evidence', 'outcome.settled_at'])
    .select('settler.name as settled_by_name')

/** 1: settled, and after the open ones. */
const rank = sql<number>`case when outcome.outcome is null then 0 else 1 end`

/** Open ones first, each by when it is due. */
export async function listRequests(db: Db, before: Cursor | undefined): Promise<Page<DataRequest>> {
  let query = selectRequests(db)
  if (before)
    query = query.where(
      sql<SqlBool>`(${rank}, request.due_at, request.id) > (${before.rank}, ${before.at}, ${before.id}::uuid)`,
    )
  const rows = await query
    .orderBy(rank)
    .orderBy('request.due_at')
    .orderBy('request.id')
    .limit(pageLength + 1)
    .execute()
  const placeOf = (row: RequestRow) => ({ rank: row.outcome === null ? 0 : 1, at: row.due_at, id: row.id })
  return pageBy(rows, pageLength, placeOf, onTheWire)
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['executeTakeFirstOrThrow']>>

const onTheWire = (row: RequestRow): DataRequest => ({
  ...{ id: row.id, number: Number(row.number), kind: row.kind, channel: row.channel, personId: row.person_id },
  ...{ name: row.subject_name, email: row.subject_email, message: row.message, language: row.language },
  ...{ receivedAt: row.received_at.toISOString(), dueAt: row.due_at.toISOString() },
  ...{ remindAt: row.remind_at.toISOString(), outcome: row.outcome, answer: row.answer, evidence: row.evidence },
  ...{ settledAt: row.settled_at?.toISOString() ?? null, settledBy: row.settled_by_name },
})

/** Open reports of visitors that a tour shows their data: they are settled among the reports, and their clock runs here. */
export async function reportsWithClock(db: Db): Promise<ReportClock[]> {
  const calendar = await loadCalendar(db)
  const rows = await db
    .selectFrom('tour_report as report')
    .innerJoin('team', 'team.id', 'report.team_id')
    .leftJoin('tour_report_settlement as settled', 'settled.report_id', 'report.id')
    .select(['report.id', 'report.number', 'report.slug', 'report.message', 'report.created_at', 'team.name as team'])
    .where('report.reason', '=', 'personal_data')
    .where('settled.report_id', 'is', null)
    .orderBy('report.created_at')
    .limit(200)
    .execute()
  return rows.map(({ id, number, slug, message, created_at, team }) => ({
    ...{ id, number: Number(number), slug, message, team, receivedAt: created_at.toISOString() },
    dueAt: clockOf('in_a_tour', created_at, calendar).dueAt.toISOString(),
  }))
}

export async function requestsOf(db: Db, personId: string) {
  const rows = await selectRequests(db)
    .where('request.person_id', '=', personId)
    .orderBy('request.received_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ number: Number(row.number), kind: row.kind, outcome: row.outcome, answer: row.answer },
    ...{ receivedAt: row.received_at.toISOString(), dueAt: row.due_at.toISOString() },
  }))
}

/** Tells the operator's owners and support of requests whose time is running out; of each once. */
export async function remindOfRequests(tools: Tools): Promise<void> {
  const now = tools.now()
  const due = await selectRequests(tools.db)
    .where('outcome.outcome', 'is', null)
    .where('request.reminded_at', 'is', null)
    .where('request.remind_at', '<=', now)
    .execute()
  for (const row of due)
    await inTransaction(tools.db, async (tx) => {
      const staff = await tx
        .selectFrom('operator')
        .select('person_id')
        .where('role', 'in', ['owner', 'support'])
        .execute()
      for (const { person_id: personId } of staff)
        await notifyPerson(tx, tools, {
          ...{ personId, kind: 'request_due', path: '/desk/requests', key: `request ${row.id}` },
          values: { name: `№ ${row.number}`, date: row.due_at.toISOString().slice(0, 10) },
        })
      await tx.updateTable('data_request').set({ reminded_at: now }).where('id', '=', row.id).execute()
    })
}
