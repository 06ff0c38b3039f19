// The desk's list of teams.
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'

export function TeamsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.teams'))
  return (
    <main>
      <h1>{t('desk.teams')}</h1>
    </main>
  )
}
