// Incidents with personal data at the desk: the register, whom an incident concerns, what to write to them and to the authority, and
// the days off by which its deadline counts. Shows no more of people than is needed to reach them.
import { z } from 'zod'
import { csvHead, csvRows } from '#platform/csv.ts'
import { inTransaction } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { cursorIn, PageQuery } from '#platform/paging.ts'
import { proven, staffIn } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { allAffected, findAffected } from './affected.ts'
import { listCalendar, putCalendarDay, removeCalendarDay } from './calendar.ts'
import {
  Affected,
  type AffectedPerson,
  AffectedQuery,
  CalendarDay,
  IncidentLetters,
  Incidents,
  NewIncident,
  NewStep,
} from './contract.ts'
import { incidentLetters } from './incident-letters.ts'
import { findIncident, listIncidents, registerIncident, takeStep } from './incidents.ts'

const readers = staffIn('auditor', 'support')
const clerks = staffIn('support')

const IncidentPath = z.object({ incidentId: z.uuid() })
const DayPath = z.object({ day: z.string().regex(/^\d{4}-\d\d-\d\d$/) })

export function incidentRoutes(on: Routes): void {
  on.get('/api/desk/incidents', {
    who: readers,
    query: PageQuery,
    reply: Incidents,
    answer: ({ db, query }) => listIncidents(db, cursorIn(query.before)),
  })
  on.post('/api/desk/incidents', {
    who: clerks,
    body: NewIncident,
    answer: async ({ tx, who, body, now, reply }) => {
      await registerIncident(tx, { ...body, detectedAt: new Date(body.detectedAt) }, who.personId, now)
      reply.code(201)
    },
  })
  on.post('/api/desk/incidents/:incidentId/steps', {
    who: clerks,
    params: IncidentPath,
    body: NewStep,
    answer: ({ tx, who, params, body, now }) => takeStep(tx, params.incidentId, body, who.personId, now),
  })
  tellingRoutes(on)
  calendarRoutes(on)
}

function calendarRoutes(on: Routes): void {
  on.get('/api/desk/calendar', {
    who: readers,
    reply: z.array(CalendarDay),
    answer: ({ db }) => listCalendar(db),
  })
  on.put('/api/desk/calendar/:day', {
    who: clerks,
    params: DayPath,
    body: CalendarDay.omit({ day: true }).strict(),
    answer: ({ tx, who, params, body, now }) => putCalendarDay(tx, { ...params, ...body }, who.personId, now),
  })
  on.delete('/api/desk/calendar/:day', {
    who: clerks,
    params: DayPath,
    answer: ({ tx, who, params, now }) => removeCalendarDay(tx, params.day, who.personId, now),
  })
}

/** Whom an incident concerns, and what to write to them and to the authority. */
function tellingRoutes(on: Routes): void {
  on.get('/api/desk/incidents/:incidentId/letters', {
    who: readers,
    params: IncidentPath,
    reply: IncidentLetters,
    answer: ({ db, params, now }) => incidentLetters(db, params.incidentId, now),
  })
  on.get('/api/desk/incidents/:incidentId/affected', {
    who: clerks,
    params: IncidentPath,
    query: AffectedQuery,
    reply: Affected,
    answer: async ({ db, params, query }) => {
      await findIncident(db, params.incidentId)
      return findAffected(db, query)
    },
  })
  on.raw('POST', '/api/desk/incidents/:incidentId/affected/exports', {
    who: proven(clerks),
    params: IncidentPath,
    query: AffectedQuery,
    answer: async ({ db, who, params, query, now, reply }) => {
      const { number } = await findIncident(db, params.incidentId)
      const people = await allAffected(db, query)
      const details = { scope: query.scope, people: people.length }
      const entry = { teamId: null, personId: who.personId, action: 'incident.people_exported' }
      await inTransaction(db, (tx) => record(tx, { ...entry, targetId: params.incidentId, details, at: now }))
      return reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="incident-${number}-people.csv"`,
          'cache-control': 'no-store',
        })
        .send(csvHead(affectedColumns) + csvRows(people.map(affectedCells)))
    },
  })
}

const affectedColumns = ['name', 'email', 'phone', 'language', 'personId', 'roles', 'since'] as const
const affectedCells = (each: AffectedPerson) => [
  ...[each.name, each.email, each.phone, each.language, each.personId, each.roles.join(' '), each.since],
]
