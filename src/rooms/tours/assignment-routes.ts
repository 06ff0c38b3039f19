// Who takes care of a tour, over HTTP.
import type { Routes } from '#platform/http.ts'
import { able } from '#rooms/teams/teams.ts'
import { assignTour, unassignTour } from './assigned.ts'
import { AssignmentPath } from './contract.ts'
import { holdTour } from './store.ts'

export function assignmentRoutes(on: Routes): void {
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
