// The documents that somebody must accept before there is an account: one box for each, each with its text a click away.
import { Checkbox } from '@mantine/core'
import type { DocumentToAccept } from '#rooms/legal/contract.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import classes from './entry.module.css'

/** As in rooms/legal/contract.ts, which would bring its schemas along. */
const pages = { terms: 'terms-of-use', privacy: 'privacy-policy', consent: 'consent' } as const
const words: Record<DocumentToAccept['kind'], WordKey> = {
  terms: 'registration.accept.terms',
  consent: 'registration.accept.consent',
  privacy: 'registration.accept.privacy',
}

interface AcceptDocumentsProps {
  documents: DocumentToAccept[]
  accepted: string[]
  onChange: (accepted: string[]) => void
  showsMissing: boolean
}

export function AcceptDocuments({ documents, accepted, onChange, showsMissing }: AcceptDocumentsProps) {
  const { t, language } = useWords()
  if (documents.length === 0) return null
  return (
    <div className={classes.accept}>
      {documents.map(({ kind, versionId }) => {
        const isAccepted = accepted.includes(versionId)
        return (
          <div key={versionId} className={classes.acceptRow}>
            <Checkbox
              checked={isAccepted}
              onChange={() =>
                onChange(isAccepted ? accepted.filter((each) => each !== versionId) : [...accepted, versionId])
              }
              label={t(words[kind])}
              error={showsMissing && !isAccepted && t('registration.accept.missing')}
              required
            />
            <a
              href={`/${language}/${pages[kind]}`}
              target="_blank"
              rel="noopener"
              aria-label={`${t('registration.accept.read')}: ${t(words[kind])}`}
            >
              {t('registration.accept.read')}
            </a>
          </div>
        )
      })}
      <a className={classes.acceptMore} href={`/${language}/${pages.privacy}`} target="_blank" rel="noopener">
        {t('registration.accept.privacy')}
      </a>
    </div>
  )
}
