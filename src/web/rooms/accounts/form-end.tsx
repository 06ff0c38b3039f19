// How the short forms end that open in a card: why it was not accepted, sending it, and closing it as it was.
import { Button } from '@mantine/core'
import { useWords } from '../../lib/words.tsx'
import classes from './account.module.css'
import { Problem } from './problem.tsx'

export function FormEnd({
  send,
  isSending,
  error,
  onClose,
}: {
  send: string
  isSending: boolean
  error: unknown
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <>
      <Problem error={error} />
      <div className={classes.ways}>
        <Button type="submit" variant="filled" loading={isSending}>
          {send}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('web.cancel')}
        </Button>
      </div>
    </>
  )
}
