// The publication of the open tour: as it came with the tour, as the publish sheet changed it, and changed by every save since.
import { useQuery } from '@tanstack/react-query'
import { keys, type TourDetail } from '../../../lib/api.ts'
import { useWorkplace } from './workplace.tsx'

/** What the publish sheet leaves in the query cache. */
export interface KnownPublication {
  publication: TourDetail['publication']
  /** The revision of the document at that moment. */
  revision: number
}

export function usePublication(): TourDetail['publication'] {
  const { teamId, detail, state } = useWorkplace()
  const { data } = useQuery<KnownPublication>({
    queryKey: [...keys.publication(teamId, detail.id), 'known'],
    enabled: false,
    initialData: { publication: detail.publication, revision: detail.revision },
  })
  if (!data.publication) return null
  const changedSince = data.publication.changedSince || state.revision > data.revision || state.save.kind !== 'saved'
  return { ...data.publication, changedSince }
}
