// The panels that have a matter of their own: where they are entered, and the place into which their code comes when it is opened.
import { ActionIcon, Button, Loader } from '@mantine/core'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { PanoramaScene } from '#tour/tour.ts'
import { loadPart } from '../../../lib/late.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import {
  BackIcon,
  BoxIcon,
  CloseIcon,
  CommentIcon,
  ContactIcon,
  ForwardIcon,
  GuidedIcon,
  HistoryIcon,
  HomeIcon,
  LookIcon,
  PlanIcon,
  TeamIcon,
} from '../../../ui/icons.tsx'
import { useOpenThreads } from '../comments/comments-button.tsx'
import { useAssignees } from '../people/assignees.tsx'
import { formatBoxSize } from '../space/measures.ts'
import classes from './side-panel.module.css'
import { type Panel, type SubPanel, useWorkplace } from './workplace.tsx'

interface Definition {
  /** Where "back" leads. */
  parent: 'scene' | 'tour'
  title: WordKey
  load: () => Promise<ComponentType>
}

const definitions: Record<SubPanel, Definition> = {
  space: {
    parent: 'scene',
    title: 'web.space',
    load: () => import('../space/space-panel.tsx').then(({ SpacePanel }) => SpacePanel),
  },
  levels: {
    parent: 'tour',
    title: 'web.levels',
    load: () => import('../levels/levels-panel.tsx').then(({ LevelsPanel }) => LevelsPanel),
  },
  guided: {
    parent: 'tour',
    title: 'web.guided',
    load: () => import('../guided/guided-panel.tsx').then(({ GuidedPanel }) => GuidedPanel),
  },
  look: {
    parent: 'tour',
    title: 'web.look',
    load: () => import('../look/look-panel.tsx').then(({ LookPanel }) => LookPanel),
  },
  contact: {
    parent: 'tour',
    title: 'web.contact',
    load: () => import('../facts/contact-panel.tsx').then(({ ContactPanel }) => ContactPanel),
  },
  facts: {
    parent: 'tour',
    title: 'web.facts',
    load: () => import('../facts/facts-panel.tsx').then(({ FactsPanel }) => FactsPanel),
  },
  comments: {
    parent: 'tour',
    title: 'comments.title',
    load: () => import('../comments/comments-panel.tsx').then(({ CommentsPanel }) => CommentsPanel),
  },
  people: {
    parent: 'tour',
    title: 'people.assignees',
    load: () => import('../people/people-panel.tsx').then(({ PeoplePanel }) => PeoplePanel),
  },
  history: {
    parent: 'tour',
    title: 'activity.of_tour',
    load: () => import('../../activity/tour-history-panel.tsx').then(({ TourHistoryPanel }) => TourHistoryPanel),
  },
}

export const isSubPanel = (panel: Panel): panel is SubPanel => panel !== undefined && panel in definitions

export function SubPanelPlace({ name }: { name: SubPanel }) {
  const { t, error: sentence } = useWords()
  const { setPanel } = useWorkplace()
  const { parent, title, load } = definitions[name]
  const [part, setPart] = useState<{ Body: ComponentType }>()
  const [trouble, setTrouble] = useState<unknown>()
  const heading = useRef<HTMLHeadingElement>(null)
  const fetchPart = () => {
    setTrouble(undefined)
    loadPart(load).then((Body) => setPart({ Body }), setTrouble)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another place (see its key)
  useEffect(() => {
    fetchPart()
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <>
      <div className={classes.head}>
        <ActionIcon aria-label={t('web.panel.back')} onClick={() => setPanel(parent)}>
          <BackIcon />
        </ActionIcon>
        <h2 ref={heading} className={classes.heading} tabIndex={-1}>
          {t(title)}
        </h2>
        <ActionIcon className={classes.close} aria-label={t('web.panel.close')} onClick={() => setPanel(undefined)}>
          <CloseIcon />
        </ActionIcon>
      </div>
      {part ? (
        <part.Body />
      ) : (
        <div className={classes.waiting} role="status" aria-label={t('web.loading')}>
          {trouble === undefined ? (
            <Loader size={22} />
          ) : (
            <div className={classes.body}>
              <p>{sentence(trouble)}</p>
              <Button onClick={fetchPart}>{t('web.retry')}</Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

interface MatterProps {
  name: SubPanel
  note: string
  Icon: typeof PlanIcon
}

function Matter({ name, note, Icon }: MatterProps) {
  const { t } = useWords()
  const { setPanel } = useWorkplace()
  return (
    <li>
      <button type="button" className={classes.row} onClick={() => setPanel(name)}>
        <Icon size={22} />
        <span className={classes.rowText}>
          <span>{t(definitions[name].title)}</span>
          {note && <span className={classes.rowNote}>{note}</span>}
        </span>
        <ForwardIcon size={18} />
      </button>
    </li>
  )
}

/** What belongs to the tour as a whole. */
export function TourMatters() {
  const { t } = useWords()
  const { tour, teamId, detail } = useWorkplace()
  const assignees = useAssignees(teamId, detail)
  const { contact, property, look } = tour
  const comments = useOpenThreads()
  const drawn = new Set(tour.levels.flatMap(({ plan }) => plan?.places.map(({ sceneId }) => sceneId) ?? []))
  const placed = tour.scenes.filter(({ id, pose }) => pose.positionMetres || drawn.has(id)).length
  const looks = [look.accentColour, look.logo, look.hidden?.length].filter(Boolean).length
  return (
    <section className={classes.section}>
      <h2>{t('web.matters')}</h2>
      <ul className={classes.rows}>
        <Matter
          name="levels"
          Icon={PlanIcon}
          note={t('web.levels.note', { levels: tour.levels.length, placed, count: tour.scenes.length })}
        />
        <Matter name="guided" Icon={GuidedIcon} note={t('web.guided.note', { count: tour.guided.length })} />
        <Matter name="look" Icon={LookIcon} note={t(looks ? 'web.look.note_own' : 'web.look.note_plain')} />
        <Matter name="contact" Icon={ContactIcon} note={contact?.name || contact?.phone || t('web.nothing_yet')} />
        <Matter
          name="facts"
          Icon={HomeIcon}
          note={t('web.facts.note', { count: Object.keys(property ?? {}).length })}
        />
        <Matter name="comments" Icon={CommentIcon} note={t('comments.note', { count: comments })} />
        <Matter
          name="people"
          Icon={TeamIcon}
          note={assignees.map(({ name }) => name).join(', ') || t('people.nobody')}
        />
        <Matter name="history" Icon={HistoryIcon} note={t('activity.of_tour_note')} />
      </ul>
    </section>
  )
}

/** What belongs to the room in which the scene was taken. */
export function SceneMatters({ scene }: { scene: PanoramaScene }) {
  const { t, language } = useWords()
  return (
    <section className={classes.section}>
      <ul className={classes.rows}>
        <Matter
          name="space"
          Icon={BoxIcon}
          note={scene.roomBox ? formatBoxSize(scene.roomBox, language) : t('web.space.none_short')}
        />
      </ul>
    </section>
  )
}
