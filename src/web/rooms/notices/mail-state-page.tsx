// The operator's look at the outbox: whether mails leave at all, how many wait, and which had trouble. Never what is in them.
import { useQuery } from '@tanstack/react-query'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import classes from './mail-state.module.css'
import { type MailState, noticeKeys, noticesApi } from './notices-api.ts'

const lookAgainMs = 15_000

export function MailStatePage() {
  const { t } = useWords()
  usePageTitle(t('notices.desk.title'))
  const { data, isError, isPending, error, refetch } = useQuery({
    queryKey: noticeKeys.mailState,
    queryFn: noticesApi.mailState,
    refetchInterval: lookAgainMs,
  })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1>{t('notices.desk.title')}</h1>
        {isError && !data && <ErrorPlace error={error} onRetry={() => void refetch()} />}
        {isPending && <div className={classes.bones} role="status" aria-busy="true" aria-label={t('web.loading')} />}
        {data && !data.isConfigured && (
          <p className={classes.warning} role="alert">
            {t('notices.desk.not_configured')}
          </p>
        )}
        {data && <p className={classes.count}>{t('notices.desk.waiting', { count: data.waiting })}</p>}
        {data?.troubled.length === 0 && <p className={classes.count}>{t('notices.desk.well')}</p>}
        {data && data.troubled.length > 0 && <Troubles mails={data.troubled} />}
      </div>
    </main>
  )
}

function Troubles({ mails }: { mails: MailState['troubled'] }) {
  const { t, date } = useWords()
  return (
    <ul className={classes.list}>
      {mails.map(({ id, recipient, template, state, attempts, answer, createdAt }) => (
        <li key={id} className={classes.mail}>
          <div className={classes.head}>
            <span className={classes.recipient}>{recipient}</span>
            <StateWord tone={state === 'failed' ? 'danger' : 'warn'}>{t(`notices.desk.state.${state}`)}</StateWord>
          </div>
          <p className={classes.facts}>
            {template} · <time dateTime={createdAt}>{date(createdAt)}</time> ·{' '}
            {t('notices.desk.attempts', { count: attempts })}
          </p>
          {answer && <p className={classes.answer}>{answer}</p>}
        </li>
      ))}
    </ul>
  )
}
