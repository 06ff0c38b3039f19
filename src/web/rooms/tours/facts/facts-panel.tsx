// The facts of the property that the tour shows.
import { useWords } from '../../../lib/words.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { FactsFields } from './facts-fields.tsx'

export function FactsPanel() {
  const { t } = useWords()
  const { tour, editor } = useWorkplace()
  return (
    <div className={panel.body}>
      <p className={panel.note}>{t('web.facts.about')}</p>
      <FactsFields
        facts={tour.property ?? {}}
        onChange={(change, group) =>
          editor.edit(({ property, ...document }) => {
            const facts = change(property ?? {})
            return Object.keys(facts).length > 0 ? { ...document, property: facts } : document
          }, group)
        }
      />
    </div>
  )
}
