// The first step of registration: an address that is to be proven, or why nobody can register now.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, keys } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { AskForMail } from './ask-for-mail.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { registrationApi } from './registration-api.ts'

export function RegisterPage() {
  const { t } = useWords()
  usePageTitle(t('web.register.title'))
  const { data: welcome } = useQuery({ queryKey: keys.welcome, queryFn: api.welcome })
  const hasAccount = (
    <p className={classes.other}>
      {t('web.register.has_account')} <Link to="/sign-in">{t('web.sign_in')}</Link>
    </p>
  )
  const closed = welcome && closedWords(welcome.registration)
  if (closed)
    return (
      <EntryFrame title={t(closed.title)} lead={t(closed.lead)}>
        {hasAccount}
      </EntryFrame>
    )
  return (
    <AskForMail title={t('web.register.title')} lead={t('registration.ask.lead')} send={registrationApi.askToRegister}>
      {hasAccount}
    </AskForMail>
  )
}

function closedWords(registration: string) {
  if (registration === 'invitation')
    return { title: 'registration.closed.invitation.title', lead: 'accounts.invitation_only' } as const
  if (registration === 'no-mail')
    return { title: 'registration.closed.no_mail.title', lead: 'accounts.no_mail_yet' } as const
  if (registration === 'setting-up')
    return { title: 'registration.closed.no_mail.title', lead: 'legal.setting_up' } as const
  if (registration === 'first-run')
    return { title: 'registration.closed.no_mail.title', lead: 'registration.closed.first_run' } as const
  return undefined
}
