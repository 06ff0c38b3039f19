// The operator's look at the outbox: whether mails leave at all, how many wait, which had trouble, and sending those again. Never what
// is in them.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Paged } from '../desk/list-parts.tsx'
import classes from './mail-state.module.css'
import { type MailState, noticeKeys, noticesApi } from './notices-api.ts'

const deskRoute = getRouteApi('/desk')
const lookAgainMs = 15_000

export function MailStatePage() {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const isSupport = me.operator === 'owner' || me.operator === 'support'
  usePageTitle(t('notices.desk.title'))
  const [state, setState] = useState<MailState>()
  const load = async (before: string | null) => {
    const page = await noticesApi.mailState(before)
    setState(page)
    return page
  }
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1>{t('notices.desk.title')}</h1>
        {state && !state.isConfigured && (
          <p className={classes.warning} role="alert">
            {t('notices.desk.not_configured')}
          </p>
        )}
        {state && <p className={classes.count}>{t('notices.desk.waiting', { count: state.waiting })}</p>}
        <p className={classes.count}>{t(isSupport ? 'notices.desk.about' : 'notices.desk.masked')}</p>
        <Paged queryKey={noticeKeys.mailState} load={load} empty={t('notices.desk.well')} lookAgainMs={lookAgainMs}>
          {(mails) => (
            <ul className={classes.list}>
              {mails.map((mail) => (
                <Trouble key={mail.id} mail={mail} isSupport={isSupport} />
              ))}
            </ul>
          )}
        </Paged>
      </div>
    </main>
  )
}

function Trouble({ mail, isSupport }: { mail: MailState['items'][number]; isSupport: boolean }) {
  const { t, date } = useWords()
  const { id, recipient, template, state, attempts, answer, createdAt, mayBeSentAgain } = mail
  return (
    <li className={classes.mail}>
      <div className={classes.head}>
        <span className={classes.recipient}>{recipient}</span>
        <StateWord tone={state === 'failed' ? 'danger' : 'warn'}>{t(`notices.desk.state.${state}`)}</StateWord>
      </div>
      <p className={classes.facts}>
        {template} · <time dateTime={createdAt}>{date(createdAt)}</time> ·{' '}
        {t('notices.desk.attempts', { count: attempts })}
      </p>
      {answer && <p className={classes.answer}>{answer}</p>}
      {!mayBeSentAgain && <p className={classes.facts}>{t('notices.desk.not_kept')}</p>}
      {mayBeSentAgain && isSupport && <AgainButton id={id} recipient={recipient} isWaiting={state === 'waiting'} />}
    </li>
  )
}

function AgainButton({ id, recipient, isWaiting }: { id: string; recipient: string; isWaiting: boolean }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const verb = t(isWaiting ? 'notices.desk.again_now' : 'notices.desk.again')
  const send = async () => {
    setBusy(true)
    try {
      await noticesApi.sendAgain(id)
      showToast(t('notices.desk.again_done'), { tone: 'ok' })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: noticeKeys.mailState })
    }
  }
  return (
    <div>
      <Button size="xs" loading={busy} aria-label={`${verb}: ${recipient}`} onClick={() => void send()}>
        {verb}
      </Button>
    </div>
  )
}
