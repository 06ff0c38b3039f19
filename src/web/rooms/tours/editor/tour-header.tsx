// The head of the tour page: where we are, whether it is saved, undo and redo, publish.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { api } from '../../../lib/api.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import {
  BackIcon,
  CommentIcon,
  ForwardIcon,
  KeyboardIcon,
  MoreIcon,
  OpenIcon,
  RedoIcon,
  TextIcon,
  TrashIcon,
  UndoIcon,
} from '../../../ui/icons.tsx'
import { InlineName } from '../../../ui/inline-name.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { CommentsButton, OpenThreadsBadge, useOpenThreads } from '../comments/comments-button.tsx'
import { Assignees } from '../people/assignees.tsx'
import { Presence } from '../people/presence.tsx'
import { PublicationWord } from '../publication-word.tsx'
import { SaveWord } from './save-word.tsx'
import classes from './tour-header.module.css'
import { usePublication } from './use-publication.ts'
import { useWorkplace } from './workplace.tsx'

export function TourHeader({ onPublish, onHelp }: { onPublish: () => void; onHelp: () => void }) {
  const { t } = useWords()
  const { teamId, editor, state, tour, textOf, detail, undo, redo } = useWorkplace()
  const publication = usePublication()
  const narrow = useMediaQuery('(max-width: 640px)')
  const title = textOf(tour.title)
  const rename = (value: string) =>
    editor.edit((document) => ({
      ...document,
      title: withText(document.title, languageOfTitle(document.title, document.defaultLanguage), value),
    }))

  return (
    <header className={classes.header}>
      <nav className={classes.crumbs} aria-label={t('web.breadcrumb')}>
        <Link to="/studio/$teamId/tours" params={{ teamId }} className={classes.back}>
          <BackIcon className={classes.backIcon} />
          <span className={classes.backWord}>{t('web.tours')}</span>
        </Link>
        <ForwardIcon size={16} className={classes.slash} />
      </nav>
      <h1 className={classes.title}>
        <InlineName
          value={title}
          placeholder={t('web.untitled')}
          label={t('web.tour.title')}
          disabled={!editor.canEdit}
          onChange={rename}
        />
      </h1>
      <div className={classes.words}>
        {editor.canEdit ? (
          <SaveWord save={state.save} onRetry={() => void editor.save()} />
        ) : (
          <span className={classes.save}>{t('web.view_only')}</span>
        )}
        <span className={classes.publication}>
          <PublicationWord publication={publication} />
        </span>
      </div>
      <Presence teamId={teamId} tourId={detail.id} />
      <span className={classes.assignees}>
        <Assignees teamId={teamId} detail={detail} />
      </span>
      <CommentsButton />
      {editor.canEdit && (
        <div className={classes.history}>
          <Named label={t('web.undo_edit')} keys="Ctrl Z">
            <ActionIcon aria-label={t('web.undo_edit')} disabled={state.past.length === 0} onClick={undo}>
              <UndoIcon />
            </ActionIcon>
          </Named>
          <Named label={t('web.redo_edit')} keys="Ctrl Shift Z">
            <ActionIcon aria-label={t('web.redo_edit')} disabled={state.future.length === 0} onClick={redo}>
              <RedoIcon />
            </ActionIcon>
          </Named>
        </div>
      )}
      <TourMenu onHelp={onHelp} />
      {detail.abilities.publish && (
        <Button variant="filled" className={classes.publish} onClick={onPublish}>
          {narrow && publication?.changedSince ? t('web.publish') : publishWord(t, publication)}
        </Button>
      )}
    </header>
  )
}

function publishWord(t: ReturnType<typeof useWords>['t'], publication: ReturnType<typeof usePublication>) {
  if (!publication) return t('web.publish')
  return publication.changedSince ? t('web.publish.again') : t('web.publish.share')
}

/** The title is renamed in the language it is written in. */
function languageOfTitle(title: { kk?: string; ru?: string; en?: string }, preferred: 'kk' | 'ru' | 'en') {
  return title[preferred] ? preferred : ((['kk', 'ru', 'en'] as const).find((language) => title[language]) ?? preferred)
}

function TourMenu({ onHelp }: { onHelp: () => void }) {
  const { t, error: sentence } = useWords()
  const { teamId, detail, textOf, tour, setPanel, editor, state, redo } = useWorkplace()
  const publication = usePublication()
  const comments = useOpenThreads()
  const navigate = useNavigate()
  const remove = async () => {
    try {
      await api.deleteTour(teamId, detail.id)
      await navigate({ to: '/studio/$teamId/tours', params: { teamId } })
      showToast(t('web.tours.deleted', { title: textOf(tour.title) || t('web.untitled') }), {
        action: {
          label: t('web.undo'),
          run: () =>
            void api
              .restoreTour(teamId, detail.id)
              .then(() => navigate({ to: '/studio/$teamId/tours/$tourId', params: { teamId, tourId: detail.id } })),
        },
      })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('web.tour.menu')} className={classes.more}>
          <MoreIcon />
          <span className={classes.moreBadge}>
            <OpenThreadsBadge count={comments} />
          </span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {editor.canEdit && (
          <Menu.Item
            className={classes.redoItem}
            leftSection={<RedoIcon size={18} />}
            disabled={state.future.length === 0}
            onClick={redo}
          >
            {t('web.redo_edit')}
          </Menu.Item>
        )}
        {tour.scenes.length > 0 && (
          <Menu.Item leftSection={<TextIcon size={18} />} onClick={() => setPanel('tour')}>
            {t('web.tour.texts')}
          </Menu.Item>
        )}
        {tour.scenes.length > 0 && (
          <Menu.Item leftSection={<CommentIcon size={18} />} onClick={() => setPanel('comments')}>
            {comments > 0 ? t('comments.button', { count: comments }) : t('comments.title')}
          </Menu.Item>
        )}
        {publication && (
          <Menu.Item
            component="a"
            href={publication.url}
            target="_blank"
            rel="noopener"
            leftSection={<OpenIcon size={18} />}
          >
            {t('web.publish.open')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<KeyboardIcon size={18} />} onClick={onHelp}>
          {t('web.help')}
        </Menu.Item>
        {detail.abilities.delete && (
          <>
            <Menu.Divider />
            <Menu.Item data-danger leftSection={<TrashIcon size={18} />} onClick={remove}>
              {t('web.tour.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
