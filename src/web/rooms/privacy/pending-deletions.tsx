// Deletions that wait for their day, and the way back.
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { textIn } from '#tour/fallback.ts'
import { useWords } from '../../lib/words.tsx'
import { UndoIcon } from '../../ui/icons.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import own from './privacy.module.css'
import { type Erasure, privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

export function PendingDeletions({ erasures }: { erasures: Erasure[] }) {
  const known = useRef(erasures.map(({ id }) => id))
  return erasures.map((erasure) => (
    <PendingDeletion key={erasure.id} erasure={erasure} isNew={!known.current.includes(erasure.id)} />
  ))
}

/** `isNew`: ordered on this page just now. The page goes to it, because it stands above what was read last. */
function PendingDeletion({ erasure, isNew }: { erasure: Erasure; isNew: boolean }) {
  const { t, day, language } = useWords()
  const because = erasure.orderedBecause
  const undo = usePrivacyChange(privacyKeys.myData, () => privacyApi.undo(erasure.id), {
    said: 'my_data.deletion.undone',
  })
  const values = { name: erasure.name, date: day(erasure.dueAt) }
  const id = `deletion-${erasure.id}`
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isNew) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'center' })
  }, [isNew])
  return (
    <section className={own.pending} aria-labelledby={id}>
      <div>
        <h2 ref={heading} id={id} tabIndex={-1}>
          {t(erasure.kind === 'team' ? 'my_data.deletion.team_on' : 'my_data.deletion.account_on', values)}
        </h2>
        <p className={classes.text}>{t(because ? 'my_data.deletion.ordered' : 'my_data.deletion.waits')}</p>
        {because && <p>{textIn(because, language)}</p>}
        {erasure.heldUp && (
          <p>{t(erasure.heldUp === 'law' ? 'my_data.deletion.held_by_law' : 'my_data.deletion.held_by_team')}</p>
        )}
        <Problem error={undo.error} />
      </div>
      {!because && (
        <Button leftSection={<UndoIcon size={18} />} loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('my_data.deletion.undo')}
        </Button>
      )}
    </section>
  )
}
