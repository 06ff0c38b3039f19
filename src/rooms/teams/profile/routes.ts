// A team's profile and requisites over HTTP. Its public page is publishing's (publishing/agency).
import type { Routes } from '#platform/http.ts'
import { TeamPath } from '../contract.ts'
import { able } from '../teams.ts'
import { Requisites, SaveProfile, SaveRequisites, TeamProfile } from './contract.ts'
import { readProfile, readRequisites, saveProfile, saveRequisites } from './profile.ts'

export function profileRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/profile', {
    who: able('team.view'),
    params: TeamPath,
    reply: TeamProfile,
    answer: ({ db, who }) => readProfile(db, who.teamId),
  })

  on.put('/api/teams/:teamId/profile', {
    who: able('team.edit'),
    params: TeamPath,
    body: SaveProfile,
    reply: TeamProfile,
    answer: async ({ tx, who, body, now }) => {
      await saveProfile(tx, who, body, now)
      return readProfile(tx, who.teamId)
    },
  })

  on.get('/api/teams/:teamId/requisites', {
    who: able('requisites.view'),
    params: TeamPath,
    reply: Requisites,
    answer: ({ db, who }) => readRequisites(db, who.teamId),
  })

  on.put('/api/teams/:teamId/requisites', {
    who: able('requisites.edit'),
    params: TeamPath,
    body: SaveRequisites,
    reply: Requisites,
    answer: async ({ tx, who, body, now }) => {
      await saveRequisites(tx, who, body, now)
      return readRequisites(tx, who.teamId)
    },
  })
}
