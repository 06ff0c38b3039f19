// The team's attachments as screens watch them; the live line keeps them true.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Attachment, type AttachmentKind, api, keys } from '../../../lib/api.ts'

/** While one of them is being worked on the list is asked again, should the live line be down. */
const askAgainMs = 2500

export const isUnderWay = ({ state }: Attachment) => state === 'waiting' || state === 'working'

export const useAttachments = (teamId: string, kind: AttachmentKind) =>
  useQuery({
    queryKey: keys.attachments(teamId, kind),
    queryFn: () => api.attachments(teamId, kind),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? askAgainMs : false),
  })

/** One attachment, at once when a list that was looked at has it. */
export function useAttachment(teamId: string, attachmentId: string | undefined) {
  const queryClient = useQueryClient()
  return useQuery({
    queryKey: keys.attachment(teamId, attachmentId ?? ''),
    queryFn: () => api.attachment(teamId, attachmentId ?? ''),
    enabled: attachmentId !== undefined,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? askAgainMs : false),
    placeholderData: () =>
      queryClient
        .getQueriesData<Attachment[]>({ queryKey: ['attachments', teamId] })
        .flatMap(([, list]) => list ?? [])
        .find(({ id }) => id === attachmentId),
  })
}
