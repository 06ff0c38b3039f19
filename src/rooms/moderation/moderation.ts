// The moderation room's door: visitors report tours, the operator's staff settle the reports. Restricting a tour is a verb of its own.
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { emailAddress, type Staff } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import type { NewReport } from './contract.ts'
import { findReport, insertReport, insertSettlement, type ReportedTour } from './store.ts'

/** Returns the number under which the visitor may ask about it. */
export async function reportTour(tx: Tx, tour: ReportedTour, report: NewReport, at: Date): Promise<number> {
  if (report.email) emailAddress(report.email)
  const id = newId(at)
  const number = await insertReport(tx, tour, { ...report, id, at })
  const details = { tourId: tour.tourId, reason: report.reason, number }
  await record(tx, { teamId: tour.teamId, personId: null, action: 'tour.reported', targetId: id, details, at })
  return number
}

export async function settleReport(tx: Tx, by: Staff, reportId: string, outcome: string, at: Date): Promise<void> {
  const report = await findReport(tx, reportId)
  if (!report) throw new Refusal('not_found', 'http.not_found')
  if (!(await insertSettlement(tx, reportId, by.personId, outcome, at)))
    throw new Refusal('conflict', 'moderation.settled_already')
  const details = { number: Number(report.number), outcome }
  const { personId } = by
  await record(tx, { teamId: report.team_id, personId, action: 'report.settled', targetId: reportId, details, at })
}
