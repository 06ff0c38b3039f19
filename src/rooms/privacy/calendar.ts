// The operator's list of days off.
import type { Db, Tx } from '#platform/db.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Calendar } from './business-days.ts'
import type { CalendarDay } from './contract.ts'

export async function loadCalendar(db: Db): Promise<Calendar> {
  const rows = await db.selectFrom('calendar_day').select(['day', 'is_working']).execute()
  return new Map(rows.map((row) => [row.day, row.is_working]))
}

export async function listCalendar(db: Db): Promise<CalendarDay[]> {
  const rows = await db.selectFrom('calendar_day').selectAll().orderBy('day').execute()
  return rows.map(({ day, is_working, name }) => ({ day, isWorking: is_working, name }))
}

export async function putCalendarDay(tx: Tx, day: CalendarDay, by: string, at: Date): Promise<void> {
  const values = { is_working: day.isWorking, name: day.name }
  await tx
    .insertInto('calendar_day')
    .values({ day: day.day, ...values })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(values))
    .execute()
  await record(tx, { teamId: null, personId: by, action: 'calendar.changed', targetId: day.day, details: values, at })
}

export async function removeCalendarDay(tx: Tx, day: string, by: string, at: Date): Promise<void> {
  await tx.deleteFrom('calendar_day').where('day', '=', day).execute()
  await record(tx, { teamId: null, personId: by, action: 'calendar.changed', targetId: day, at })
}
