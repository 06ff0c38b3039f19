// The calls about the people around a tour: who is in the team, who takes care of the tour, who has it open just now.
import { useQuery } from '@tanstack/react-query'
import type { Colleague } from '#rooms/teams/contract.ts'
import type { Assignee, Present } from '#rooms/tours/contract.ts'
import { call } from '../../../lib/http.ts'

export type { Colleague } from '#rooms/teams/contract.ts'
export type { Assignee, Present } from '#rooms/tours/contract.ts'

const tour = (teamId: string, tourId: string) => `/api/teams/${teamId}/tours/${tourId}`

export const peopleApi = {
  assignees: (teamId: string, tourId: string) => call<Assignee[]>('GET', `${tour(teamId, tourId)}/assignees`),
  colleagues: (teamId: string) => call<Colleague[]>('GET', `/api/teams/${teamId}/colleagues`),
  assign: (teamId: string, tourId: string, personId: string) =>
    call<void>('PUT', `${tour(teamId, tourId)}/assignees/${personId}`),
  unassign: (teamId: string, tourId: string, personId: string) =>
    call<void>('DELETE', `${tour(teamId, tourId)}/assignees/${personId}`),
  come: (teamId: string, tourId: string, pageId: string) =>
    call<Present[]>('PUT', `${tour(teamId, tourId)}/pages/${pageId}`),
  /** Also as the page closes. */
  leave: (teamId: string, tourId: string, pageId: string) =>
    call<void>('DELETE', `${tour(teamId, tourId)}/pages/${pageId}`, { keepalive: true }),
}

export const presenceKey = (teamId: string, tourId: string) => ['presence', teamId, tourId] as const
export const assigneesKey = (teamId: string, tourId: string) => ['assignees', teamId, tourId] as const

export const useColleagues = (teamId: string, enabled = true) =>
  useQuery({
    queryKey: ['colleagues', teamId],
    queryFn: () => peopleApi.colleagues(teamId),
    staleTime: 60_000,
    enabled,
  })
