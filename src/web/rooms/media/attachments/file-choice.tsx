// One file among those to choose from: its picture and name; not to be chosen while it is worked on or was refused; can be deleted.
import { ActionIcon, Button, Menu, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Attachment, api } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { MoreIcon, TrashIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { AttachmentPicture } from './attachment-picture.tsx'
import classes from './attachments.module.css'
import { isUnderWay } from './use-attachments.ts'

interface FileChoiceProps {
  teamId: string
  attachment: Attachment
  /** Its place among those that are picked, from 1; 0 = not picked. */
  place: number
  isChosen: boolean
  /** It can't be chosen a second time. */
  isTaken: boolean
  onPick: () => void
  onDeleted: () => void
}

export function FileChoice({ teamId, attachment, place, isChosen, isTaken, onPick, onDeleted }: FileChoiceProps) {
  const { t, refusal } = useWords()
  const [asking, setAsking] = useState(false)
  const { fileName, state } = attachment
  return (
    <div className={classes.file}>
      <button
        type="button"
        className={classes.choice}
        aria-pressed={place > 0 || isChosen}
        disabled={isTaken || state !== 'ready'}
        onClick={onPick}
        title={attachment.refusal ? refusal(attachment.refusal.code, attachment.refusal.details) : fileName}
      >
        <AttachmentPicture kind={attachment.kind} attachment={attachment} />
        {place > 0 && <span className={classes.place}>{place}</span>}
        <span className={classes.name}>{fileName}</span>
        {isChosen && <span className={classes.note}>{t('web.attachment.chosen')}</span>}
        {isUnderWay(attachment) && <span className={classes.note}>{t('web.attachment.working')}</span>}
        {attachment.refusal && <span className={classes.problem}>{t('web.stage.refused')}</span>}
      </button>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon
            className={classes.fileMenu}
            variant="pill"
            size={30}
            aria-label={t('web.more', { name: fileName })}
          >
            <MoreIcon size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item data-danger leftSection={<TrashIcon size={18} />} onClick={() => setAsking(true)}>
            {t('web.attachment.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <ConfirmDeletion
          teamId={teamId}
          attachment={attachment}
          onDeleted={onDeleted}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

interface ConfirmDeletionProps {
  teamId: string
  attachment: Attachment
  onDeleted: () => void
  onClose: () => void
}

/** The one thing here that can't be undone. A file that a tour names stays, and the server says which tour that is. */
function ConfirmDeletion({ teamId, attachment, onDeleted, onClose }: ConfirmDeletionProps) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const { id, fileName } = attachment
  const deletion = useMutation({
    mutationFn: () => api.deleteAttachment(teamId, id),
    onSuccess: () => {
      onDeleted()
      onClose()
      showToast(t('web.attachment.deleted', { name: fileName }))
      void queryClient.invalidateQueries({ queryKey: ['attachments', teamId] })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('web.attachment.delete_ask', { name: fileName })}
      size={440}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      <div className={classes.confirm}>
        <p>{t('web.attachment.delete_note')}</p>
        {deletion.error && (
          <p className={classes.problem} role="alert">
            {sentence(deletion.error)}
          </p>
        )}
        <div className={classes.confirmButtons}>
          <Button variant="subtle" data-autofocus onClick={onClose}>
            {t('web.cancel')}
          </Button>
          <Button variant="danger" loading={deletion.isPending} onClick={() => deletion.mutate()}>
            {t('web.attachment.delete')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
