// Who is in the team, for pickers: names and roles, no addresses.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { listColleagues } from './colleagues.ts'
import { Colleague, TeamPath } from './contract.ts'
import { able } from './teams.ts'

export function colleagueRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/colleagues', {
    who: able('members.view'),
    params: TeamPath,
    reply: z.array(Colleague),
    answer: ({ db, who }) => listColleagues(db, who.teamId),
  })
}
