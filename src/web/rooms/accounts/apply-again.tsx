// For somebody with an account and without a team, where the operator lets people in one by one: asks once more.
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './entry.module.css'
import { Problem } from './problem.tsx'
import { registrationApi } from './registration-api.ts'
import { useEntryForm } from './use-entry-form.ts'

type TeamKind = 'organisation' | 'personal'

export function ApplyAgain({ teamName }: { teamName: string }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const [teamKind, setTeamKind] = useState<TeamKind>('organisation')
  const [message, setMessage] = useState('')
  const send = useMutation({
    mutationFn: registrationApi.apply,
    onSuccess: (me) => queryClient.setQueryData(keys.me, me),
  })
  const form = useEntryForm({
    fields: teamKind === 'organisation' ? ['teamName'] : [],
    newPassword: false,
    error: send.error,
    submit: (written) => send.mutate({ teamKind, teamName: written.teamName, message }),
  })
  return (
    <form className={classes.fields} {...form.form}>
      <fieldset className={classes.choice}>
        <legend className={classes.choiceLabel}>{t('registration.kind')}</legend>
        <SegmentedControl
          fullWidth
          value={teamKind}
          onChange={(value) => setTeamKind(value === 'personal' ? 'personal' : 'organisation')}
          data={[
            { value: 'organisation', label: t('registration.kind.organisation') },
            { value: 'personal', label: t('registration.kind.personal') },
          ]}
        />
      </fieldset>
      {teamKind === 'organisation' && (
        <TextInput
          {...form.field('teamName')}
          label={t('registration.organisation')}
          autoComplete="organization"
          required
          withAsterisk={false}
          maxLength={120}
          defaultValue={teamName}
        />
      )}
      <Textarea
        label={t('registration.message')}
        autosize
        minRows={2}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <Problem error={form.error} />
      <Button type="submit" variant="filled" className={classes.submit} loading={send.isPending}>
        {t('registration.confirm.apply')}
      </Button>
    </form>
  )
}
