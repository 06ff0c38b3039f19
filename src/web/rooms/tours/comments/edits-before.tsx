// What a comment said before its author changed it.
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useWords } from '../../../lib/words.tsx'
import classes from './comments.module.css'
import type { CommentEdit } from './comments-api.ts'

export function EditsBefore({ load }: { load: () => Promise<CommentEdit[]> }) {
  const { t, date } = useWords()
  const edits = useQuery({ queryKey: ['comment-edits', useId()], queryFn: load, gcTime: 0 })
  return (
    <ul className={classes.edits} aria-label={t('comments.before')} aria-busy={edits.isPending || undefined}>
      {edits.data?.map(({ textBefore, editedAt }) => (
        <li key={editedAt}>
          <time dateTime={editedAt}>{t('comments.until', { date: date(editedAt) })}</time>
          <p className={classes.text}>{textBefore}</p>
        </li>
      ))}
    </ul>
  )
}
