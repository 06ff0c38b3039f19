// One talk: what it is about, what was said, the answer to it, resolved or not.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { initialsOf } from '../../../lib/initials.ts'
import { useWords } from '../../../lib/words.tsx'
import { CheckIcon, HistoryIcon, MoreIcon, PencilIcon, TrashIcon } from '../../../ui/icons.tsx'
import { StateWord } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { findScene } from '../editor/edits.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { CommentText } from './comment-text.tsx'
import classes from './comments.module.css'
import { type Comment, commentsApi, isOpen, type Thread, threadsKey, type Written } from './comments-api.ts'
import { Composer } from './composer.tsx'
import { EditsBefore } from './edits-before.tsx'

interface ThreadProps {
  thread: Thread
  meId: string | undefined
  mayWrite: boolean
  isSelected: boolean
  onSelect: () => void
}

/** Carries a change out and reads the talks anew; says what went wrong. */
function useChange() {
  const { error: sentence } = useWords()
  const { teamId, detail } = useWorkplace()
  const queryClient = useQueryClient()
  const calls = commentsApi(teamId, detail.id)
  const refresh = () => queryClient.invalidateQueries({ queryKey: threadsKey(teamId, detail.id) })
  const change = async (work: Promise<unknown>) => {
    try {
      await work
      await refresh()
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
  return { calls, refresh, change }
}

export function ThreadItem({ thread, meId, mayWrite, isSelected, onSelect }: ThreadProps) {
  const { t, date } = useWords()
  const { teamId } = useWorkplace()
  const { calls, refresh, change } = useChange()
  const [answering, setAnswering] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const answer = async (written: Written) => {
    await calls.answer(thread.id, written)
    setAnswering(false)
    await refresh()
  }
  return (
    <li ref={item} className={classes.thread} data-selected={isSelected || undefined}>
      <button type="button" className={classes.about} onClick={onSelect}>
        <span className={classes.number}>{thread.number}</span>
        <span className={classes.place}>
          <span className="visually-hidden">{t('comments.show')}: </span>
          <PlaceName thread={thread} />
        </span>
      </button>
      <ol className={classes.comments}>
        {thread.comments.map((comment) => (
          <CommentItem
            key={comment.id}
            thread={thread}
            comment={comment}
            isOwn={mayWrite && comment.author !== null && comment.author.id === meId}
          />
        ))}
      </ol>
      {!isOpen(thread) && (
        <StateWord tone="ok">
          {t('comments.resolved_by', {
            name: thread.resolvedBy ?? t('activity.gone'),
            date: date(thread.resolvedAt ?? ''),
          })}
        </StateWord>
      )}
      {mayWrite &&
        (answering ? (
          <Composer
            teamId={teamId}
            place={`answer ${thread.id}`}
            label={t('comments.answer_label')}
            send={t('comments.answer')}
            autoFocus
            onSend={answer}
            onCancel={() => setAnswering(false)}
          />
        ) : (
          <div className={classes.threadActions}>
            <Button onClick={() => setAnswering(true)}>{t('comments.answer')}</Button>
            {isOpen(thread) ? (
              <Button
                variant="subtle"
                leftSection={<CheckIcon size={18} />}
                onClick={() => void change(calls.resolve(thread.id))}
              >
                {t('comments.resolve')}
              </Button>
            ) : (
              <Button variant="subtle" onClick={() => void change(calls.reopen(thread.id))}>
                {t('comments.reopen')}
              </Button>
            )}
          </div>
        ))}
    </li>
  )
}

function PlaceName({ thread: { pin } }: { thread: Thread }) {
  const { t } = useWords()
  const { tour, nameOf, textOf } = useWorkplace()
  if (!pin) return t('comments.about.tour')
  const scene = findScene(tour, pin.sceneId)
  if (!scene) return t('comments.scene_gone')
  if (pin.kind !== 'hotspot') return nameOf(scene)
  const hotspot = scene.hotspots.find(({ id }) => id === pin.hotspotId)
  const label = hotspot
    ? labelOfHotspot(hotspot, tour, textOf) || t(definitionOf(hotspot.kind).words.name)
    : t('comments.hotspot_gone')
  return `${nameOf(scene)} · ${label}`
}

interface CommentProps {
  thread: Thread
  comment: Comment
  isOwn: boolean
}

function CommentItem({ thread, comment, isOwn }: CommentProps) {
  const { t, date } = useWords()
  const { teamId } = useWorkplace()
  const { calls, refresh } = useChange()
  const [editing, setEditing] = useState(false)
  const [showsEdits, setShowsEdits] = useState(false)
  const name = comment.author?.name ?? t('activity.gone')
  const save = async (written: Written) => {
    await calls.change(thread.id, comment.id, written)
    setEditing(false)
    await refresh()
  }
  return (
    <li className={classes.comment}>
      <span className={classes.face} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <div className={classes.said}>
        <p className={classes.who}>
          <b>{name}</b>
          <time dateTime={comment.createdAt}>{date(comment.createdAt)}</time>
          {comment.editedAt && <span>{t('comments.edited')}</span>}
        </p>
        {comment.deletedAt ? (
          <p className={classes.gone}>{t('comments.deleted')}</p>
        ) : editing ? (
          <Composer
            teamId={teamId}
            place={`edit ${comment.id}`}
            label={t('comments.edit')}
            send={t('comments.save')}
            autoFocus
            initial={{ text: comment.text, named: comment.mentions }}
            onSend={save}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <CommentText comment={comment} />
        )}
        {showsEdits && <EditsBefore load={() => calls.edits(thread.id, comment.id)} />}
      </div>
      {!comment.deletedAt && !editing && (isOwn || comment.editedAt) && (
        <CommentMenu
          thread={thread}
          comment={comment}
          isOwn={isOwn}
          onEdit={() => setEditing(true)}
          onEdits={() => setShowsEdits(!showsEdits)}
        />
      )}
    </li>
  )
}

function CommentMenu({
  thread,
  comment,
  isOwn,
  onEdit,
  onEdits,
}: CommentProps & { onEdit: () => void; onEdits: () => void }) {
  const { t } = useWords()
  const { calls, change } = useChange()
  const [asking, setAsking] = useState(false)
  return (
    <Menu closeOnItemClick={false} onClose={() => setAsking(false)}>
      <Menu.Target>
        <ActionIcon size={32} aria-label={t('comments.menu')}>
          <MoreIcon size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOwn && (
          <Menu.Item leftSection={<PencilIcon size={18} />} onClick={onEdit} closeMenuOnClick>
            {t('comments.edit')}
          </Menu.Item>
        )}
        {comment.editedAt && (
          <Menu.Item leftSection={<HistoryIcon size={18} />} onClick={onEdits} closeMenuOnClick>
            {t('comments.before')}
          </Menu.Item>
        )}
        {isOwn && (
          <Menu.Item
            data-danger
            leftSection={<TrashIcon size={18} />}
            onClick={() => (asking ? void change(calls.remove(thread.id, comment.id)) : setAsking(true))}
          >
            {t(asking ? 'comments.delete_sure' : 'comments.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
