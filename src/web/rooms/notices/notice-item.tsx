// One notice: its sentence, somebody's own words beneath it, when, and the way there.
import { ActionIcon, Tooltip } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { kindOf } from '#rooms/notices/contract.ts'
import { useWords } from '../../lib/words.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import classes from './notices.module.css'
import type { Notice } from './notices-api.ts'

interface Props {
  notice: Notice
  onRead: () => void
  /** The sheet closes when a notice leads elsewhere. */
  onLeave: () => void
}

export function NoticeItem({ notice, onRead, onLeave }: Props) {
  const { t, date } = useWords()
  const router = useRouter()
  const { kind, path, readAt, createdAt } = notice
  const values = useValues(notice)
  const quoted = kindOf(kind).quote
  const quote = quoted && values[quoted]
  const sentence = t(`notices.text.${kind}`, values)
  const go = (event: MouseEvent) => {
    if (!readAt) onRead()
    if (event.metaKey || event.ctrlKey || event.shiftKey || path === null) return
    event.preventDefault()
    onLeave()
    router.history.push(path)
  }
  return (
    <li className={classes.notice} data-unread={readAt ? undefined : true}>
      <div className={classes.said}>
        {path === null ? (
          <p className={classes.sentence}>{sentence}</p>
        ) : (
          <a className={classes.sentence} href={path} onClick={go}>
            {sentence}
          </a>
        )}
        {quote && <p className={classes.quote}>{quote}</p>}
        <p className={classes.when}>
          {!readAt && <span className={classes.unread}>{t('notices.is_unread')}</span>}
          <time dateTime={createdAt}>{date(createdAt)}</time>
        </p>
      </div>
      {!readAt && (
        <Tooltip label={t('notices.mark_read')}>
          <ActionIcon aria-label={`${t('notices.mark_read')}: ${sentence}`} onClick={onRead}>
            <CheckIcon size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

/** Days as people write them; what was left unsaid is left out. */
function useValues({ kind, values }: Notice): Record<string, string | number> {
  const { day } = useWords()
  const all = { ...Object.fromEntries(kindOf(kind).values.map((name) => [name, ''])), ...values }
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(`${value}T12:00:00`) : value,
    ]),
  )
}
