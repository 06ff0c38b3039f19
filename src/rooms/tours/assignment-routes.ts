// Who takes care of a tour, over HTTP.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { able } from '#rooms/teams/teams.ts'
import { assigneesOf, assignTour, unassignTour } from './assigned.ts'
import { Assignee, AssignmentPath, TourPath } from './contract.ts'
import { findTour, holdTour } from './store.ts'

export function assignmentRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/tours/:tourId/assignees', {
    who: able('tours.view'),
    params: TourPath,
    reply: z.array(Assignee),
    answer: async ({ db, who, params }) => {
      const { id } = await findTour(db, who.teamId, params.tourId)
      return (await assigneesOf(db, who.teamId, [id])).get(id) ?? []
    },
  })

  on.put('/api/teams/:teamId/tours/:tourId/assignees/:personId', {
    who: able('tours.assign'),
    params: AssignmentPath,
    answer: async ({ tx, who, params, now, tools }) => {
      const tour = await holdTour(tx, who.teamId, params.tourId)
      await assignTour(tx, who, tour, params.personId, { at: now, tools })
    },
  })

  on.delete('/api/teams/:teamId/tours/:tourId/assignees/:personId', {
    who: able('tours.assign'),
    params: AssignmentPath,
    answer: async ({ tx, who, params, now }) => {
      const tour = await holdTour(tx, who.teamId, params.tourId)
      await unassignTour(tx, who, tour, params.personId, now)
    },
  })
}
