// Stands here until the section has its content.
import { useWords } from '../../lib/words.tsx'

export function SecurityPage() {
  const { t } = useWords()
  return <h1>{t('account.security')}</h1>
}
