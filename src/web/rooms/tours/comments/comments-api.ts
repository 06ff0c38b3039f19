// The calls about a tour's comments.
import { useQuery } from '@tanstack/react-query'
import type { CommentEdit, Pin, Thread } from '#rooms/comments/contract.ts'
import { call } from '../../../lib/http.ts'

export type { Comment, CommentEdit, Pin, Thread } from '#rooms/comments/contract.ts'

export interface Written {
  text: string
  mentions: string[]
}

/** As the contract says; repeated here because the schema library stays on the server. */
export const longestComment = 4000

const threads = (teamId: string, tourId: string) => `/api/teams/${teamId}/tours/${tourId}/threads`

export const commentsApi = (teamId: string, tourId: string) => {
  const base = threads(teamId, tourId)
  return {
    begin: (body: Written & { pin: Pin | null }) => call<Thread>('POST', base, { body }),
    answer: (threadId: string, body: Written) => call<Thread>('POST', `${base}/${threadId}/comments`, { body }),
    change: (threadId: string, commentId: string, body: Written) =>
      call<Thread>('PUT', `${base}/${threadId}/comments/${commentId}`, { body }),
    remove: (threadId: string, commentId: string) => call<void>('DELETE', `${base}/${threadId}/comments/${commentId}`),
    edits: (threadId: string, commentId: string) =>
      call<CommentEdit[]>('GET', `${base}/${threadId}/comments/${commentId}/edits`),
    resolve: (threadId: string) => call<void>('PUT', `${base}/${threadId}/resolution`),
    reopen: (threadId: string) => call<void>('DELETE', `${base}/${threadId}/resolution`),
  }
}

export const threadsKey = (teamId: string, tourId: string) => ['threads', teamId, tourId] as const

export const useThreads = (teamId: string, tourId: string) =>
  useQuery({
    queryKey: threadsKey(teamId, tourId),
    queryFn: () => call<Thread[]>('GET', threads(teamId, tourId)),
    staleTime: 30_000,
  })

export const isOpen = (thread: Thread) => thread.resolvedAt === null
