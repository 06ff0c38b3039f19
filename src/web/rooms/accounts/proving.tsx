// The one dialog in which a person proves again that it is them. It stands beside every page and waits until a request is refused for
// want of a proof (lib/proof.ts); then the request goes out again.
import { useEffect, useState } from 'react'
import { type Missing, registerProver } from '../../lib/proof.ts'
import { ProveDialog } from './prove-dialog.tsx'

export function Proving() {
  const [asked, setAsked] = useState<{ missing: Missing; answer: (proven: boolean) => void }>()

  useEffect(() => registerProver((missing) => new Promise((resolve) => setAsked({ missing, answer: resolve }))), [])

  if (!asked) return null
  const done = (proven: boolean) => {
    setAsked(undefined)
    asked.answer(proven)
  }
  return <ProveDialog missing={asked.missing} onDone={done} />
}
