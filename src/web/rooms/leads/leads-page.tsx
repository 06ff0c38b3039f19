// What visitors left in the team's tours: who asks, about what, how to answer, and whether somebody has.
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { letterTo } from '#tour/contact-links.ts'
import { api, keys, type Lead } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import classes from './leads.module.css'

const studioRoute = getRouteApi('/studio/$teamId')

export function LeadsPage() {
  const { t } = useWords()
  const { teamId } = studioRoute.useParams()
  usePageTitle(t('web.leads'))
  const leads = useQuery({ queryKey: keys.leads(teamId), queryFn: () => api.leads(teamId) })
  const waiting = leads.data?.filter((lead) => !lead.answeredAt) ?? []
  const answered = leads.data?.filter((lead) => lead.answeredAt) ?? []
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1>{t('web.leads')}</h1>
        {leads.isError && !leads.data && <ErrorPlace error={leads.error} onRetry={() => void leads.refetch()} />}
        {leads.isPending && (
          <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
        )}
        {leads.data?.length === 0 && (
          <p className={classes.nothing}>
            {t('web.leads.none')}{' '}
            <Link to="/studio/$teamId/tours" params={{ teamId }}>
              {t('web.leads.to_tours')}
            </Link>
          </p>
        )}
        {waiting.length > 0 && <LeadList teamId={teamId} title={t('web.leads.waiting')} leads={waiting} />}
        {answered.length > 0 && <LeadList teamId={teamId} title={t('web.leads.answered')} leads={answered} />}
      </div>
    </main>
  )
}

function LeadList({ teamId, title, leads }: { teamId: string; title: string; leads: Lead[] }) {
  return (
    <section>
      <h2>
        {title} <span className={classes.count}>{leads.length}</span>
      </h2>
      <ul className={classes.list}>
        {leads.map((lead) => (
          <LeadItem key={lead.id} teamId={teamId} lead={lead} />
        ))}
      </ul>
    </section>
  )
}

function LeadItem({ teamId, lead }: { teamId: string; lead: Lead }) {
  const { t, date } = useWords()
  return (
    <li className={classes.lead}>
      <header className={classes.head}>
        <h3>{lead.name}</h3>
        <time dateTime={lead.createdAt}>{date(lead.createdAt)}</time>
      </header>
      {lead.message && <p className={classes.message}>{lead.message}</p>}
      <p className={classes.about}>
        <Link to="/studio/$teamId/tours/$tourId" params={{ teamId, tourId: lead.tourId }}>
          {lead.tourTitle || t('web.untitled')}
        </Link>
        {lead.seenOn && ` · ${t('web.leads.seen_on', { host: lead.seenOn })}`}
      </p>
      <footer className={classes.ways}>
        {lead.phone && (
          <Button component="a" variant="default" href={`tel:${lead.phone.replace(/[^+\d]/g, '')}`}>
            {lead.phone}
          </Button>
        )}
        {lead.email && (
          <Button component="a" variant="default" href={letterTo(lead.email)}>
            {lead.email}
          </Button>
        )}
        <AnswerButton teamId={teamId} lead={lead} />
      </footer>
    </li>
  )
}

function AnswerButton({ teamId, lead }: { teamId: string; lead: Lead }) {
  const { t, date, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const isAnswered = lead.answeredAt !== null
  const change = async () => {
    setBusy(true)
    try {
      await (isAnswered ? api.reopenLead(teamId, lead.id) : api.answerLead(teamId, lead.id))
      await queryClient.invalidateQueries({ queryKey: keys.leads(teamId) })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {lead.answeredAt && (
        <StateWord tone="ok">
          {t('web.leads.answered_by', { name: lead.answeredBy ?? '', date: date(lead.answeredAt) })}
        </StateWord>
      )}
      <Button
        className={classes.answer}
        variant={isAnswered ? 'subtle' : 'filled'}
        loading={busy}
        leftSection={isAnswered ? undefined : <CheckIcon size={18} />}
        onClick={() => void change()}
      >
        {t(isAnswered ? 'web.leads.reopen' : 'web.leads.mark_answered')}
      </Button>
    </>
  )
}
