// Entries of the history as sentences, grouped by day; what an entry is about leads there.
import { Link } from '@tanstack/react-router'
import { initialsOf } from '../../lib/initials.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import classes from './activity.module.css'
import type { Activity } from './activity-api.ts'
import { byDay } from './by-day.ts'

export function ActivityList({ entries, plain }: { entries: Activity[]; plain?: boolean }) {
  const { day } = useWords()
  return (
    <ol className={classes.days} data-plain={plain || undefined}>
      {byDay(entries).map(([key, ofDay]) => (
        <li key={key}>
          <h2 className={classes.day}>{day(ofDay[0]?.at ?? '')}</h2>
          <ul className={classes.entries}>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: Activity }) {
  const { t, time } = useWords()
  const name = usePersonName(entry.person)
  const first = time(entry.since)
  const last = time(entry.at)
  return (
    <li className={classes.entry}>
      <span className={classes.face} aria-hidden="true">
        {entry.person === null ? '·' : initialsOf(name)}
      </span>
      <span className={classes.text}>
        <Sentence entry={entry} name={name} />
        {entry.key && <span className={classes.more}>{t('activity.by_key', { name: entry.key })}</span>}
      </span>
      <span className={classes.when}>
        {entry.count > 1 && first !== last ? `${first}–${last}` : last}
        {entry.count > 1 && !saysCount(entry) && <span className={classes.count}>×{entry.count}</span>}
      </span>
    </li>
  )
}

/** Sentences about files and scenes have the number in them. */
const saysCount = ({ action }: Activity) => /^(panorama|attachment)\.|scene_added$/.test(action)

function usePersonName(person: Activity['person']): string {
  const { t } = useWords()
  if (person === null) return t('activity.nobody')
  if (person === 'gone' || person === 'operator') return t(`activity.${person}`)
  return person.name
}

/** The name of what it was done to is the link; a sentence that names nothing is one as a whole. */
function Sentence({ entry, name }: { entry: Activity; name: string }) {
  const { t, text, has } = useWords()
  const { target, path, values } = entry
  const named = (typeof target === 'string' ? target : text(target ?? undefined)) || t('web.untitled')
  const member = values.member ?? t('activity.gone')
  // An action of a later version than this page knows.
  const key: WordKey = has(`activity.${entry.action}`) ? (`activity.${entry.action}` as WordKey) : 'activity.unknown'
  const sentence = t(key, { ...values, member, person: name, target: named, count: entry.count })
  const at = sentence.indexOf(named)
  if (!path) return <span>{sentence}</span>
  if (target === null || at < 0) return <Link to={path}>{sentence}</Link>
  return (
    <span>
      {sentence.slice(0, at)}
      <Link to={path}>{named}</Link>
      {sentence.slice(at + named.length)}
    </span>
  )
}
