// The bell in the rail: how many notices nobody read yet, and the sheet with all of them.
import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../lib/words.tsx'
import { BellIcon } from '../../ui/icons.tsx'
import { useLateSheets } from '../../ui/late-sheet.tsx'
import { noticeKeys, noticesApi } from './notices-api.ts'

const everyMinuteMs = 60_000
const sheets = { notices: () => import('./notices-sheet.tsx').then(({ NoticesSheet }) => NoticesSheet) }

/** `classes` are those of the rail, so that the bell looks like its neighbours. */
export function Bell({ classes }: { classes: { room?: string; roomWord?: string; badge?: string } }) {
  const { t } = useWords()
  const { open, sheet } = useLateSheets(sheets)
  const { data } = useQuery({
    queryKey: noticeKeys.count,
    queryFn: noticesApi.count,
    // News come over the team's live line; asking now and then is for the time when that is cut.
    refetchInterval: everyMinuteMs,
    refetchOnWindowFocus: true,
  })
  const unread = data?.unread ?? 0
  return (
    <>
      <UnstyledButton
        className={classes.room}
        title={t('notices.title')}
        aria-haspopup="dialog"
        onClick={() => void open('notices')}
      >
        <BellIcon size={22} />
        <span className={classes.roomWord}>{t('notices.title')}</span>
        {unread > 0 && (
          <span className={classes.badge} aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
        {unread > 0 && <span className="visually-hidden">: {t('notices.unread', { count: unread })}</span>}
      </UnstyledButton>
      {sheet}
    </>
  )
}
