// A team's history, and that of one tour, over HTTP.
import type { Routes } from '#platform/http.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able } from '#rooms/teams/teams.ts'
import { TourPath } from '#rooms/tours/contract.ts'
import { findTour } from '#rooms/tours/tours.ts'
import { readActivity } from './activity.ts'
import { ActivityPage, ActivityQuery } from './contract.ts'

export function activityRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/activity', {
    who: able('activity.view'),
    params: TeamPath,
    query: ActivityQuery,
    reply: ActivityPage,
    answer: ({ db, who, query }) => readActivity(db, who.teamId, query),
  })

  on.get('/api/teams/:teamId/tours/:tourId/activity', {
    who: able('tours.view'),
    params: TourPath,
    query: ActivityQuery.pick({ before: true, offsetMinutes: true }),
    reply: ActivityPage,
    answer: async ({ db, who, params, query }) => {
      const tour = await findTour(db, who.teamId, params.tourId)
      return readActivity(db, who.teamId, { ...query, tourId: tour.id })
    },
  })
}
