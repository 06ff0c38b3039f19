// The panoramas of a tour's scenes: those uploaded for it in one call, others of the team one by one.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { panoramasOf } from '#tour/panoramas-of.ts'
import type { Tour } from '#tour/tour.ts'
import { api, keys, type Panorama } from '../../../lib/api.ts'

const none: Panorama[] = []

export function useScenePanoramas(teamId: string, tourId: string, tour: Tour): ReadonlyMap<string, Panorama> {
  const own = useQuery({ queryKey: keys.panoramas(teamId, tourId), queryFn: () => api.panoramas(teamId, tourId) })
  const list = own.data ?? none
  const known = new Set(list.map(({ id }) => id))
  const missing = own.isPending ? [] : panoramasOf(tour).filter((id) => !known.has(id))
  const others = useQueries({
    queries: missing.map((id) => ({ queryKey: keys.panorama(teamId, id), queryFn: () => api.panorama(teamId, id) })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  })
  return useMemo(() => new Map([...list, ...others].map((panorama) => [panorama.id, panorama])), [list, others])
}
