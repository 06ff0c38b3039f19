// Who has a tour open just now, over HTTP. A matter of people: no ability is asked, so that no key comes here.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { can, member } from '#rooms/teams/teams.ts'
import { mayTouchTour } from './assigned.ts'
import { PresencePath, Present } from './contract.ts'
import { comeToTour, leaveTour, whoIsAt } from './presence.ts'
import { findTour } from './store.ts'

export function presenceRoutes(on: Routes): void {
  on.put('/api/teams/:teamId/tours/:tourId/pages/:pageId', {
    who: member,
    params: PresencePath,
    reply: z.array(Present),
    answer: async ({ tx, who, params, now }) => {
      await findTour(tx, who.teamId, params.tourId)
      const isEditing = can(who.role, 'tours.edit') && (await mayTouchTour(tx, who, params.tourId))
      await comeToTour(tx, who, params, isEditing, now)
      return whoIsAt(tx, who.teamId, params.tourId, now)
    },
  })

  on.delete('/api/teams/:teamId/tours/:tourId/pages/:pageId', {
    who: member,
    params: PresencePath,
    answer: async ({ tx, who, params }) => {
      await findTour(tx, who.teamId, params.tourId)
      await leaveTour(tx, who, params)
    },
  })
}
