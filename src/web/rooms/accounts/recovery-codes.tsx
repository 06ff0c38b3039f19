// Recovery codes, shown once: to copy, to save as a file, to print. They never leave this page by themselves.
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { CheckIcon, CopyIcon, DownloadIcon, PrintIcon } from '../../ui/icons.tsx'
import classes from './account.module.css'

export function RecoveryCodes({
  codes,
  email,
  onClose,
}: {
  codes: readonly string[]
  email: string
  onClose: () => void
}) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const sheet = [t('account.recovery.sheet', { email, host: location.host }), '', ...codes, ''].join('\n')
  const copy = async () => {
    await navigator.clipboard?.writeText(sheet)
    setCopied(true)
  }
  const save = () => {
    const url = URL.createObjectURL(new Blob([sheet], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'panoqor-recovery-codes.txt'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <div className={classes.recovery} data-print="only">
      <h3 ref={heading} tabIndex={-1}>
        {t('account.recovery.title')}
      </h3>
      <p className={classes.text}>{t('account.recovery.about')}</p>
      <p className={classes.forPrint}>{t('account.recovery.sheet', { email, host: location.host })}</p>
      <ol className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={classes.ways}>
        {navigator.clipboard && (
          <Button leftSection={copied ? <CheckIcon size={18} /> : <CopyIcon size={18} />} onClick={() => void copy()}>
            {copied ? t('web.copied') : t('web.copy')}
          </Button>
        )}
        <Button leftSection={<DownloadIcon size={18} />} onClick={save}>
          {t('account.recovery.save')}
        </Button>
        <Button leftSection={<PrintIcon size={18} />} onClick={() => print()}>
          {t('account.recovery.print')}
        </Button>
        <Button variant="filled" onClick={onClose}>
          {t('account.recovery.done')}
        </Button>
      </div>
    </div>
  )
}
