// How strict a hold is: each level with what it means for those whom it concerns.
import { useWords, type WordKey } from '../../lib/words.tsx'
import classes from './desk.module.css'
import type { Level } from './list-parts.tsx'

type Strict = Exclude<Level, 'none'>

const levels: { level: Strict; word: WordKey; means: Record<'person' | 'team' | 'tour', WordKey> }[] = [
  {
    level: 'warn',
    word: 'desk.level.warn',
    means: { person: 'holds.means.warn.person', team: 'holds.means.warn.team', tour: 'holds.means.warn.tour' },
  },
  {
    level: 'limited',
    word: 'desk.level.limited',
    means: { person: 'holds.means.limited.person', team: 'holds.means.limited.team', tour: 'holds.means.limited.tour' },
  },
  {
    level: 'read_only',
    word: 'desk.level.read_only',
    means: {
      person: 'holds.means.read_only.person',
      team: 'holds.means.read_only.team',
      tour: 'holds.means.read_only.tour',
    },
  },
  {
    level: 'blocked',
    word: 'desk.level.blocked',
    means: { person: 'holds.means.blocked.person', team: 'holds.means.blocked.team', tour: 'holds.means.blocked.tour' },
  },
]

export function LevelChoice({
  value,
  subject,
  onChange,
}: {
  value: Strict
  subject: 'person' | 'team' | 'tour'
  onChange: (level: Strict) => void
}) {
  const { t } = useWords()
  return (
    <fieldset className={classes.levels}>
      <legend>{t('desk.hold.level')}</legend>
      {levels.map(({ level, word, means }) => (
        <label key={level} className={classes.level}>
          <input type="radio" name="level" checked={level === value} onChange={() => onChange(level)} />
          {t(word)}
          <small>{t(means[subject])}</small>
        </label>
      ))}
    </fieldset>
  )
}
