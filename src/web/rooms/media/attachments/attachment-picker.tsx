// The dialog in which an attachment of one kind is chosen among the team's, or uploaded: one at a press, or several in the order in
// which they are pressed.
import { Button, Modal, TextInput } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Attachment, AttachmentKind } from '../../../lib/api.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { SearchIcon, UploadIcon } from '../../../ui/icons.tsx'
import { ErrorPlace } from '../../../ui/pieces.tsx'
import { signOfKind } from './attachment-picture.tsx'
import { createAttachmentUploads } from './attachment-uploads.ts'
import classes from './attachments.module.css'
import { FileChoice } from './file-choice.tsx'
import { endingsOf } from './kinds.ts'
import { PickFiles } from './pick-files.tsx'
import { type UploadOutcome, UploadRow } from './upload-row.tsx'
import { useAttachments } from './use-attachments.ts'
import { useFileDrop } from './use-file-drop.ts'

export const pickWords: Record<AttachmentKind, { one: WordKey; several: WordKey; empty: WordKey; none: WordKey }> = {
  picture: {
    one: 'web.attachment.choose.picture',
    several: 'web.attachment.choose.pictures',
    empty: 'web.attachment.drop.picture',
    none: 'web.attachment.none.picture',
  },
  video: {
    one: 'web.attachment.choose.video',
    several: 'web.attachment.choose.video',
    empty: 'web.attachment.drop.video',
    none: 'web.attachment.none.video',
  },
  sound: {
    one: 'web.attachment.choose.sound',
    several: 'web.attachment.choose.sound',
    empty: 'web.attachment.drop.sound',
    none: 'web.attachment.none.sound',
  },
  captions: {
    one: 'web.attachment.choose.captions',
    several: 'web.attachment.choose.captions',
    empty: 'web.attachment.drop.captions',
    none: 'web.attachment.none.captions',
  },
  model: {
    one: 'web.attachment.choose.model',
    several: 'web.attachment.choose.model',
    empty: 'web.attachment.drop.model',
    none: 'web.attachment.none.model',
  },
  splat: {
    one: 'web.attachment.choose.splat',
    several: 'web.attachment.choose.splat',
    empty: 'web.attachment.drop.splat',
    none: 'web.attachment.none.splat',
  },
}

interface AttachmentPickerProps {
  teamId: string
  kind: AttachmentKind
  multiple?: boolean
  /** What is chosen already: marked, and not offered a second time when `multiple`. */
  chosen?: readonly string[]
  /** At most this many at once. */
  limit?: number
  onChoose: (attachments: Attachment[]) => void
  onClose: () => void
}

