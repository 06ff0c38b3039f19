// The account of somebody who came by a letter: the letter proves their address, so a name, a password and the documents are enough.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { AcceptDocuments } from '../accounts/accept-documents.tsx'
import entry from '../accounts/entry.module.css'
import { Problem } from '../accounts/problem.tsx'
import { useEntry } from '../accounts/use-entry.ts'
import { useEntryForm } from '../accounts/use-entry-form.ts'
import { type InvitationView, teamsApi } from './teams-api.ts'

export function InvitedForm({ token, register }: { token: string; register: NonNullable<InvitationView['register']> }) {
  const { t, language } = useWords()
  const arrival = useEntry(teamsApi.registerInvited)
  const [accepted, setAccepted] = useState<string[]>([])
  const [asksToAccept, setAsksToAccept] = useState(false)
  const form = useEntryForm({
    fields: ['name', 'password'],
    newPassword: true,
    error: arrival.error,
    submit: ({ name, password }) => {
      const isComplete = register.documents.every(({ versionId }) => accepted.includes(versionId))
      setAsksToAccept(!isComplete)
      if (isComplete) arrival.mutate({ token, name, password, language, versionIds: accepted })
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
      <PasswordInput
        {...form.field('password')}
        label={t('web.password')}
        description={t('registration.password.hint')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
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
