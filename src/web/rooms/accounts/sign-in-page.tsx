// Sign in: one click for demo accounts where there are any, e-mail and password everywhere.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useId } from 'react'
import { api, keys } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ForwardIcon, OpenIcon } from '../../ui/icons.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { Problem } from './problem.tsx'
import { useEntry } from './use-entry.ts'
import { useEntryForm } from './use-entry-form.ts'

const signInRoute = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useWords()
  const { back } = signInRoute.useSearch()
  const welcome = useQuery({ queryKey: keys.welcome, queryFn: api.welcome })
  const signIn = useEntry(api.signIn, back)
  usePageTitle(t('web.sign_in.title'))
  const demo = welcome.data?.demoAccounts ?? []

  const form = useEntryForm({
    fields: ['email', 'password'],
    newPassword: false,
    error: signIn.error,
    submit: ({ email, password }) => signIn.mutate({ email, password }),
  })

  return (
    <EntryFrame title={t('web.sign_in.title')} lead={demo.length > 0 ? t('web.sign_in.demo_lead') : undefined}>
      {demo.length > 0 && <DemoAccounts accounts={demo} back={back} />}
      <form className={classes.fields} {...form.form}>
        <TextInput
          {...form.field('email')}
          type="email"
          label={t('web.email')}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus={demo.length === 0}
        />
        <PasswordInput
          {...form.field('password')}
          label={t('web.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
        />
        <Problem error={form.error} />
        <Button
          type="submit"
          variant={demo.length > 0 ? 'default' : 'filled'}
          className={classes.submit}
          loading={signIn.isPending}
        >
          {t('web.sign_in')}
        </Button>
      </form>
      {welcome.data?.registration !== 'first-run' && (
        <p className={classes.other}>
          {t('web.sign_in.no_account')} <Link to="/register">{t('web.register')}</Link>
        </p>
      )}
    </EntryFrame>
  )
}

function DemoAccounts({
  accounts,
  back,
}: {
  accounts: { email: string; name: string; role: string }[]
  back?: string
}) {
  const { t, language } = useWords()
  const enter = useEntry(api.demoSignIn, back)
  const headingId = useId()
  const roleWord = (role: string) => {
    if (role === 'owner') return t('web.role.owner')
    if (role === 'admin') return t('web.role.admin')
    if (role === 'editor') return t('web.role.editor')
    if (role === 'agent') return t('web.role.agent')
    if (role === 'accountant') return t('web.role.accountant')
    if (role === 'viewer') return t('web.role.viewer')
    if (role === 'operator') return t('web.role.operator')
    return role
  }
  return (
    <section className={classes.demo} aria-labelledby={headingId}>
      <h2 id={headingId} className="visually-hidden">
        {t('web.sign_in.demo')}
      </h2>
      {accounts.map((account) => (
        <button
          key={account.email}
          type="button"
          className={classes.demoAccount}
          disabled={enter.isPending}
          onClick={() => enter.mutate({ email: account.email, language })}
        >
          <span>
            <span className={classes.demoName}>{t('web.sign_in.as', { name: account.name })}</span>
            <span className={classes.demoRole}>
              {roleWord(account.role)} · {account.email}
            </span>
          </span>
          <ForwardIcon className={classes.demoGo} />
        </button>
      ))}
      <Problem error={enter.error} />
      <a className={classes.demoTour} href="/t/demo" target="_blank" rel="noopener">
        <OpenIcon size={18} />
        {t('web.sign_in.demo_tour')}
      </a>
      <div className={classes.or}>{t('web.sign_in.or')}</div>
    </section>
  )
}
