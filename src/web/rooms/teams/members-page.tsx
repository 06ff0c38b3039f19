// The members of a team.
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'

export function MembersPage() {
  const { t } = useWords()
  usePageTitle(t('teams.nav.members'))
  return <h1>{t('teams.nav.members')}</h1>
}
