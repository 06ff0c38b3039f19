// Incidents with personal data: when they were found, by when the authority must know, and each step that was taken.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
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

export async function listIncidents(db: Db): Promise<Incident[]> {
  const incidents = await db.selectFrom('incident').selectAll().orderBy('detected_at', 'desc').limit(200).execute()
  const steps = await db
    .selectFrom('incident_step')
    .leftJoin('person', 'person.id', 'incident_step.taken_by')
    .select(['incident_id', 'kind', 'note', 'taken_at', 'person.name'])
    .orderBy('taken_at')
    .execute()
  return incidents.map((row) => ({
    ...{ id: row.id, number: Number(row.number), title: row.title, description: row.description },
    ...{ affected: row.affected, contact: row.contact, detectedAt: row.detected_at.toISOString() },
    deadlineAt: row.deadline_at.toISOString(),
    europeanDeadlineAt: new Date(row.detected_at.getTime() + europeanHours * 3_600_000).toISOString(),
    steps: steps
      .filter((step) => step.incident_id === row.id)
      .map(({ kind, note, taken_at, name }) => ({ kind, note, at: taken_at.toISOString(), by: name })),
  }))
}
