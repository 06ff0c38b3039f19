// A field of a form that holds one attachment: what is chosen, with the ways to change and to remove it. To use it anywhere in the studio:
// <AttachmentField teamId kind label value onChange />; `value` is an attachment's id.
import { ActionIcon, Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { Attachment, AttachmentKind } from '../../../lib/api.ts'
import { ApiError } from '../../../lib/http.ts'
import { useWords } from '../../../lib/words.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker, pickWords } from './attachment-picker.tsx'
import { AttachmentPicture, signOfKind } from './attachment-picture.tsx'
import classes from './attachments.module.css'
import { formatDuration } from './kinds.ts'
import { isUnderWay, useAttachment } from './use-attachments.ts'

interface AttachmentFieldProps {
  teamId: string
  kind: AttachmentKind
  label: string
  value: string | undefined
  /** undefined: removed. The attachment itself comes along for those who want its name or its size. */
  onChange: (attachmentId: string | undefined, attachment?: Attachment) => void
  /** Without a way to remove it: it can only be replaced. */
  required?: boolean
  disabled?: boolean
  error?: string
}

export function AttachmentField(props: AttachmentFieldProps) {
  const { teamId, kind, label, value, onChange, required, disabled, error } = props
  const { t } = useWords()
  const [choosing, setChoosing] = useState(false)
  const labelId = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings looks of its own
    <div className={classes.field} role="group" aria-labelledby={labelId}>
      <span id={labelId} className={classes.fieldLabel}>
        {label}
      </span>
      {value ? (
        <div className={classes.chosen}>
          <Chosen teamId={teamId} kind={kind} attachmentId={value} />
          {!disabled && (
            <div className={classes.chosenActions}>
              <Button
                variant="subtle"
                aria-label={`${t('web.attachment.change')}: ${label}`}
                onClick={() => setChoosing(true)}
              >
                {t('web.attachment.change')}
              </Button>
              {!required && (
                <ActionIcon aria-label={`${t('web.attachment.remove')}: ${label}`} onClick={() => onChange(undefined)}>
                  <CloseIcon size={18} />
                </ActionIcon>
              )}
            </div>
          )}
        </div>
      ) : (
        <Button
          className={classes.choose}
          variant="default"
          fullWidth
          disabled={disabled}
          leftSection={signOfKind[kind](18)}
          onClick={() => setChoosing(true)}
        >
          {t(pickWords[kind].one)}
        </Button>
      )}
      {error && <p className={classes.problem}>{error}</p>}
      {choosing && (
        <AttachmentPicker
          teamId={teamId}
          kind={kind}
          chosen={value ? [value] : []}
          onClose={() => setChoosing(false)}
          onChoose={([attachment]) => {
            setChoosing(false)
            if (attachment) onChange(attachment.id, attachment)
          }}
        />
      )}
    </div>
  )
}

function Chosen({ teamId, kind, attachmentId }: { teamId: string; kind: AttachmentKind; attachmentId: string }) {
  const { t, bytes, refusal, error: sentence } = useWords()
  const { data: attachment, error } = useAttachment(teamId, attachmentId)
  const { file, durationSeconds } = attachment?.published ?? {}
  const duration = durationSeconds === undefined ? '' : formatDuration(durationSeconds)
  const isGone = error instanceof ApiError && error.status === 404
  return (
    <>
      <AttachmentPicture kind={kind} attachment={attachment} signSize={20} />
      <span className={classes.chosenText}>
        <span className={classes.name}>{attachment?.fileName ?? (error ? '' : t('web.loading'))}</span>
        {file && <span className={classes.note}>{[bytes(file.sizeBytes), duration].filter(Boolean).join(' · ')}</span>}
        {attachment && isUnderWay(attachment) && <span className={classes.note}>{t('web.attachment.working')}</span>}
        {attachment?.refusal && (
          <span className={classes.problem}>{refusal(attachment.refusal.code, attachment.refusal.details)}</span>
        )}
        {error && !attachment && (
          <span className={classes.problem}>{isGone ? t('web.attachment.gone') : sentence(error)}</span>
        )}
      </span>
    </>
  )
}
