// One file in the upload tray: picture, name, where it stands, what can be done.
import { ActionIcon } from '@mantine/core'
import { useWords } from '../../lib/words.tsx'
import {
  CheckIcon,
  CloseIcon,
  CopyIcon,
  PauseIcon,
  PhotoIcon,
  PlayIcon,
  RetryIcon,
  WarningIcon,
} from '../../ui/icons.tsx'
import { isWorthAnotherTry, type RefusedFiles, type TrayRow } from './tray-rows.ts'
import classes from './upload-tray.module.css'
import type { RowActions } from './upload-tray.tsx'

export function TrayRowView({ row, actions }: { row: TrayRow; actions: RowActions }) {
  const { refusal } = useWords()
  const stage = useStageWord(row)
  const bar = barOf(row)
  return (
    <li className={classes.row} data-state={row.state}>
      <div className={classes.thumb}>
        {row.thumbnailUrl ? <img src={row.thumbnailUrl} alt="" loading="lazy" /> : <PhotoIcon size={18} />}
      </div>
      <div className={classes.text}>
        <span className={classes.name} title={row.fileName}>
          {row.fileName}
        </span>
        <span className={classes.stage}>
          <StageSign row={row} />
          {stage}
        </span>
        {row.problem && <span className={classes.problem}>{refusal(row.problem.code, row.problem.details)}</span>}
        {bar !== undefined && (
          <span className={classes.bar} aria-hidden="true">
            <span className={classes.barFill} style={{ width: `${Math.round(bar * 100)}%` }} />
          </span>
        )}
      </div>
      <RowButtons row={row} actions={actions} />
    </li>
  )
}

function StageSign({ row }: { row: TrayRow }) {
  if (row.state === 'ready') return <CheckIcon size={14} className={classes.ok} />
  if (row.state === 'duplicate') return <CopyIcon size={14} />
  if (row.state === 'refused' || row.state === 'failed') return <WarningIcon size={14} className={classes.wrong} />
  return null
}

function RowButtons({ row, actions }: { row: TrayRow; actions: RowActions }) {
  const { t } = useWords()
  const { uploadId, fileName, state } = row
  const named = (label: string) => `${label}: ${fileName}`
  const canCancel = [
    'checking',
    'waiting',
    'uploading',
    'paused',
    'faces',
    'queued',
    'inspecting',
    'decoding',
    'preview',
    'tiling',
  ].includes(state)
  return (
    <div className={classes.buttons}>
      {uploadId && (state === 'uploading' || state === 'waiting') && (
        <ActionIcon size={32} aria-label={named(t('web.tray.pause'))} onClick={() => actions.pause(uploadId)}>
          <PauseIcon size={18} />
        </ActionIcon>
      )}
      {uploadId && state === 'paused' && (
        <ActionIcon size={32} aria-label={named(t('web.tray.resume'))} onClick={() => actions.resume(uploadId)}>
          <PlayIcon size={18} />
        </ActionIcon>
      )}
      {state === 'failed' && (
        <ActionIcon size={32} aria-label={named(t('web.retry'))} onClick={() => actions.retry(row)}>
          <RetryIcon size={18} />
        </ActionIcon>
      )}
      {state === 'refused' && isWorthAnotherTry(row) && (
        <ActionIcon size={32} aria-label={named(t('web.retry'))} onClick={() => actions.retry(row)}>
          <RetryIcon size={18} />
        </ActionIcon>
      )}
      {canCancel && (
        <ActionIcon size={32} aria-label={named(t('web.cancel'))} onClick={() => actions.cancel(row)}>
          <CloseIcon size={18} />
        </ActionIcon>
      )}
    </div>
  )
}

/** Files that were refused for one reason: the reason once, their names under it. */
export function RefusedFilesView({ sentence, rows }: RefusedFiles) {
  const { t } = useWords()
  return (
    <li className={classes.row} data-state="refused">
      <div className={classes.thumb}>
        <PhotoIcon size={18} />
      </div>
      <div className={classes.text}>
        <span className={classes.names}>{rows.map((row) => row.fileName).join(', ')}</span>
        <span className={classes.stage}>
          <WarningIcon size={14} className={classes.wrong} />
          {t('web.stage.refused')}
        </span>
        <span className={classes.problem}>{sentence}</span>
      </div>
    </li>
  )
}

function useStageWord(row: TrayRow): string {
  const { t, bytes } = useWords()
  const size = row.sizeBytes === undefined ? '' : bytes(row.sizeBytes)
  const percent = String(Math.round(row.progress * 100))
  switch (row.state) {
    case 'checking':
      return t('web.stage.checking')
    case 'waiting':
      return t('web.stage.waiting', { size })
    case 'uploading':
      return t('web.stage.uploading', { sent: bytes(row.sentBytes ?? 0), size })
    case 'paused':
      return t('web.stage.paused', { sent: bytes(row.sentBytes ?? 0), size })
    case 'uploaded':
    case 'queued':
      return t('web.stage.queued')
    case 'faces':
      return t('web.stage.faces', { count: Math.round(row.progress * 6) })
    case 'inspecting':
      return t('web.stage.inspecting')
    case 'decoding':
      return t('web.stage.decoding')
    case 'preview':
      return t('web.stage.preview')
    case 'tiling':
      return t('web.stage.tiling', { percent })
    case 'ready':
      return t('web.stage.ready')
    case 'duplicate':
      if (row.duplicate?.ofThisBatch) return t('web.stage.same_as', { name: row.duplicate.fileName })
      return row.duplicate?.added
        ? t('web.stage.duplicate_added', { name: row.duplicate.fileName })
        : t('web.stage.duplicate')
    case 'failed':
      return t('web.stage.failed')
    case 'refused':
      return t('web.stage.refused')
    case 'cancelled':
      return t('web.stage.cancelled')
  }
}

function barOf(row: TrayRow): number | undefined {
  const running = ['uploading', 'paused', 'faces', 'inspecting', 'decoding', 'preview', 'tiling']
  return running.includes(row.state) ? row.progress : undefined
}
