// The calls about a team's history.
import type { ActivityPage } from '#rooms/activity/contract.ts'
import { call } from '../../lib/http.ts'

export type { Activity, ActivityPage } from '#rooms/activity/contract.ts'

export interface ActivityFilter {
  personId?: string
  kind?: string
  from?: string
  to?: string
}

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])))

export const activityApi = {
  ofTeam: (teamId: string, filter: ActivityFilter, before?: string) => {
    const offsetMinutes = new Date().getTimezoneOffset()
    return call<ActivityPage>('GET', `/api/teams/${teamId}/activity?${query({ ...filter, before, offsetMinutes })}`)
  },
  ofTour: (teamId: string, tourId: string, before?: string) =>
    call<ActivityPage>('GET', `/api/teams/${teamId}/tours/${tourId}/activity?${query({ before })}`),
}

/** Saves of a tour are many: asked again when somebody looks, not on every event. */
export const activityKey = {
  ofTeam: (teamId: string, filter: ActivityFilter) => ['activity', teamId, filter] as const,
  ofTour: (teamId: string, tourId: string) => ['activity', teamId, 'tour', tourId] as const,
}
