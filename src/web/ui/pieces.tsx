// Small shapes that return on many pages: a state word with its dot, an error with its way out, an empty place, a field with a copy button.
import { Button, Tooltip } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ApiError } from '../lib/http.ts'
import { useWords } from '../lib/words.tsx'
import { CheckIcon, CopyIcon, RetryIcon, WarningIcon } from './icons.tsx'
import classes from './pieces.module.css'

export type Tone = 'ok' | 'warn' | 'quiet' | 'danger'

export function StateWord({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.state} data-tone={tone}>
      <span className={classes.dot} aria-hidden="true" />
      {children}
    </span>
  )
}

/** What happened, what is safe, what to do, a code to quote. */
export function ErrorPlace({
  error,
  onRetry,
  children,
}: {
  error: unknown
  onRetry?: () => void
  children?: ReactNode
}) {
  const { t, error: sentence } = useWords()
  const missing = error instanceof ApiError && (error.status === 404 || error.status === 410)
  const denied = error instanceof ApiError && error.code === 'teams.role_cannot'
  const title = missing ? 'web.error.missing_title' : denied ? 'web.error.denied_title' : 'web.error.title'
  const code = error instanceof ApiError ? `${error.code}${error.status ? ` · ${error.status}` : ''}` : 'web.page'
  return (
    <div className={classes.place} role="alert">
      <span className={classes.placeSign}>
        <WarningIcon size={28} />
      </span>
      <h2>{t(title)}</h2>
      <p className={classes.placeText}>{sentence(error)}</p>
      <div className={classes.placeActions}>
        {onRetry && !missing && !denied && (
          <Button variant="filled" leftSection={<RetryIcon size={18} />} onClick={onRetry}>
            {t('web.retry')}
          </Button>
        )}
        {children}
      </div>
      <p className={classes.placeCode}>{t('web.error.code', { code })}</p>
    </div>
  )
}

export function CopyField({ label, value, multiline }: { label: string; value: string; multiline?: boolean }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 1800)
  }
  return (
    <div className={classes.copyField}>
      <div className={classes.copyLabel}>{label}</div>
      <div className={classes.copyRow} data-multiline={multiline || undefined}>
        <code className={classes.copyValue} data-multiline={multiline || undefined}>
          {value}
        </code>
        <Button
          onClick={copy}
          aria-label={`${t('web.copy')}: ${label}`}
          leftSection={copied ? <CheckIcon size={18} /> : <CopyIcon size={18} />}
        >
          {copied ? t('web.copied') : t('web.copy')}
        </Button>
      </div>
    </div>
  )
}

async function copyText(value: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(value)
  // Plain http on a local network has no clipboard API.
  const area = document.createElement('textarea')
  area.value = value
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** A tooltip whose text is also the control's name. */
export function Named({ label, keys, children }: { label: string; keys?: string; children: ReactNode }) {
  return (
    <Tooltip
      label={
        keys ? (
          <>
            {label} <kbd className={classes.kbd}>{keys}</kbd>
          </>
        ) : (
          label
        )
      }
    >
      {children}
    </Tooltip>
  )
}
