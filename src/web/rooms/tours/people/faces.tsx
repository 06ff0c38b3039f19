// People as small circles with initials; who does not fit is a number. Their names are in the label.
import { Tooltip } from '@mantine/core'
import { initialsOf } from '../../../lib/initials.ts'
import classes from './people.module.css'

interface Person {
  id: string
  name: string
  /** Stands out: works here just now. */
  isActive?: boolean
  /** What the tooltip says; without it, the name. */
  note?: string
}

export function Faces({ people, most = 3, label }: { people: readonly Person[]; most?: number; label: string }) {
  if (people.length === 0) return null
  const shown = people.length > most ? people.slice(0, most - 1) : people
  const hidden = people.slice(shown.length)
  return (
    <span className={classes.faces} role="img" aria-label={label}>
      {shown.map(({ id, name, isActive, note }) => (
        <Tooltip key={id} label={note ?? name}>
          <span className={classes.face} data-active={isActive || undefined}>
            {initialsOf(name)}
          </span>
        </Tooltip>
      ))}
      {hidden.length > 0 && (
        <Tooltip label={hidden.map(({ name }) => name).join(', ')}>
          <span className={classes.face}>+{hidden.length}</span>
        </Tooltip>
      )}
    </span>
  )
}
