// A lost password: without a link the address is asked for, with one the new password.
import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { PagePending } from '../../ui/page-states.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { AskForMail } from './ask-for-mail.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { LinkGone } from './link-gone.tsx'
import { useLinkToken } from './link-token.ts'
import { Problem } from './problem.tsx'
import { registrationApi } from './registration-api.ts'
import { useEntryForm } from './use-entry-form.ts'

export function ResetPage() {
  const { t } = useWords()
  const token = useLinkToken()
  usePageTitle(t('registration.reset.title'))
  if (token) return <NewPassword key={token} token={token} />
  return (
    <AskForMail
      title={t('registration.reset.title')}
      lead={t('registration.reset.lead')}
      send={registrationApi.askForReset}
    >
      <p className={classes.other}>
        <Link to="/sign-in">{t('web.sign_in')}</Link>
      </p>
    </AskForMail>
  )
}

function NewPassword({ token }: { token: string }) {
  const step = useQuery({
    queryKey: ['reset', token],
    queryFn: () => registrationApi.resetStep(token),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (step.data) return <PasswordPage token={token} email={step.data.email} recentKeys={step.data.recentKeys} />
  if (!step.error) return <PagePending />
  const isGone = step.error instanceof ApiError && [400, 410].includes(step.error.status)
  return isGone ? <LinkGone again="/reset" /> : <ErrorPlace error={step.error} onRetry={() => step.refetch()} />
}

function PasswordPage({ token, email, recentKeys }: { token: string; email: string; recentKeys: number }) {
  const { t } = useWords()
  const [endSessions, setEndSessions] = useState(true)
  const [revokeKeys, setRevokeKeys] = useState(true)
  const save = useMutation({
    mutationFn: (password: string) => registrationApi.completeReset({ token, password, endSessions, revokeKeys }),
  })
  const form = useEntryForm({
    fields: ['password'],
    newPassword: true,
    error: save.error,
    submit: ({ password }) => save.mutate(password),
  })
  if (save.isSuccess)
    return (
      <EntryFrame title={t('registration.reset.title')} lead={t('registration.reset.done')}>
        <p className={classes.hint}>{t('registration.reset.second_factor')}</p>
        <div className={classes.ways}>
          <Button component={Link} to="/sign-in" hash="" variant="filled">
            {t('web.sign_in')}
          </Button>
        </div>
      </EntryFrame>
    )
  return (
    <EntryFrame title={t('registration.reset.title')} lead={t('registration.reset.for', { email })}>
      <form className={classes.fields} {...form.form}>
        <input
          className="visually-hidden"
          type="email"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <PasswordInput
          {...form.field('password')}
          label={t('registration.reset.new')}
          description={t('web.password.hint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
        />
        <Checkbox
          checked={endSessions}
          onChange={(event) => setEndSessions(event.currentTarget.checked)}
          label={t('registration.reset.end_sessions')}
          description={t('registration.reset.end_sessions.hint')}
        />
        {recentKeys > 0 && (
          <Checkbox
            checked={revokeKeys}
            onChange={(event) => setRevokeKeys(event.currentTarget.checked)}
            label={t('registration.reset.revoke_keys', { count: recentKeys })}
            description={t('registration.reset.revoke_keys.hint')}
          />
        )}
        <Problem error={form.error} />
        <Button type="submit" variant="filled" className={classes.submit} loading={save.isPending}>
          {t('registration.reset.submit')}
        </Button>
      </form>
    </EntryFrame>
  )
}
