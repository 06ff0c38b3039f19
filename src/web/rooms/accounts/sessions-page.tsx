// Where a person is signed in: device, network, first and last use; each can be ended, or all but this one.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ComputerIcon, PhoneIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import classes from './account.module.css'
import { credentialKeys, credentialsApi, type Session } from './credentials-api.ts'
import { Problem } from './problem.tsx'
import { useCredentialChange } from './use-change.ts'
import { useSignOut } from './use-sign-out.ts'

export function SessionsPage() {
  const { t } = useWords()
  usePageTitle(t('account.sessions'))
  const sessions = useQuery({ queryKey: credentialKeys.sessions, queryFn: credentialsApi.sessions })
  const endOthers = useCredentialChange(credentialsApi.endOthers, { said: 'account.sessions.others_ended' })
  const others = sessions.data?.filter(({ current }) => !current) ?? []
  return (
    <>
      <h1>{t('account.sessions')}</h1>
      <p className={classes.intro}>{t('account.sessions.lead')}</p>
      {sessions.isError && <ErrorPlace error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {sessions.data && (
        <section className={classes.card} aria-label={t('account.sessions')}>
          <ul className={classes.rows}>
            {sessions.data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
          {others.length > 0 && (
            <div className={classes.ways}>
              <Button variant="danger" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
                {t('account.sessions.end_others')}
              </Button>
            </div>
          )}
          <Problem error={endOthers.error} />
        </section>
      )}
    </>
  )
}

function SessionRow({ session }: { session: Session }) {
  const { t, date } = useWords()
  const signOut = useSignOut()
  const end = useCredentialChange(credentialsApi.endSession, { said: 'account.sessions.ended' })
  const device = [session.browser, session.system].filter(Boolean).join(', ') || t('account.sessions.unknown')
  const Icon = session.kind === 'phone' || session.kind === 'tablet' ? PhoneIcon : ComputerIcon
  return (
    <li className={classes.row}>
      <span className={classes.rowSign}>
        <Icon size={24} />
      </span>
      <div className={classes.rowText}>
        <div className={classes.rowName}>
          {device} {session.current && <StateWord tone="ok">{t('account.sessions.this')}</StateWord>}
        </div>
        <div className={classes.rowFacts}>
          {session.network && `${t('account.sessions.network', { network: session.network })} · `}
          {t('account.sessions.since', { date: date(session.createdAt) })}
          {' · '}
          {t('account.sessions.seen', { date: date(session.lastSeenAt) })}
        </div>
        <Problem error={end.error} />
      </div>
      <Button
        aria-label={`${t('account.sessions.end')}: ${device}`}
        loading={end.isPending}
        onClick={() => (session.current ? void signOut() : end.mutate(session.id))}
      >
        {t('account.sessions.end')}
      </Button>
    </li>
  )
}
