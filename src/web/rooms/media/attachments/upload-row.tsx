// One file on its way, in the picker: sent, then worked on by the server, then ready; or why not.
import { ActionIcon } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import type { Attachment, AttachmentKind } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { CloseIcon, RetryIcon, WarningIcon } from '../../../ui/icons.tsx'
import { AttachmentPicture } from './attachment-picture.tsx'
import type { AttachmentUpload, AttachmentUploads } from './attachment-uploads.ts'
import classes from './attachments.module.css'
import { useAttachment } from './use-attachments.ts'

export interface UploadOutcome {
  uploadId: string
  attachment: Attachment
}

interface UploadRowProps {
  teamId: string
  item: AttachmentUpload
  kind: AttachmentKind
  uploads: Pick<AttachmentUploads, 'retry' | 'remove'>
  onReady: (outcome: UploadOutcome) => void
}

export function UploadRow({ teamId, item, kind, uploads, onReady }: UploadRowProps) {
  const { t, bytes, refusal } = useWords()
  const { data: attachment } = useAttachment(teamId, item.attachmentId)
  const isReady = attachment?.state === 'ready' && attachment.kind === kind
  const ready = useEffectEvent(() => attachment && onReady({ uploadId: item.id, attachment }))
  useEffect(() => {
    if (isReady) ready()
  }, [isReady])

  const problem =
    item.problem ??
    attachment?.refusal ??
    (attachment?.state === 'ready' && !isReady ? { code: `web.attachment.not.${kind}`, details: {} } : undefined)
  const share = item.sizeBytes > 0 ? item.sentBytes / item.sizeBytes : 1
  const named = (label: string) => `${label}: ${item.fileName}`
  return (
    <li className={classes.upload} data-problem={problem ? true : undefined}>
      {problem ? (
        <span className={classes.uploadSign}>
          <WarningIcon size={20} />
        </span>
      ) : (
        <AttachmentPicture kind={kind} attachment={attachment} signSize={20} />
      )}
      <div className={classes.uploadText}>
        <span className={classes.name}>{item.fileName}</span>
        {problem ? (
          <span className={classes.problem} role="alert">
            {refusal(problem.code, problem.details)}
          </span>
        ) : (
          <span className={classes.note}>
            {item.state === 'waiting' && t('web.stage.waiting', { size: bytes(item.sizeBytes) })}
            {item.state === 'uploading' &&
              t('web.stage.uploading', { sent: bytes(item.sentBytes), size: bytes(item.sizeBytes) })}
            {item.state === 'uploaded' && t('web.attachment.working')}
          </span>
        )}
        {!problem && (
          <span
            className={classes.progress}
            role="progressbar"
            aria-label={item.fileName}
            aria-valuenow={Math.round(share * 100)}
          >
            <span className={classes.progressFill} style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        )}
      </div>
      {item.state === 'failed' && (
        <ActionIcon aria-label={named(t('web.retry'))} onClick={() => uploads.retry(item.id)}>
          <RetryIcon size={18} />
        </ActionIcon>
      )}
      <ActionIcon aria-label={named(t('web.attachment.dismiss'))} onClick={() => uploads.remove(item.id)}>
        <CloseIcon size={18} />
      </ActionIcon>
    </li>
  )
}
