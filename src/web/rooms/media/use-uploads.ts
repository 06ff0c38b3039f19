// Watches the upload centre from a screen, and what follows on the server for the same tours.
import { useQueries } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { api, keys } from '../../lib/api.ts'
import { uploads } from './upload-center.ts'
import type { UploadItem } from './upload-queue.ts'

export const useUploads = (): readonly UploadItem[] => useSyncExternalStore(uploads.subscribe, uploads.items)

/** Panoramas of every tour that files go to, and of the tour on screen. */
export function usePanoramasOf(teamId: string, tourIds: readonly string[]) {
  return useQueries({
    queries: tourIds.map((tourId) => ({
      queryKey: keys.panoramas(teamId, tourId),
      queryFn: () => api.panoramas(teamId, tourId),
      staleTime: 15_000,
    })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  })
}
