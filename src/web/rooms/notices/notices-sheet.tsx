// All that a person was told, newest first: what is unread stands out, each leads to where it happened.
import { Button, Drawer } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import { BellIcon, CheckIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { NoticeItem } from './notice-item.tsx'
import classes from './notices.module.css'
import { noticeKeys, noticesApi } from './notices-api.ts'

export function NoticesSheet({ onClose }: { onClose: () => void }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: noticeKeys.list,
    queryFn: ({ pageParam }) => noticesApi.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more ? last.notices.at(-1)?.id : undefined),
  })
  const notices = query.data?.pages.flatMap((page) => page.notices) ?? []
  const unread = query.data?.pages[0]?.unread ?? 0
  const change = (work: Promise<void>) =>
    work.then(
      () => queryClient.invalidateQueries({ queryKey: noticeKeys.all }),
      (error) => showToast(sentence(error), { tone: 'danger' }),
    )

  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('notices.title')}
      size={440}
      closeButtonProps={{ 'aria-label': t('notices.close') }}
    >
      <div className={classes.tools}>
        <Link to="/account/notices" className={classes.settings} onClick={onClose}>
          {t('notices.settings')}
        </Link>
        {unread > 0 && (
          <Button
            variant="subtle"
            leftSection={<CheckIcon size={18} />}
            onClick={() => void change(noticesApi.readAll())}
          >
            {t('notices.all_read')}
          </Button>
        )}
      </div>
      {query.isError && !query.data && <ErrorPlace error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <div className={classes.bones} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {query.data && notices.length === 0 && (
        <div className={classes.nothing}>
          <BellIcon size={32} />
          <p>{t('notices.none')}</p>
        </div>
      )}
      <ul className={classes.list}>
        {notices.map((notice) => (
          <NoticeItem
            key={notice.id}
            notice={notice}
            onRead={() => void change(noticesApi.read(notice.id))}
            onLeave={onClose}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      )}
    </Drawer>
  )
}
