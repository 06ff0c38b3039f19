// A form of one address, and what is said once a mail is on its way: registration and a lost password begin like this.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AskToRegister } from '#rooms/accounts/registration/contract.ts'
import { api, keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { useCarriedAddress } from './carried-address.ts'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { Problem } from './problem.tsx'
import { useAskForMail } from './registration-api.ts'
import { useEntryForm } from './use-entry-form.ts'

interface AskForMailProps {
  title: string
  lead: string
  send: (body: AskToRegister) => Promise<void>
  children: ReactNode
}

export function AskForMail({ title, lead, send, children }: AskForMailProps) {
  const { t, language } = useWords()
  const carried = useCarriedAddress()
  const ask = useMutation({ mutationFn: useAskForMail(send) })
  const form = useEntryForm({
    fields: ['email'],
    newPassword: false,
    error: ask.error,
    submit: ({ email }) => ask.mutate({ email, language }),
  })
  if (ask.data !== undefined) return <MailIsOnItsWay email={ask.data} onOther={() => ask.reset()} />
  return (
    <EntryFrame title={title} lead={lead}>
      <form className={classes.fields} {...form.form}>
        <TextInput
          {...form.field('email')}
          defaultValue={carried}
          type="email"
          inputMode="email"
          label={t('web.email')}
          autoComplete="username"
          required
          withAsterisk={false}
          maxLength={254}
          autoFocus
        />
        <Problem error={form.error} />
        <Button type="submit" variant="filled" className={classes.submit} loading={ask.isPending}>
          {t('registration.ask.submit')}
        </Button>
        <p className={classes.working} role="status">
          {ask.isPending && t('registration.ask.working')}
        </p>
      </form>
      {children}
    </EntryFrame>
  )
}

function MailIsOnItsWay({ email, onOther }: { email: string; onOther: () => void }) {
  const { t } = useWords()
  const { data: welcome } = useQuery({ queryKey: keys.welcome, queryFn: api.welcome })
  return (
    <EntryFrame title={t('registration.sent.title')} lead={t('registration.sent.lead', { email })} takesFocus>
      <p className={classes.hint} role="status">
        {t('registration.sent.hint')}
      </p>
      <div className={classes.ways}>
        {welcome?.showsMails && (
          <Button component="a" href="/inbox" variant="filled">
            {t('registration.sent.inbox')}
          </Button>
        )}
        <Button onClick={onOther}>{t('registration.sent.other')}</Button>
      </div>
    </EntryFrame>
  )
}
