// Deletions that wait for their day, and the way back.
import { Button } from '@mantine/core'
import { textIn } from '#tour/fallback.ts'
import { useWords } from '../../lib/words.tsx'
import { UndoIcon } from '../../ui/icons.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import own from './privacy.module.css'
import { type Erasure, privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

export function PendingDeletions({ erasures }: { erasures: Erasure[] }) {
  return erasures.map((erasure) => <PendingDeletion key={erasure.id} erasure={erasure} />)
}

function PendingDeletion({ erasure }: { erasure: Erasure }) {
  const { t, day, language } = useWords()
  const because = erasure.orderedBecause
  const undo = usePrivacyChange(privacyKeys.myData, () => privacyApi.undo(erasure.id), {
    said: 'my_data.deletion.undone',
  })
  const values = { name: erasure.name, date: day(erasure.dueAt) }
  const id = `deletion-${erasure.id}`
  return (
    <section className={own.pending} aria-labelledby={id}>
      <div>
        <h2 id={id}>
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
