// The second step of registration: the address is proven, now the account. Terms and consent are two questions, as the law has it.
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { PagePending } from '../../ui/page-states.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { waitsForRegistration } from '../teams/kept-invitation.ts'
import { AcceptDocuments } from './accept-documents.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { forgetAccount, keepAccount, keptAccount, type TypedAccount } from './kept-account.ts'
import { LinkGone } from './link-gone.tsx'
import { useLinkToken } from './link-token.ts'
import { Problem } from './problem.tsx'
import { completeByPasskey, type RegistrationStep, registrationApi } from './registration-api.ts'
import { SecretField } from './secret-field.tsx'
import { useEntry } from './use-entry.ts'
import { useEntryForm } from './use-entry-form.ts'

export function RegisterConfirmPage() {
  const { t } = useWords()
  const token = useLinkToken()
  usePageTitle(t('registration.confirm.title'))
  // Remembered here: whoever finishes has used the link up, and it is not asked about again.
  const [read, setRead] = useState<{ token: string; step: RegistrationStep }>()
  const known = read?.token === token ? read.step : undefined
  const step = useQuery({
    queryKey: ['registration', token],
    queryFn: () => registrationApi.step(token),
    enabled: token !== '' && !known,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (token === '') return <LinkGone again="/register" />
  if (step.data && !known) setRead({ token, step: step.data })
  if (known) return <AccountPage key={token} token={token} step={known} />
  if (!step.error) return <PagePending />
  const isGone = step.error instanceof ApiError && [400, 410].includes(step.error.status)
  return isGone ? <LinkGone again="/register" /> : <ErrorPlace error={step.error} onRetry={() => step.refetch()} />
}

function AccountPage({ token, step }: { token: string; step: RegistrationStep }) {
  const { t } = useWords()
  const lead = t('registration.confirm.lead', { email: step.email })
  return (
    <EntryFrame title={t('registration.confirm.title')} lead={lead}>
      {step.mode === 'approval' && <p className={classes.hint}>{t('registration.confirm.approval')}</p>}
      <AccountForm token={token} step={step} />
    </EntryFrame>
  )
}

/** What somebody has typed so far outlives a reload of the page. */
function useTyped(email: string) {
  const [typed, setTyped] = useState(() => keptAccount(email))
  const type = (part: Partial<TypedAccount>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    keepAccount(email, next)
  }
  return [typed, type] as const
}

function AccountForm({ token, step }: { token: string; step: RegistrationStep }) {
  const { t, language } = useWords()
  const [usesPasskey, setUsesPasskey] = useState(false)
  const entry = useEntry(
    async (body: Parameters<typeof registrationApi.complete>[0]) => {
      const me = await (usesPasskey ? completeByPasskey : registrationApi.complete)(body)
      forgetAccount()
      return me
    },
    waitsForRegistration() ? '/invitation' : undefined,
  )
  const [typed, type] = useTyped(step.email)
  const { teamKind, message } = typed
  const [accepted, setAccepted] = useState<string[]>([])
  const [asksToAccept, setAsksToAccept] = useState(false)
  const form = useEntryForm({
    fields: [
      'name',
      ...(teamKind === 'organisation' ? (['teamName'] as const) : []),
      ...(usesPasskey ? [] : (['password'] as const)),
    ],
    newPassword: true,
    error: entry.error,
    onTry: () => setAsksToAccept(true),
    submit: ({ name, teamName, password }) => {
      if (step.documents.every(({ versionId }) => accepted.includes(versionId)))
        entry.mutate({
          ...{ token, name, teamKind, teamName, language, message, versionIds: accepted },
          ...(!usesPasskey && { password }),
        })
    },
  })
  const [name, teamName] = [form.field('name'), form.field('teamName')]
  return (
    <form className={classes.fields} {...form.form}>
      {/* For password managers: which account the new password belongs to. */}
      <input
        className="visually-hidden"
        type="email"
        autoComplete="username"
        value={step.email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <TextInput
        {...name}
        defaultValue={typed.name}
        onChange={(event) => {
          name.onChange()
          type({ name: event.currentTarget.value })
        }}
        label={t('web.person_name')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={120}
        autoFocus
      />
      <fieldset className={classes.choice}>
        <legend className={classes.choiceLabel}>{t('registration.kind')}</legend>
        <SegmentedControl
          fullWidth
          value={teamKind}
          onChange={(value) => type({ teamKind: value === 'personal' ? 'personal' : 'organisation' })}
          data={[
            { value: 'organisation', label: t('registration.kind.organisation') },
            { value: 'personal', label: t('registration.kind.personal') },
          ]}
        />
      </fieldset>
      {teamKind === 'organisation' && (
        <TextInput
          {...teamName}
          defaultValue={typed.teamName}
          onChange={(event) => {
            teamName.onChange()
            type({ teamName: event.currentTarget.value })
          }}
          label={t('registration.organisation')}
          autoComplete="organization"
          required
          withAsterisk={false}
          maxLength={120}
        />
      )}
      <SecretField
        field={form.field('password')}
        usesPasskey={usesPasskey}
        onChange={(uses) => {
          setUsesPasskey(uses)
          entry.reset()
        }}
      />
      {step.mode === 'approval' && (
        <Textarea
          label={t('registration.message')}
          autosize
          minRows={2}
          maxLength={1000}
          value={message}
          onChange={(event) => type({ message: event.currentTarget.value })}
        />
      )}
      <AcceptDocuments
        documents={step.documents}
        accepted={accepted}
        onChange={setAccepted}
        showsMissing={asksToAccept}
      />
      <Problem error={form.error} />
      <Button type="submit" variant="filled" className={classes.submit} loading={entry.isPending}>
        {step.mode === 'approval' ? t('registration.confirm.apply') : t('registration.confirm.submit')}
      </Button>
    </form>
  )
}
