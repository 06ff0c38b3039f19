// The desk's list of holds.
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'

export function HoldsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.holds'))
  return (
    <main>
      <h1>{t('desk.holds')}</h1>
    </main>
  )
}
