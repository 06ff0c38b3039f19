// The live line of a team: server-sent events keep the query cache true. The browser reconnects by itself; after a gap everything
// that may have been missed is asked again.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { TeamEvent } from '#rooms/media/contract.ts'
import { noticeKeys } from '../rooms/notices/notices-api.ts'
import { eventsUrl, keys, type Panorama } from './api.ts'

type PanoramaEvent = Extract<TeamEvent, { name: 'panorama' }>
type AttachmentEvent = Extract<TeamEvent, { name: 'attachment' }>
type TourEvent = Extract<TeamEvent, { name: 'tour' }>

type BesideTourEvent = Extract<TeamEvent, { name: 'comments' | 'assignments' | 'presence' }>

/** What stands beside a tour's document, and where the query cache holds it. */
const besideKeys = { comments: 'threads', assignments: 'assignees', presence: 'presence' } as const
const besideTours = ['comments', 'assignments', 'presence'] as const

const tourListeners = new Set<(event: TourEvent) => void>()

/** The open editor hears of saves by other hands. */
export function onTourEvent(listener: (event: TourEvent) => void): () => void {
  tourListeners.add(listener)
  return () => tourListeners.delete(listener)
}

export function useTeamEvents(teamId: string) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const source = new EventSource(eventsUrl(teamId))
    const soon = collector(queryClient)
    let lost = false
    source.addEventListener('panorama', (message) => applyPanorama(queryClient, soon, teamId, JSON.parse(message.data)))
    source.addEventListener('attachment', (message) => {
      const { attachmentId }: AttachmentEvent = JSON.parse(message.data)
      soon(['attachments', teamId])
      soon(keys.attachment(teamId, attachmentId))
    })
    source.addEventListener('lead', () => soon(keys.leads(teamId)))
    source.addEventListener('notice', () => soon(noticeKeys.all))
    for (const name of besideTours)
      source.addEventListener(name, (message) => {
        const { tourId }: BesideTourEvent = JSON.parse(message.data)
        soon([besideKeys[name], teamId, tourId])
        if (name === 'assignments') soon(keys.tours(teamId))
      })
    source.addEventListener('tour', (message) => {
      const event: TourEvent = JSON.parse(message.data)
      soon(keys.tours(teamId))
      for (const listener of tourListeners) listener(event)
    })
    source.addEventListener('error', () => {
      lost = true
    })
    source.addEventListener('open', () => {
      if (lost) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === teamId })
      lost = false
    })
    return () => source.close()
  }, [queryClient, teamId])
}

function applyPanorama(
  queryClient: QueryClient,
  soon: (key: readonly string[]) => void,
  teamId: string,
  event: PanoramaEvent,
) {
  const { panoramaId, tourId, state, stage, progress } = event
  const patch = (panorama: Panorama): Panorama => ({ ...panorama, state, stage, progress })
  // Anything but a step of progress brings more than the event carries: a thumbnail, a refusal, the full pyramid.
  const isOnlyProgress = (panorama: Panorama | undefined) => panorama?.state === state && panorama.stage === stage
  if (tourId) {
    const key = keys.panoramas(teamId, tourId)
    const before = queryClient.getQueryData<Panorama[]>(key)?.find(({ id }) => id === panoramaId)
    queryClient.setQueryData<Panorama[]>(key, (list) => list?.map((one) => (one.id === panoramaId ? patch(one) : one)))
    if (!isOnlyProgress(before)) soon(key)
  }
  const key = keys.panorama(teamId, panoramaId)
  if (queryClient.getQueryData(key)) soon(key)
}

/** Asks again at most twice a second for each key, however many events come. */
function collector(queryClient: QueryClient) {
  const waiting = new Map<string, readonly string[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return (key: readonly string[]) => {
    waiting.set(key.join(' '), key)
    if (timer) return
    timer = setTimeout(() => {
      timer = undefined
      for (const queryKey of waiting.values()) void queryClient.invalidateQueries({ queryKey })
      waiting.clear()
    }, 500)
  }
}
