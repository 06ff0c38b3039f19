// The calls about support looking into teams: those of the team, and those of the desk.
import type { DeskSupport, TeamSupport } from '#rooms/teams/support/contract.ts'
import { call } from '../../../lib/http.ts'

export type { DeskSupport, TeamSupport }

const ofTeam = (teamId: string) => `/api/teams/${teamId}/support`

export const supportApi = {
  ofTeam: (teamId: string) => call<TeamSupport>('GET', ofTeam(teamId)),
  allow: (teamId: string, days: number) => call<void>('PUT', `${ofTeam(teamId)}/consent`, { body: { days } }),
  disallow: (teamId: string) => call<void>('DELETE', `${ofTeam(teamId)}/consent`),
  atDesk: (teamId: string | undefined) =>
    call<DeskSupport>('GET', `/api/desk/support${teamId ? `?team=${teamId}` : ''}`),
  open: (teamId: string, reason: string) =>
    call<{ id: string }>('POST', '/api/desk/support', { body: { teamId, reason } }),
  close: (accessId: string) => call<void>('DELETE', `/api/desk/support/${accessId}`),
}

export const supportKeys = {
  ofTeam: (teamId: string) => ['support', teamId] as const,
  atDesk: (teamId: string | undefined) => ['desk-support', teamId ?? ''] as const,
}
