// Says for each linked scene whether visitors will walk there, and if not, what is missing.
import type { PanoramaScene } from '#tour/tour.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { StateWord } from '../../../ui/pieces.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { type WalkState, walksFrom } from './positions.ts'
import classes from './space.module.css'

const stateWords: Record<WalkState, WordKey> = {
  walks: 'web.walk.walks',
  no_box: 'web.walk.no_box',
  no_position: 'web.walk.no_position',
  apart: 'web.walk.apart',
}

export function WalkSection({ scene }: { scene: PanoramaScene }) {
  const { t } = useWords()
  const { tour, nameOf } = useWorkplace()
  const walks = walksFrom(tour, scene)
  if (walks.length === 0) return null
  return (
    <section className={panel.section}>
      <h2>{t('web.walk')}</h2>
      <p className={panel.note}>{t('web.walk.note')}</p>
      <ul className={classes.walks}>
        {walks.map(({ target, state, of }) => (
          <li key={target.id}>
            <span className={classes.walkName}>{nameOf(target)}</span>
            <StateWord tone={state === 'walks' ? 'ok' : 'quiet'}>
              {t(stateWords[state], { name: nameOf(of) })}
            </StateWord>
          </li>
        ))}
      </ul>
    </section>
  )
}
