// The account of somebody who came by a letter: the letter proves their address, so a name, a password or passkey, and the
// documents are enough.
import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { AcceptDocuments } from '../accounts/accept-documents.tsx'
import entry from '../accounts/entry.module.css'
import { makePasskey } from '../accounts/passkey-browser.ts'
import { Problem } from '../accounts/problem.tsx'
import { SecretField } from '../accounts/secret-field.tsx'
import { useEntry } from '../accounts/use-entry.ts'
import { useEntryForm } from '../accounts/use-entry-form.ts'
import { type InvitationView, type RegisterInvited, teamsApi } from './teams-api.ts'

export function InvitedForm({ token, register }: { token: string; register: NonNullable<InvitationView['register']> }) {
  const { t, language } = useWords()
  const [usesPasskey, setUsesPasskey] = useState(false)
  const arrival = useEntry(usesPasskey ? registerByPasskey : teamsApi.registerInvited)
  const [accepted, setAccepted] = useState<string[]>([])
  const [asksToAccept, setAsksToAccept] = useState(false)
  const form = useEntryForm({
    fields: ['name', ...(usesPasskey ? [] : (['password'] as const))],
    newPassword: true,
    error: arrival.error,
    onTry: () => setAsksToAccept(true),
    submit: ({ name, password }) => {
      const isComplete = register.documents.every(({ versionId }) => accepted.includes(versionId))
      if (isComplete) arrival.mutate({ token, name, language, versionIds: accepted, ...(!usesPasskey && { password }) })
    },
  })
  return (
    <form className={entry.fields} {...form.form}>
      <TextInput
        type="email"
        label={t('web.email')}
        description={t('teams.invitation.your_address')}
        autoComplete="username"
        value={register.email}
        readOnly
      />
      <TextInput
        {...form.field('name')}
        label={t('web.person_name')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={120}
      />
      <SecretField
        field={form.field('password')}
        usesPasskey={usesPasskey}
        onChange={(uses) => {
          setUsesPasskey(uses)
          arrival.reset()
        }}
      />
      <AcceptDocuments
        documents={register.documents}
        accepted={accepted}
        onChange={setAccepted}
        showsMissing={asksToAccept}
      />
      <Problem error={form.error} />
      <Button type="submit" variant="filled" className={entry.submit} loading={arrival.isPending}>
        {t('teams.invitation.register_and_join')}
      </Button>
      <p className={entry.other}>
        {t('teams.invitation.have_other')}{' '}
        <Link to="/sign-in" search={{ back: '/invitation' }}>
          {t('web.sign_in')}
        </Link>
      </p>
    </form>
  )
}

/** The account of somebody who has a passkey made on this device. */
async function registerByPasskey(body: RegisterInvited): Promise<Me> {
  const { token, name } = body
  const passkey = await makePasskey(await teamsApi.passkeyForInvited({ token, name }))
  if (!passkey) throw new ApiError(0, 'accounts.password_or_passkey')
  return teamsApi.registerInvited({ ...body, passkey })
}
