// The way to the comments, with the number of those that wait.
import { ActionIcon } from '@mantine/core'
import { useWords } from '../../../lib/words.tsx'
import { CommentIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { isOpen, useThreads } from './comments-api.ts'
import classes from './comments-button.module.css'

export function useOpenThreads(): number {
  const { teamId, detail } = useWorkplace()
  return useThreads(teamId, detail.id).data?.filter(isOpen).length ?? 0
}

export function CommentsButton() {
  const { t } = useWords()
  const { panel, setPanel, scene } = useWorkplace()
  const count = useOpenThreads()
  if (!scene) return null
  return (
    <span className={classes.place}>
      <Named label={t('comments.title')}>
        <ActionIcon
          aria-label={t('comments.button', { count })}
          aria-pressed={panel === 'comments'}
          onClick={() => setPanel(panel === 'comments' ? undefined : 'comments')}
        >
          <CommentIcon />
        </ActionIcon>
      </Named>
      <OpenThreadsBadge count={count} />
    </span>
  )
}

/** The number alone; what it stands beside says it in words. */
export function OpenThreadsBadge({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className={classes.badge} aria-hidden="true">
      {count}
    </span>
  )
}
