// The first run of a new installation: the operator's own account, by the link that the server printed.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { Problem } from './problem.tsx'
import { useEntry } from './use-entry.ts'
import { useEntryForm } from './use-entry-form.ts'

const firstRunRoute = getRouteApi('/first-run')

export function FirstRunPage() {
  const { t } = useWords()
  const { token = '' } = firstRunRoute.useSearch()
  usePageTitle(t('web.first_run.title'))
  return (
    <EntryFrame title={t('web.first_run.title')} lead={token ? t('web.first_run.lead') : t('web.first_run.no_token')}>
      {token && <PersonForm token={token} />}
    </EntryFrame>
  )
}

function PersonForm({ token }: { token: string }) {
  const { t, language } = useWords()
  const entry = useEntry(api.firstRun)
  const form = useEntryForm({
    fields: ['name', 'teamName', 'email', 'password'],
    newPassword: true,
    error: entry.error,
    submit: (values) => entry.mutate({ ...values, token, language }),
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
        visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
      />
      <Problem error={form.error} />
      <Button type="submit" variant="filled" className={classes.submit} loading={entry.isPending}>
        {t('web.first_run.submit')}
      </Button>
    </form>
  )
}
