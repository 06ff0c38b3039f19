// Gentle hints above the publish button: scenes that visitors can't walk to, scenes without a name.
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../lib/words.tsx'
import { useWorkplace } from '../tours/editor/workplace.tsx'
import classes from './publish-sheet.module.css'
import { publishWarnings } from './warnings.ts'

const shownNames = 4

export function PublishWarningList() {
  const { t } = useWords()
  const { tour, nameOf } = useWorkplace()
  const { unreachable, unnamed } = publishWarnings(tour)
  if (unreachable.length === 0 && unnamed.length === 0) return null
  const values = (scenes: readonly Scene[]) => ({
    count: scenes.length,
    names: `${scenes.slice(0, shownNames).map(nameOf).join(', ')}${scenes.length > shownNames ? '…' : ''}`,
  })
  return (
    <section className={classes.warnings}>
      <h3>{t('web.publish.warnings')}</h3>
      <ul>
        {unreachable.length > 0 && <li>{t('web.publish.unreachable', values(unreachable))}</li>}
        {unnamed.length > 0 && <li>{t('web.publish.unnamed', values(unnamed))}</li>}
      </ul>
    </section>
  )
}
