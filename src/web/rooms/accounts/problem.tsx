// Why a form was not accepted.
import { useWords } from '../../lib/words.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import classes from './entry.module.css'

export function Problem({ error }: { error: unknown }) {
  const words = useWords()
  if (!error) return null
  return (
    <div className={classes.problem} role="alert">
      <WarningIcon />
      {words.error(error)}
    </div>
  )
}
