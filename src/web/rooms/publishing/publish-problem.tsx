// Why a tour was not published.
import type { ReactNode } from 'react'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import classes from './publish-sheet.module.css'

/** A refusal to publish may list what is missing, rule by rule. */
export function PublishProblem({ error }: { error: unknown }): ReactNode {
  const words = useWords()
  const rules = error instanceof ApiError ? rulesOf(error.details) : []
  return (
    <div className={classes.problem} role="alert">
      <WarningIcon />
      <div>
        <p>{words.error(error)}</p>
        {rules.length > 0 && (
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{words.refusal(`tours.rule.${rule}`)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function rulesOf({ problems }: Record<string, unknown>): string[] {
  if (!Array.isArray(problems)) return []
  const found = problems.flatMap((problem: unknown) =>
    typeof problem === 'object' && problem !== null && 'rule' in problem && typeof problem.rule === 'string'
      ? [problem.rule]
      : [],
  )
  return [...new Set(found)]
}
