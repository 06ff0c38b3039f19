// What happened in the team: who did what, when, to what; narrowed by person, kind and days.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type ActivityKind, activityKinds } from '#rooms/activity/kinds/contract.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { useColleagues } from '../tours/people/people-api.ts'
import classes from './activity.module.css'
import { type ActivityFilter, activityApi, activityKey } from './activity-api.ts'
import { ActivityList } from './activity-list.tsx'

const studioRoute = getRouteApi('/studio/$teamId')
const kinds = Object.keys(activityKinds) as ActivityKind[]

export function ActivityPage() {
  const { t } = useWords()
  const { teamId } = studioRoute.useParams()
  const [filter, setFilter] = useState<ActivityFilter>({})
  usePageTitle(t('activity.title'))
  const feed = useInfiniteQuery({
    queryKey: activityKey.ofTeam(teamId, filter),
    queryFn: ({ pageParam }) => activityApi.ofTeam(teamId, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const entries = feed.data?.pages.flatMap((page) => page.entries) ?? []
  const isNarrowed = Object.values(filter).some(Boolean)
  return (
    <>
      <h1 className={classes.title}>{t('activity.title')}</h1>
      <Filters teamId={teamId} filter={filter} onChange={setFilter} />
      {feed.isError && !feed.data && <ErrorPlace error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {feed.data && entries.length === 0 && (
        <p className={classes.nothing} role="status">
          {t(isNarrowed ? 'activity.nothing' : 'activity.none')}
        </p>
      )}
      <ActivityList entries={entries} />
      {feed.hasNextPage && (
        <Button className={classes.older} loading={feed.isFetchingNextPage} onClick={() => void feed.fetchNextPage()}>
          {t('activity.older')}
        </Button>
      )}
    </>
  )
}

interface FiltersProps {
  teamId: string
  filter: ActivityFilter
  onChange: (filter: ActivityFilter) => void
}

function Filters({ teamId, filter, onChange }: FiltersProps) {
  const { t } = useWords()
  const colleagues = useColleagues(teamId)
  const set = (change: ActivityFilter) => onChange({ ...filter, ...change })
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('activity.person')}
        value={filter.personId ?? ''}
        onChange={(event) => set({ personId: event.currentTarget.value })}
        data={[
          { value: '', label: t('activity.everybody') },
          ...(colleagues.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label={t('activity.kind')}
        value={filter.kind ?? ''}
        onChange={(event) => set({ kind: event.currentTarget.value })}
        data={[
          { value: '', label: t('activity.everything') },
          ...kinds.map((kind) => ({ value: kind, label: t(`activity.kind.${kind}`) })),
        ]}
      />
      <TextInput
        type="date"
        label={t('activity.from')}
        value={filter.from ?? ''}
        max={filter.to}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('activity.to')}
        value={filter.to ?? ''}
        min={filter.from}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
    </div>
  )
}
