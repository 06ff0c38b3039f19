// A dialog for what changes somebody's access: says what will happen, and asks for the reason that is written down.
import { Button, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskKeys } from './desk-api.ts'

export function AskReason({
  opened,
  onClose,
  title,
  about,
  label,
  verb,
  isDanger = false,
  onConfirm,
}: {
  opened: boolean
  onClose: () => void
  title: string
  about: string
  label: string
  verb: string
  isDanger?: boolean
  onConfirm: (reason: string) => Promise<unknown>
}) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    if (!reason.trim()) return setProblem(t('desk.reason_missing'))
    setBusy(true)
    try {
      await onConfirm(reason.trim())
      onClose()
      setReason('')
      await queryClient.invalidateQueries({ queryKey: deskKeys.all })
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('web.close') }}>
      <form className={classes.form} onSubmit={(event) => void confirm(event)}>
        <p>{about}</p>
        <Textarea
          label={label}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          error={problem}
          data-autofocus
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setProblem(undefined)
          }}
        />
        <div className={classes.sheetEnd}>
          <Button onClick={onClose}>{t('web.cancel')}</Button>
          <Button type="submit" variant={isDanger ? 'danger' : 'filled'} loading={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
