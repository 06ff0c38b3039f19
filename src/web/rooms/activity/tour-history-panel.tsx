// The history of the open tour: who changed, published, assigned it.
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import panel from '../tours/editor/side-panel.module.css'
import { useWorkplace } from '../tours/editor/workplace.tsx'
import classes from './activity.module.css'
import { activityApi, activityKey } from './activity-api.ts'
import { ActivityList } from './activity-list.tsx'

export function TourHistoryPanel() {
  const { t } = useWords()
  const { teamId, detail } = useWorkplace()
  const feed = useInfiniteQuery({
    queryKey: activityKey.ofTour(teamId, detail.id),
    queryFn: ({ pageParam }) => activityApi.ofTour(teamId, detail.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  return (
    <div className={panel.body}>
      {feed.isError && !feed.data && <ErrorPlace error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      <ActivityList plain entries={feed.data?.pages.flatMap(({ entries }) => entries) ?? []} />
      {feed.hasNextPage && (
        <Button loading={feed.isFetchingNextPage} onClick={() => void feed.fetchNextPage()}>
          {t('activity.older')}
        </Button>
      )}
    </div>
  )
}
