// Documents and consents of a person: what they accepted and when, and taking the consent back, with what follows from it said before.
import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { pageNames } from '#rooms/legal/kinds/contract.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import { kindWords } from './documents-words.ts'
import { legalApi, legalKeys, type MyDocument } from './legal-api.ts'

export function ConsentsPage() {
  const { t, language } = useWords()
  usePageTitle(t('legal.mine'))
  const documents = useQuery({ queryKey: [...legalKeys.mine, language], queryFn: () => legalApi.mine(language) })
  const consent = documents.data?.find(({ kind }) => kind === 'consent')
  return (
    <>
      <h1>{t('legal.mine')}</h1>
      <p className={classes.intro}>{t('legal.mine.lead')}</p>
      {documents.isError && !documents.data && (
        <ErrorPlace error={documents.error} onRetry={() => void documents.refetch()} />
      )}
      {documents.data?.length === 0 && <p className={classes.text}>{t('legal.mine.none')}</p>}
      {documents.data && documents.data.length > 0 && (
        <section className={classes.card} aria-label={t('legal.page.documents')}>
          <ul className={classes.rows}>
            {documents.data.map((document) => (
              <DocumentRow key={document.kind} document={document} />
            ))}
          </ul>
        </section>
      )}
      {consent && (consent.accepted || consent.withdrawnAt) && <ConsentCard consent={consent} />}
    </>
  )
}

function DocumentRow({ document }: { document: MyDocument }) {
  const { t, date, language } = useWords()
  const { kind, version, accepted, missing } = document
  const acceptable = kind !== 'privacy'
  return (
    <li className={classes.row}>
      <div className={classes.rowText}>
        <div className={classes.rowName}>{t(kindWords[kind])}</div>
        <div className={classes.rowFacts}>
          {accepted
            ? t('legal.mine.accepted', { version: accepted.version, date: date(accepted.at) })
            : t('legal.page.version', { number: version })}
        </div>
        {acceptable && missing && (
          <StateWord tone="warn">
            {t(missing === 'withdrawn' ? 'legal.mine.withdrawn' : 'legal.mine.missing')}
          </StateWord>
        )}
      </div>
      <div className={classes.ways}>
        <Button component="a" href={`/${language}/${pageNames[kind]}`} target="_blank" rel="noopener">
          {t('legal.mine.read')}
        </Button>
        {acceptable && missing && <AcceptButton document={document} />}
      </div>
    </li>
  )
}

function AcceptButton({ document }: { document: MyDocument }) {
  const { t, language, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const accept = useMutation({
    mutationFn: () => legalApi.accept([document.versionId], language),
    onSuccess: (changed) => queryClient.setQueryData([...legalKeys.mine, language], changed),
    onError: (error) => showToast(sentence(error), { tone: 'danger' }),
  })
  return (
    <Button variant="filled" loading={accept.isPending} onClick={() => accept.mutate()}>
      {t(document.kind === 'consent' ? 'legal.mine.give' : 'legal.gate.accept')}
    </Button>
  )
}

const consequences = [
  'legal.withdraw.read_only',
  'legal.withdraw.teams',
  'legal.withdraw.kept',
  'legal.withdraw.again',
] as const

function ConsentCard({ consent }: { consent: MyDocument }) {
  const { t, language, date } = useWords()
  const queryClient = useQueryClient()
  const [understood, setUnderstood] = useState(false)
  const withdraw = useMutation({
    mutationFn: legalApi.withdraw,
    onSuccess: () => {
      setUnderstood(false)
      showToast(t('legal.withdraw.done'))
      void queryClient.invalidateQueries({ queryKey: [...legalKeys.mine, language] })
    },
  })
  if (consent.withdrawnAt)
    return (
      <section className={classes.card} aria-labelledby="withdrawn">
        <h2 id="withdrawn">{t('legal.withdrawn.title', { date: date(consent.withdrawnAt) })}</h2>
        <p className={classes.text}>{t('legal.withdrawn.text')}</p>
        <div className={classes.ways}>
          <Button component={Link} to="/account/data" variant="danger">
            {t('legal.withdrawn.delete')}
          </Button>
        </div>
      </section>
    )
  return (
    <section className={classes.card} aria-labelledby="withdraw">
      <h2 id="withdraw">{t('legal.withdraw.title')}</h2>
      <p className={classes.text}>{t('legal.withdraw.lead')}</p>
      <ul className={classes.text}>
        {consequences.map((word) => (
          <li key={word}>{t(word)}</li>
        ))}
      </ul>
      <Checkbox
        checked={understood}
        onChange={(event) => setUnderstood(event.currentTarget.checked)}
        label={t('legal.withdraw.understood')}
      />
      <Problem error={withdraw.error} />
      <div className={classes.ways}>
        <Button variant="danger" disabled={!understood} loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('legal.withdraw.do')}
        </Button>
      </div>
    </section>
  )
}