export function AttachmentPicker(props: AttachmentPickerProps) {
  const { teamId, kind, multiple = false, chosen = [], limit = 60, onChoose, onClose } = props
  const { t } = useWords()
  const list = useAttachments(teamId, kind)
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<readonly Attachment[]>([])
  const uploads = usePickerUploads(teamId, kind)
  const hovering = useFileDrop(uploads.add)
  // What has just arrived here may be ahead of the list.
  const files = joined(picked, list.data ?? []).filter(
    ({ id }) => !uploads.items.some((item) => item.attachmentId === id),
  )

  const pick = (attachment: Attachment) => {
    if (!multiple) return onChoose([attachment])
    setPicked((now) => (has(now, attachment.id) ? without(now, attachment.id) : [...now, attachment].slice(0, limit)))
  }
  /** What was uploaded here is wanted: with one file and one choice the dialog has done its work. */
  const arrived = ({ uploadId, attachment }: UploadOutcome) => {
    if (!multiple && uploads.items.length === 1) return onChoose([attachment])
    uploads.remove(uploadId)
    if (multiple && !chosen.includes(attachment.id))
      setPicked((now) => (has(now, attachment.id) ? now : [...now, attachment].slice(0, limit)))
  }
  const wanted = search.trim().toLowerCase()
  // What was refused is only there to be deleted.
  const shown = files
    .filter(({ fileName }) => fileName.toLowerCase().includes(wanted))
    .sort((a, b) => Number(a.state === 'refused') - Number(b.state === 'refused'))
  const isEmpty = list.isSuccess && files.length === 0 && uploads.items.length === 0

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(multiple ? pickWords[kind].several : pickWords[kind].one)}
      size={720}
      closeButtonProps={{ 'aria-label': t('web.close') }}
      classNames={{ body: classes.dialog }}
      data-hovering={hovering || undefined}
    >
      {list.isError ? (
        <ErrorPlace error={list.error} onRetry={() => void list.refetch()} />
      ) : isEmpty ? (
        <EmptyPicker kind={kind} multiple={multiple} hovering={hovering} onFiles={uploads.add} />
      ) : (
        <>
          <div className={classes.bar}>
            <TextInput
              className={classes.search}
              type="search"
              aria-label={t('web.attachment.search')}
              placeholder={t('web.attachment.search')}
              leftSection={<SearchIcon size={18} />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <PickFiles kind={kind} multiple={multiple} onFiles={uploads.add} />
          </div>
          {uploads.items.length > 0 && (
            <ul className={classes.uploads} aria-label={t('web.attachment.uploads')}>
              {uploads.items.map((item) => (
                <UploadRow key={item.id} teamId={teamId} item={item} kind={kind} uploads={uploads} onReady={arrived} />
              ))}
            </ul>
          )}
          <ul className={classes.grid} data-hovering={hovering || undefined}>
            {shown.map((attachment) => (
              <li key={attachment.id}>
                <FileChoice
                  teamId={teamId}
                  attachment={attachment}
                  place={picked.findIndex(({ id }) => id === attachment.id) + 1}
                  isChosen={chosen.includes(attachment.id)}
                  isTaken={multiple && chosen.includes(attachment.id)}
                  onPick={() => pick(attachment)}
                  onDeleted={() => setPicked((now) => without(now, attachment.id))}
                />
              </li>
            ))}
          </ul>
          {list.isPending && <div className={classes.bones} role="status" aria-label={t('web.loading')} />}
          {list.isSuccess && shown.length === 0 && files.length > 0 && (
            <p className={classes.nothing}>{t('web.attachment.nothing_found', { search: search.trim() })}</p>
          )}
          <p className={classes.hint}>{t('web.attachment.drop_here', { endings: endingsOf(kind) })}</p>
        </>
      )}
      {multiple && !isEmpty && (
        <div className={classes.foot}>
          <Button variant="subtle" onClick={onClose}>
            {t('web.cancel')}
          </Button>
          <Button variant="filled" disabled={picked.length === 0} onClick={() => onChoose([...picked])}>
            {t('web.attachment.add', { count: picked.length })}
          </Button>
        </div>
      )}
    </Modal>
  )
}

const has = (list: readonly Attachment[], id: string) => list.some((one) => one.id === id)
const without = (list: readonly Attachment[], id: string) => list.filter((one) => one.id !== id)
const joined = (first: readonly Attachment[], list: readonly Attachment[]) => [
  ...first.filter(({ id }) => !has(list, id)),
  ...list,
]

function usePickerUploads(teamId: string, kind: AttachmentKind) {
  const [uploads] = useState(() => createAttachmentUploads(teamId, kind))
  const items = useSyncExternalStore(uploads.subscribe, uploads.items)
  useEffect(() => uploads.close, [uploads])
  return { ...uploads, items }
}

interface EmptyPickerProps {
  kind: AttachmentKind
  multiple: boolean
  hovering: boolean
  onFiles: (files: File[]) => void
}

function EmptyPicker({ kind, multiple, hovering, onFiles }: EmptyPickerProps) {
  const { t } = useWords()
  return (
    <div className={classes.empty} data-hovering={hovering || undefined}>
      {hovering ? <UploadIcon size={40} /> : signOfKind[kind](40)}
      <p className={classes.emptyTitle}>{t(pickWords[kind].empty)}</p>
      <p className={classes.hint}>{t(pickWords[kind].none)}</p>
      <PickFiles kind={kind} multiple={multiple} onFiles={onFiles} primary />
      <p className={classes.hint}>{endingsOf(kind)}</p>
    </div>
  )
}
