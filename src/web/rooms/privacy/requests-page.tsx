// The operator's duties about personal data: requests with their clock, incidents with their deadline, the days off both count by.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { StateWord, type Tone } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { FilterBar, Paged } from '../desk/list-parts.tsx'
import { CalendarPart } from './calendar-part.tsx'
import { DeletionsPart } from './deletions-part.tsx'
import { IncidentsPart } from './incidents-part.tsx'
import own from './privacy.module.css'
import { type DataRequest, privacyApi, privacyKeys } from './privacy-api.ts'
import { NewRequestForm, SettleForm } from './request-forms.tsx'
import { channelWords, kindWords, outcomeWord } from './request-words.ts'

type View = 'requests' | 'incidents' | 'deletions' | 'calendar'

export function RequestsPage() {
  const { t } = useWords()
  usePageTitle(t('my_data.desk.title'))
  const [view, setView] = useState<View>('requests')
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <div className={desk.head}>
          <h1>{t('my_data.desk.title')}</h1>
        </div>
        <div className={own.tabs}>
          <FilterBar
            label={t('my_data.desk.view')}
            value={view}
            onChange={setView}
            choices={[
              { value: 'requests', label: t('my_data.desk.requests') },
              { value: 'incidents', label: t('my_data.desk.incidents') },
              { value: 'deletions', label: t('my_data.deletions.title') },
              { value: 'calendar', label: t('my_data.desk.calendar') },
            ]}
          />
        </div>
        {view === 'requests' && <RequestsPart />}
        {view === 'incidents' && <IncidentsPart />}
        {view === 'deletions' && <DeletionsPart />}
        {view === 'calendar' && <CalendarPart />}
      </div>
    </main>
  )
}

function RequestsPart() {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <p className={desk.quiet}>{t('my_data.desk.requests_about')}</p>
      <ReportClocks />
      {isAdding ? (
        <NewRequestForm onClose={() => setAdding(false)} />
      ) : (
        <p className={own.opener}>
          <Button leftSection={<PlusIcon size={18} />} onClick={() => setAdding(true)}>
            {t('my_data.desk.new_request')}
          </Button>
        </p>
      )}
      <Paged queryKey={privacyKeys.requests} load={privacyApi.requests} empty={t('my_data.desk.no_requests')}>
        {(requests) => (
          <ul className={own.cards}>
            {requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  )
}

/** Reports of visitors with a clock of one business day; they are dealt with among the reports. */
function ReportClocks() {
  const { t, date } = useWords()
  const reports = useQuery({ queryKey: privacyKeys.reports, queryFn: privacyApi.reports })
  if (!reports.data?.length) return null
  return (
    <section className={own.verdict} aria-labelledby="reports-with-clock">
      <h2 id="reports-with-clock">{t('my_data.desk.reports')}</h2>
      <ul className={desk.rows}>
        {reports.data.map((report) => (
          <li key={report.id} className={desk.row}>
            <span className={desk.rowMain}>
              <Link to="/desk/reports" className={desk.name}>
                № {report.number} · /t/{report.slug}
              </Link>
              <span className={desk.sub}>
                {report.team} · {report.message}
              </span>
            </span>
            <StateWord tone={Date.parse(report.dueAt) < Date.now() ? 'danger' : 'warn'}>
              {t('my_data.ask.until', { date: date(report.dueAt) })}
            </StateWord>
          </li>
        ))}
      </ul>
    </section>
  )
}

const dayMs = 86_400_000

/** How much time is left says more than a date. */
function clockOf(request: DataRequest): { tone: Tone; daysLeft: number } {
  const left = Date.parse(request.dueAt) - Date.now()
  const daysLeft = Math.ceil(left / dayMs)
  if (left < 0) return { tone: 'danger', daysLeft }
  return { tone: Date.parse(request.remindAt) <= Date.now() ? 'warn' : 'quiet', daysLeft }
}

function RequestCard({ request }: { request: DataRequest }) {
  const { t, date } = useWords()
  const [isSettling, setSettling] = useState(false)
  const { tone, daysLeft } = clockOf(request)
  return (
    <li className={own.card} data-late={(!request.outcome && tone === 'danger') || undefined}>
      <div className={own.cardHead}>
        <h2>
          № {request.number} · {t(kindWords[request.kind])}
        </h2>
        {request.outcome ? (
          <StateWord tone="ok">{t(outcomeWord(request.outcome))}</StateWord>
        ) : (
          <StateWord tone={tone}>
            {daysLeft >= 0
              ? t('my_data.desk.days_left', { count: daysLeft })
              : t('my_data.desk.late', { count: -daysLeft })}
          </StateWord>
        )}
      </div>
      <p className={own.facts}>
        {request.name || '–'} {request.email && `<${request.email}>`} · {t(channelWords[request.channel])} ·{' '}
        {date(request.receivedAt)} → {date(request.dueAt)}
      </p>
      <p className={own.message}>{request.message}</p>
      {request.outcome && (
        <>
          <p className={own.message}>{request.answer}</p>
          <p className={own.facts}>
            {request.settledBy} · {request.settledAt && date(request.settledAt)}
            {request.evidence && ` · ${request.evidence}`}
          </p>
        </>
      )}
      {!request.outcome && isSettling && <SettleForm id={request.id} onClose={() => setSettling(false)} />}
      {!request.outcome && !isSettling && (
        <div className={own.ways}>
          <Button onClick={() => setSettling(true)}>{t('my_data.desk.settle')}</Button>
        </div>
      )}
    </li>
  )
}
