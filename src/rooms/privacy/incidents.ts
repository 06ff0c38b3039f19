// Incidents with personal data: when they were found, by when the authority must know, and each step that was taken.
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { type Cursor, type Page, pageBy, pageLength } from '#platform/paging.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tables } from '#platform/tables.ts'
import { record } from '#rooms/audit/audit.ts'
import { addBusinessDays } from './business-days.ts'
import { loadCalendar } from './calendar.ts'
import type { Incident, stepKinds } from './contract.ts'

const europeanHours = 72

interface NewIncident {
  title: string
  description: string
  affected: string
  contact: string
  detectedAt: Date
}

export async function registerIncident(tx: Tx, incident: NewIncident, by: string, at: Date): Promise<string> {
  if (incident.detectedAt > at) throw new Refusal('invalid', 'my_data.in_the_future')
  const deadlineAt = addBusinessDays(incident.detectedAt, 1, await loadCalendar(tx))
  const id = newId(at)
  await tx
    .insertInto('incident')
    .values({
      ...{ id, title: incident.title, description: incident.description, affected: incident.affected },
      ...{ contact: incident.contact, detected_at: incident.detectedAt, deadline_at: deadlineAt },
      ...{ registered_by: by, registered_at: at },
    })
    .execute()
  const details = { deadlineAt: deadlineAt.toISOString() }
  await record(tx, { teamId: null, personId: by, action: 'incident.registered', targetId: id, details, at })
  return id
}

export async function takeStep(
  tx: Tx,
  incidentId: string,
  step: { kind: (typeof stepKinds)[number]; note: string },
  by: string,
  at: Date,
): Promise<void> {
  const found = await tx.selectFrom('incident').select('id').where('id', '=', incidentId).executeTakeFirst()
  if (!found) throw new Refusal('not_found', 'http.not_found')
  await tx
    .insertInto('incident_step')
    .values({ incident_id: incidentId, id: newId(at), ...step, taken_by: by, taken_at: at })
    .execute()
  const details = { kind: step.kind }
  await record(tx, { teamId: null, personId: by, action: 'incident.step_taken', targetId: incidentId, details, at })
}

/** Newest first. */
export async function listIncidents(db: Db, before: Cursor | undefined): Promise<Page<Incident>> {
  let query = db.selectFrom('incident').selectAll()
  if (before) query = query.where(sql<SqlBool>`(detected_at, id) < (${before.at}, ${before.id}::uuid)`)
  const rows = await query
    .orderBy('detected_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageLength + 1)
    .execute()
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  )
  return pageBy(
    rows,
    pageLength,
    ({ id, detected_at }) => ({ rank: 0, at: detected_at, id }),
    (row) => asIncident(row, steps),
  )
}

export async function findIncident(db: Db, incidentId: string): Promise<Incident> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', incidentId).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
  return asIncident(row, await stepsOf(db, [incidentId]))
}

async function stepsOf(db: Db, incidentIds: string[]) {
  if (incidentIds.length === 0) return []
  return db
    .selectFrom('incident_step')
    .leftJoin('person', 'person.id', 'incident_step.taken_by')
    .select(['incident_id', 'kind', 'note', 'taken_at', 'person.name'])
    .where('incident_id', 'in', incidentIds)
    .orderBy('taken_at')
    .execute()
}

const asIncident = (row: Selectable<Tables['incident']>, steps: Awaited<ReturnType<typeof stepsOf>>): Incident => ({
  ...{ id: row.id, number: Number(row.number), title: row.title, description: row.description },
  ...{ affected: row.affected, contact: row.contact, detectedAt: row.detected_at.toISOString() },
  deadlineAt: row.deadline_at.toISOString(),
  europeanDeadlineAt: new Date(row.detected_at.getTime() + europeanHours * 3_600_000).toISOString(),
  steps: steps
    .filter((step) => step.incident_id === row.id)
    .map(({ kind, note, taken_at, name }) => ({ kind, note, at: taken_at.toISOString(), by: name })),
})
