// A team lets the operator's support look in, until a date, and sees who looked, when and why.
import { Button, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords } from '../../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../../ui/pieces.tsx'
import classes from '../../accounts/account.module.css'
import { Problem } from '../../accounts/problem.tsx'
import { supportApi, supportKeys, type TeamSupport } from './support-api.ts'

const studioRoute = getRouteApi('/studio/$teamId')

export function TeamSupportPage() {
  const { t } = useWords()
  usePageTitle(t('support.title'))
  const { teamId } = studioRoute.useParams()
  const support = useQuery({ queryKey: supportKeys.ofTeam(teamId), queryFn: () => supportApi.ofTeam(teamId) })
  return (
    <>
      <h1>{t('support.title')}</h1>
      <p className={classes.intro}>{t('support.lead')}</p>
      {support.isError && <ErrorPlace error={support.error} onRetry={() => void support.refetch()} />}
      {support.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {support.data && (
        <>
          <ConsentCard teamId={teamId} consent={support.data.consent} />
          <Looks looks={support.data.looks} />
        </>
      )}
    </>
  )
}

function ConsentCard({ teamId, consent }: { teamId: string; consent: TeamSupport['consent'] }) {
  const { t, date } = useWords()
  const queryClient = useQueryClient()
  const [days, setDays] = useState('7')
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: supportKeys.ofTeam(teamId) })
  const allow = useMutation({ mutationFn: () => supportApi.allow(teamId, Number(days)), onSuccess })
  const disallow = useMutation({ mutationFn: () => supportApi.disallow(teamId), onSuccess })
  const dayWord = (count: number) => t('support.days', { count })
  return (
    <section className={classes.card} aria-labelledby="support-consent">
      <div className={classes.cardHead}>
        <h2 id="support-consent">{t('support.consent')}</h2>
        {consent ? (
          <StateWord tone="ok">{t('support.allowed_until', { date: date(consent.expiresAt) })}</StateWord>
        ) : (
          <StateWord tone="quiet">{t('support.not_allowed')}</StateWord>
        )}
      </div>
      <p className={classes.text}>{t('support.consent_about')}</p>
      <Problem error={allow.error ?? disallow.error} />
      {consent ? (
        <div className={classes.ways}>
          <Button variant="danger" loading={disallow.isPending} onClick={() => disallow.mutate()}>
            {t('support.disallow')}
          </Button>
        </div>
      ) : (
        <div className={classes.ways}>
          <SegmentedControl
            aria-label={t('support.how_long')}
            value={days}
            onChange={setDays}
            data={[1, 7, 30].map((count) => ({ value: String(count), label: dayWord(count) }))}
          />
          <Button variant="filled" loading={allow.isPending} onClick={() => allow.mutate()}>
            {t('support.allow')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Looks({ looks }: Pick<TeamSupport, 'looks'>) {
  const { t, date } = useWords()
  return (
    <section className={classes.card} aria-labelledby="support-looks">
      <h2 id="support-looks">{t('support.looks')}</h2>
      {looks.length === 0 && <p className={classes.text}>{t('support.no_looks')}</p>}
      <ul className={classes.rows}>
        {looks.map((look) => (
          <li key={look.id} className={classes.row}>
            <div className={classes.rowText}>
              <div className={classes.rowName}>{look.staff ?? t('support.somebody')}</div>
              <div>{look.reason}</div>
              <div className={classes.rowFacts}>
                <time dateTime={look.openedAt}>{date(look.openedAt)}</time>
                {' · '}
                {look.withConsent ? t('support.with_consent') : t('support.without_consent')}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
