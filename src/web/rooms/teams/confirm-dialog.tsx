// Asks once more before what can't be undone from here. The answer that changes nothing has the focus.
import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.tsx'
import { Problem } from '../accounts/problem.tsx'
import classes from './team.module.css'

interface ConfirmDialogProps {
  title: string
  text: string
  action: string
  isDangerous?: boolean
  pending: boolean
  error: unknown
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, action, isDangerous, pending, error, onConfirm, onClose, children } = props
  const { t } = useWords()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('web.close') }}>
      <div className={classes.dialog}>
        <p>{text}</p>
        {children}
        <Problem error={error} />
        <div className={classes.dialogWays}>
          <Button onClick={onClose} data-autofocus>
            {t('web.cancel')}
          </Button>
          <Button variant={isDangerous ? 'danger' : 'filled'} loading={pending} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
