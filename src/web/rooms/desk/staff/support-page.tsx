// Support at the desk: begin a look into a team's studio with a reason, end it, and see the latest looks.
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, keys } from '../../../lib/api.ts'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords } from '../../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../../ui/pieces.tsx'
import account from '../../accounts/account.module.css'
import { Problem } from '../../accounts/problem.tsx'
import { type DeskSupport, supportApi, supportKeys } from '../../teams/support/support-api.ts'
import classes from '../desk.module.css'

const route = getRouteApi('/desk/support')

export function SupportPage() {
  const { t } = useWords()
  usePageTitle(t('support.desk'))
  const { team } = route.useSearch()
  const support = useQuery({ queryKey: supportKeys.atDesk(team), queryFn: () => supportApi.atDesk(team) })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{t('support.desk')}</h1>
        </div>
        <p className={account.intro}>{t('support.desk_lead')}</p>
        {support.isError && <ErrorPlace error={support.error} onRetry={() => void support.refetch()} />}
        {support.isPending && (
          <div className={account.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
        )}
        {support.data?.team ? (
          <OpenCard key={support.data.team.id} team={support.data.team} />
        ) : (
          support.data && (
            <section className={account.card}>
              <p className={account.text}>{t('support.choose_team')}</p>
              <div className={account.ways}>
                <Button component={Link} to="/desk/teams">
                  {t('support.to_teams')}
                </Button>
              </div>
            </section>
          )
        )}
        {support.data && <LatestLooks looks={support.data.looks} />}
      </div>
    </main>
  )
}

/** As the contract asks: a reason that says something. */
const shortestReason = 10

function OpenCard({ team }: { team: NonNullable<DeskSupport['team']> }) {
  const { t, date } = useWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const open = useMutation({
    mutationFn: () => supportApi.open(team.id, reason.trim()),
    onSuccess: async () => {
      queryClient.setQueryData(keys.me, await api.me())
      await navigate({ to: '/studio/$teamId/tours', params: { teamId: team.id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isLong = reason.trim().length >= shortestReason
    setShort(!isLong)
    if (isLong) open.mutate()
  }
  return (
    <section className={account.card} aria-labelledby="support-team">
      <div className={account.cardHead}>
        <h2 id="support-team">{team.name}</h2>
        {team.consentUntil ? (
          <StateWord tone="ok">{t('support.allowed_until', { date: date(team.consentUntil) })}</StateWord>
        ) : (
          <StateWord tone="warn">{t('support.no_consent')}</StateWord>
        )}
      </div>
      <form className={account.prove} onSubmit={submit} noValidate>
        <Textarea
          label={t('support.reason')}
          description={t('support.reason_hint')}
          maxLength={500}
          value={reason}
          error={isShort && t('support.reason_short')}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setShort(false)
          }}
        />
        <Problem error={open.error} />
        <div className={account.ways}>
          <Button type="submit" variant="filled" loading={open.isPending}>
            {t('support.open')}
          </Button>
        </div>
      </form>
    </section>
  )
}

function LatestLooks({ looks }: Pick<DeskSupport, 'looks'>) {
  const { t, date } = useWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const close = useMutation({
    mutationFn: supportApi.close,
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['desk-support'] }),
        queryClient.invalidateQueries({ queryKey: keys.me }),
      ]),
  })
  return (
    <section className={account.card} aria-labelledby="latest-looks">
      <h2 id="latest-looks">{t('support.looks')}</h2>
      {looks.length === 0 && <p className={account.text}>{t('support.no_looks')}</p>}
      <Problem error={close.error} />
      <ul className={account.rows}>
        {looks.map((look) => (
          <li key={look.id} className={account.row}>
            <div className={account.rowText}>
              <div className={account.rowName}>{look.team}</div>
              <div>{look.reason}</div>
              <div className={account.rowFacts}>
                {look.staff ?? t('support.somebody')} · <time dateTime={look.openedAt}>{date(look.openedAt)}</time>
                {' · '}
                {look.withConsent ? t('support.with_consent') : t('support.without_consent')}
              </div>
            </div>
            {look.mine && (
              <div className={account.ways}>
                <Button onClick={() => void navigate({ to: '/studio/$teamId/tours', params: { teamId: look.teamId } })}>
                  {t('support.go')}
                </Button>
                <Button variant="danger" loading={close.isPending} onClick={() => close.mutate(look.id)}>
                  {t('support.end')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
