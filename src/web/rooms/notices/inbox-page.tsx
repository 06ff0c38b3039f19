// The demo's mailbox: what the product mailed, to whomever. A list beside the mail on wide screens, one after the other on phones. The
// mail stands in a frame in which nothing runs.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon, MailIcon, Mark } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { LanguageSwitch } from '../../ui/preferences.tsx'
import classes from './inbox.module.css'
import { type InboxCard, inboxPageUrl, noticeKeys, noticesApi } from './notices-api.ts'

const route = getRouteApi('/inbox')
const lookAgainMs = 2000

export function InboxPage() {
  const { t } = useWords()
  usePageTitle(t('notices.inbox.title'))
  const { mail } = route.useSearch()
  const inbox = useQuery({ queryKey: noticeKeys.inbox, queryFn: noticesApi.inbox, refetchInterval: lookAgainMs })
  const isAbsent = inbox.error instanceof ApiError && inbox.error.status === 404
  return (
    <div className={classes.shell} data-open={mail ? true : undefined}>
      <header className={classes.top}>
        <Link to="/" className={classes.mark} aria-label="Panoqor">
          <Mark size={28} />
        </Link>
        <div className={classes.title}>
          <h1>{t('notices.inbox.title')}</h1>
          <p>{t(isAbsent ? 'notices.inbox.absent' : 'notices.inbox.intro')}</p>
        </div>
        <LanguageSwitch />
      </header>
      {inbox.isError && !isAbsent && !inbox.data && (
        <ErrorPlace error={inbox.error} onRetry={() => void inbox.refetch()} />
      )}
      {inbox.data && (
        <main className={classes.body}>
          <MailList mails={inbox.data} openId={mail} />
          <div className={classes.reading}>
            {mail ? (
              <OpenMail key={mail} mailId={mail} />
            ) : (
              <p className={classes.choose}>{t('notices.inbox.choose')}</p>
            )}
          </div>
        </main>
      )}
    </div>
  )
}

function MailList({ mails, openId }: { mails: InboxCard[]; openId: string | undefined }) {
  const { t, date } = useWords()
  return (
    <nav className={classes.list} aria-label={t('notices.inbox.list')}>
      {mails.length === 0 && (
        <div className={classes.nothing}>
          <MailIcon size={32} />
          <p>{t('notices.inbox.none')}</p>
        </div>
      )}
      <ul>
        {mails.map(({ id, to, subject, at }) => (
          <li key={id}>
            <Link to="/inbox" search={{ mail: id }} className={classes.card} aria-current={id === openId || undefined}>
              <span className={classes.subject}>{subject}</span>
              <span className={classes.to}>{t('notices.inbox.to', { address: to })}</span>
              <time dateTime={at}>{date(at)}</time>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function OpenMail({ mailId }: { mailId: string }) {
  const { t, date } = useWords()
  const [form, setForm] = useState<'html' | 'text'>('html')
  const { data, error, refetch } = useQuery({
    queryKey: noticeKeys.inboxMail(mailId),
    queryFn: () => noticesApi.inboxMail(mailId),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <ErrorPlace error={error} onRetry={() => void refetch()} />
  if (!data) return <div className={classes.bones} role="status" aria-busy="true" aria-label={t('web.loading')} />
  return (
    <article className={classes.mail}>
      <Link to="/inbox" className={classes.back}>
        <BackIcon size={18} />
        {t('notices.inbox.back')}
      </Link>
      <header className={classes.head}>
        <h2>{data.subject}</h2>
        <p>
          {t('notices.inbox.from', { address: data.from })}
          <br />
          {t('notices.inbox.to', { address: data.to })}
          <br />
          <time dateTime={data.at}>{date(data.at)}</time>
        </p>
        <SegmentedControl
          value={form}
          onChange={(value) => setForm(value === 'text' ? 'text' : 'html')}
          data={[
            { value: 'html', label: t('notices.inbox.as_html') },
            { value: 'text', label: t('notices.inbox.as_text') },
          ]}
        />
      </header>
      {form === 'html' ? (
        <iframe
          className={classes.frame}
          title={data.subject}
          src={inboxPageUrl(mailId)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      ) : (
        <pre className={classes.text}>
          <TextWithLinks text={data.text} />
        </pre>
      )}
    </article>
  )
}

/** As mail programs show plain text: addresses of this installation can be followed. */
function TextWithLinks({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/)
  return parts.map((part, index) =>
    index % 2 === 1 && part.startsWith(`${location.origin}/`) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
