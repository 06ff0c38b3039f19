// The desk's list of accounts.
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'

export function AccountsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.accounts'))
  return (
    <main>
      <h1>{t('desk.accounts')}</h1>
    </main>
  )
}
