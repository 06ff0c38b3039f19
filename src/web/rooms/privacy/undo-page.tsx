// The page behind the mail's link that takes a deletion back. A click is asked for, because programs that look into mails open links.
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import classes from '../accounts/entry.module.css'
import { EntryFrame } from '../accounts/entry-frame.tsx'
import { useLinkToken } from '../accounts/link-token.ts'
import { Problem } from '../accounts/problem.tsx'
import { privacyApi } from './privacy-api.ts'

export function UndoDeletionPage() {
  const { t } = useWords()
  const token = useLinkToken()
  usePageTitle(t('my_data.undo.title'))
  const undo = useMutation({ mutationFn: () => privacyApi.undoByLink(token) })
  return (
    <EntryFrame
      title={t('my_data.undo.title')}
      lead={t(undo.isSuccess ? 'my_data.undo.done' : token ? 'my_data.undo.lead' : 'my_data.undo_over')}
    >
      <Problem error={undo.error} />
      <div className={classes.ways}>
        {token && !undo.isSuccess && !undo.isError ? (
          <Button variant="filled" loading={undo.isPending} onClick={() => undo.mutate()} autoFocus>
            {t('my_data.deletion.undo')}
          </Button>
        ) : (
          <Button component={Link} to="/" hash="" variant="filled">
            {t('web.to_start')}
          </Button>
        )}
      </div>
    </EntryFrame>
  )
}
