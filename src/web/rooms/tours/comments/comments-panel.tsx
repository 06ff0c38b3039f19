// The talks about a tour: begun at what is on the canvas, answered, resolved. Nothing here changes the tour, and no visitor sees it.
import { SegmentedControl } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { api, keys } from '../../../lib/api.ts'
import { may } from '../../../lib/role.ts'
import { useWords } from '../../../lib/words.tsx'
import { ErrorPlace } from '../../../ui/pieces.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './comments.module.css'
import { commentsApi, isOpen, type Thread, threadsKey, useThreads, type Written } from './comments-api.ts'
import { Composer } from './composer.tsx'
import { PinChoice, usePinChoice } from './pin-choice.tsx'
import { Pins } from './pins.tsx'
import { ThreadItem } from './thread-item.tsx'
import { useJump } from './use-jump.ts'

const tourRoute = getRouteApi('/studio/$teamId/tours/$tourId')

type Shown = 'open' | 'resolved'

export function CommentsPanel() {
  const { t } = useWords()
  const { teamId, detail, scene } = useWorkplace()
  const { comment: asked } = tourRoute.useSearch()
  const queryClient = useQueryClient()
  const me = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const threads = useThreads(teamId, detail.id)
  const [shown, setShown] = useState<Shown>('open')
  const [selectedId, setSelectedId] = useState<string>()
  const jump = useJump()
  const choice = usePinChoice()
  const mayWrite = me.data !== undefined && may(me.data, teamId, 'comments.write')
  const all = threads.data ?? []
  const listed = all.filter((thread) => isOpen(thread) === (shown === 'open'))

  const select = (thread: Thread, isFromPin = false) => {
    setShown(isOpen(thread) ? 'open' : 'resolved')
    setSelectedId(thread.id)
    if (!isFromPin) jump(thread.pin)
  }
  const open = useEffectEvent((threadId: string) => {
    const thread = all.find(({ id }) => id === threadId)
    if (thread) select(thread)
  })
  const isReady = threads.data !== undefined
  useEffect(() => {
    if (asked && isReady) open(asked)
  }, [asked, isReady])

  const begin = async (written: Written) => {
    const thread = await commentsApi(teamId, detail.id).begin({ ...written, pin: choice.pin() })
    choice.clear()
    setShown('open')
    setSelectedId(thread.id)
    await queryClient.invalidateQueries({ queryKey: threadsKey(teamId, detail.id) })
  }
  return (
    <div className={panel.body}>
      {mayWrite && (
        <Composer
          teamId={teamId}
          place={`tour ${detail.id}`}
          label={t('comments.write')}
          send={t('comments.send')}
          onSend={begin}
        >
          <PinChoice choice={choice} />
        </Composer>
      )}
      {all.length > 0 && (
        <SegmentedControl
          className={classes.filter}
          fullWidth
          aria-label={t('comments.filter')}
          value={shown}
          onChange={(value) => setShown(value === 'resolved' ? 'resolved' : 'open')}
          data={[
            { value: 'open', label: t('comments.open', { count: all.filter(isOpen).length }) },
            { value: 'resolved', label: t('comments.resolved', { count: all.filter((one) => !isOpen(one)).length }) },
          ]}
        />
      )}
      {threads.isError && !threads.data && <ErrorPlace error={threads.error} onRetry={() => void threads.refetch()} />}
      {threads.data && listed.length === 0 && (
        <p className={panel.note} role="status">
          {t(all.length === 0 ? 'comments.none' : shown === 'open' ? 'comments.none_open' : 'comments.none_resolved')}
        </p>
      )}
      <ul className={classes.threads} aria-label={t('comments.title')}>
        {listed.map((thread) => (
          <ThreadItem
            key={thread.id}
            thread={thread}
            meId={me.data?.id}
            mayWrite={mayWrite}
            isSelected={thread.id === selectedId}
            onSelect={() => select(thread)}
          />
        ))}
      </ul>
      {scene?.kind === 'panorama' && (
        <Pins
          scene={scene}
          threads={listed}
          selectedId={selectedId}
          next={choice.shownPin}
          onSelect={(threadId) => {
            const thread = listed.find(({ id }) => id === threadId)
            if (thread) select(thread, true)
          }}
        />
      )}
    </div>
  )
}
