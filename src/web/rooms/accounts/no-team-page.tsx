// Signed in, but a member of no team: says so and offers the way out.
import { Button } from '@mantine/core'
import { useWords } from '../../lib/words.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { useSignOut } from './use-sign-out.ts'

export function NoTeamPage() {
  const { t } = useWords()
  const signOut = useSignOut()
  return (
    <EntryFrame title={t('web.no_team.title')} lead={t('web.no_team.lead')}>
      <Button mt={24} onClick={signOut}>
        {t('web.sign_out')}
      </Button>
    </EntryFrame>
  )
}
