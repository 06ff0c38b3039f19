// Who takes care of the tour, as a panel: on phones the only place for it.
import { useWords } from '../../../lib/words.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { AssigneePicker, useAssignees } from './assignees.tsx'
import classes from './people.module.css'

export function PeoplePanel() {
  const { t } = useWords()
  const { teamId, detail } = useWorkplace()
  const people = useAssignees(teamId, detail)
  return (
    <div className={panel.body}>
      {detail.abilities.assign ? (
        <AssigneePicker teamId={teamId} tourId={detail.id} chosen={people} />
      ) : people.length > 0 ? (
        <ul className={classes.list}>
          {people.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      ) : (
        <p className={panel.note}>{t('people.nobody')}</p>
      )}
    </div>
  )
}
