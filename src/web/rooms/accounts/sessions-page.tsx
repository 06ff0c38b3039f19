// Stands here until the section has its content.
import { useWords } from '../../lib/words.tsx'

export function SessionsPage() {
  const { t } = useWords()
  return <h1>{t('account.sessions')}</h1>
}
