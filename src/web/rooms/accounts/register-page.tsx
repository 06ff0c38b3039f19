// Registration, and the first run of a new installation, which is the same form with the token of its link.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api, type Me } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { Problem } from './problem.tsx'
import { useEntry } from './use-entry.ts'
import { useEntryForm } from './use-entry-form.ts'

const firstRunRoute = getRouteApi('/first-run')

type Register = Parameters<typeof api.register>[0]

export function RegisterPage() {
  const { t } = useWords()
  usePageTitle(t('web.register.title'))
  return (
    <EntryFrame title={t('web.register.title')} lead={t('web.register.lead')}>
      <PersonForm submitLabel={t('web.register.submit')} enter={api.register} />
      <p className={classes.other}>
        {t('web.register.has_account')} <Link to="/sign-in">{t('web.sign_in')}</Link>
      </p>
    </EntryFrame>
  )
}

export function FirstRunPage() {
  const { t } = useWords()
  const { token = '' } = firstRunRoute.useSearch()
  usePageTitle(t('web.first_run.title'))
  return (
    <EntryFrame title={t('web.first_run.title')} lead={token ? t('web.first_run.lead') : t('web.first_run.no_token')}>
      {token && (
        <PersonForm submitLabel={t('web.first_run.submit')} enter={(person) => api.firstRun({ ...person, token })} />
      )}
    </EntryFrame>
  )
}

function PersonForm({ submitLabel, enter }: { submitLabel: string; enter: (person: Register) => Promise<Me> }) {
  const { t, language } = useWords()
  const entry = useEntry(enter)
  const form = useEntryForm({
    fields: ['name', 'teamName', 'email', 'password'],
    newPassword: true,
    error: entry.error,
    submit: (values) => entry.mutate({ ...values, language }),
  })
  return (
    <form className={classes.fields} {...form.form}>
      <TextInput
        {...form.field('name')}
        label={t('web.person_name')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={120}
        autoFocus
      />
      <TextInput
        {...form.field('teamName')}
        label={t('web.team_name')}
        description={t('web.team_name.hint')}
        autoComplete="organization"
        required
        withAsterisk={false}
        maxLength={120}
      />
      <TextInput
        {...form.field('email')}
        type="email"
        label={t('web.email')}
        autoComplete="username"
        required
        withAsterisk={false}
      />
      <PasswordInput
        {...form.field('password')}
        label={t('web.password')}
        description={t('web.password.hint')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={128}
        visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
      />
      <Problem error={form.error} />
      <Button type="submit" variant="filled" className={classes.submit} loading={entry.isPending}>
        {submitLabel}
      </Button>
    </form>
  )
}
