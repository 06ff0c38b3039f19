// The operator's desk: what visitors report about tours, and what came of it.
import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, keys, type Report } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { OpenIcon } from '../../ui/icons.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { Paged } from '../desk/list-parts.tsx'
import classes from '../leads/leads.module.css'

const reasonWords: Record<Report['reason'], WordKey> = {
  wrong_facts: 'web.reports.wrong_facts',
  no_rights: 'web.reports.no_rights',
  personal_data: 'web.reports.personal_data',
  forbidden: 'web.reports.forbidden',
  other: 'web.reports.other',
}

export function ReportsPage() {
  const { t } = useWords()
  usePageTitle(t('web.reports'))
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1>{t('web.reports')}</h1>
        <Paged queryKey={keys.reports} load={api.reports} empty={t('web.reports.none')}>
          {(reports) => (
            <ul className={classes.list}>
              {reports.map((report) => (
                <ReportItem key={report.id} report={report} />
              ))}
            </ul>
          )}
        </Paged>
      </div>
    </main>
  )
}

function ReportItem({ report }: { report: Report }) {
  const { t, date } = useWords()
  const place = report.sceneId ? `#scene=${encodeURIComponent(report.sceneId)}` : ''
  return (
    <li className={classes.lead}>
      <header className={classes.head}>
        <h2>
          №&nbsp;{report.number} · {t(reasonWords[report.reason])}
        </h2>
        <time dateTime={report.createdAt}>{date(report.createdAt)}</time>
      </header>
      {report.message && <p className={classes.message}>{report.message}</p>}
      <p className={classes.about}>
        {report.teamName} · {t('web.reports.version', { version: report.version })}
        {report.email && ` · ${report.email}`}
      </p>
      <footer className={classes.ways}>
        <Button
          component="a"
          variant="default"
          href={`/t/${report.slug}${place}`}
          target="_blank"
          rel="noopener"
          leftSection={<OpenIcon size={18} />}
        >
          /t/{report.slug}
        </Button>
        {report.settledAt && (
          <StateWord tone="ok">
            {t('web.reports.settled_by', { name: report.settledBy ?? '', date: date(report.settledAt) })}
          </StateWord>
        )}
      </footer>
      {report.outcome ? <p className={classes.message}>{report.outcome}</p> : <SettleForm report={report} />}
    </li>
  )
}

function SettleForm({ report }: { report: Report }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [outcome, setOutcome] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const settle = async (event: FormEvent) => {
    event.preventDefault()
    if (!outcome.trim()) return setProblem(t('web.reports.outcome_missing'))
    setBusy(true)
    try {
      await api.settleReport(report.id, outcome.trim())
      await queryClient.invalidateQueries({ queryKey: keys.reports })
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void settle(event)}>
      <Textarea
        label={t('web.reports.outcome')}
        description={t('web.reports.outcome_hint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={outcome}
        error={problem}
        onChange={(event) => {
          setOutcome(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <Button type="submit" mt={8} loading={busy}>
        {t('web.reports.settle')}
      </Button>
    </form>
  )
}
