// Says for each linked scene whether visitors will walk there, and if not, what is missing.
import type { PanoramaScene } from '#tour/tour.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { StateWord } from '../../../ui/pieces.tsx'
import { findScene } from '../editor/edits.ts'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { isPanorama, type WalkState, walksFrom } from './positions.ts'
import classes from './space.module.css'

const stateWords: Record<WalkState, WordKey> = {
  walks: 'web.walk.walks',
  no_box: 'web.walk.no_box',
  no_position: 'web.walk.no_position',
  apart: 'web.walk.apart',
}

/** In the form of a link: whether visitors walk through it. Says nothing where nobody has begun to describe the rooms. */
export function WalkNote({ sceneId, targetId }: { sceneId: string; targetId: string }) {
  const { t } = useWords()
  const { tour, nameOf } = useWorkplace()
  const scene = findScene(tour, sceneId)
  const walk = isPanorama(scene) && walksFrom(tour, scene).find(({ target }) => target.id === targetId)
  const isBegun = tour.scenes.some((one) => isPanorama(one) && one.roomBox !== undefined)
  if (!walk || !isBegun) return null
  return (
    <div className={classes.walkNote}>
      <StateWord tone={walk.state === 'walks' ? 'ok' : 'quiet'}>
        {t(stateWords[walk.state], { name: nameOf(walk.of) })}
      </StateWord>
    </div>
  )
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
