// The address of an account. Another one counts only after its own mail was answered; until then the old one stays.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './account.module.css'
import { credentialKeys, credentialsApi } from './credentials-api.ts'
import { FormEnd } from './form-end.tsx'
import { Problem } from './problem.tsx'
import { useCredentialChange } from './use-change.ts'

export function EmailCard({ email }: { email: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const pending = useQuery({ queryKey: credentialKeys.pendingEmail, queryFn: credentialsApi.pendingEmail })
  const cancel = useCredentialChange(credentialsApi.cancelEmail)
  const waitingFor = pending.data?.pending
  return (
    <section className={classes.card} aria-labelledby="security-email">
      <div className={classes.cardHead}>
        <h2 id="security-email">{t('web.email')}</h2>
        {!isOpen && !waitingFor && <Button onClick={() => setOpen(true)}>{t('account.email.change')}</Button>}
      </div>
      <p className={classes.value}>{email}</p>
      {waitingFor && (
        <div className={classes.ways}>
          <p className={classes.text}>{t('account.email.waiting', { email: waitingFor })}</p>
          <Button variant="subtle" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
            {t('account.email.cancel')}
          </Button>
        </div>
      )}
      <Problem error={cancel.error} />
      {isOpen && !waitingFor && <EmailForm onClose={() => setOpen(false)} />}
    </section>
  )
}

function EmailForm({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [email, setEmail] = useState('')
  const [isWrong, setWrong] = useState(false)
  const save = useCredentialChange(credentialsApi.changeEmail, { said: 'account.email.sent', onDone: onClose })
  const isOfField = save.error instanceof ApiError && /^accounts\.(email|domain)/.test(save.error.code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fits = /^[^\s@]+@[^\s@]+$/.test(email.trim())
    setWrong(!fits)
    if (fits) save.mutate(email.trim())
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <TextInput
        type="email"
        label={t('account.email.new')}
        description={t('account.email.hint')}
        autoComplete="email"
        autoFocus
        value={email}
        error={isWrong ? t('web.form.email_wrong') : isOfField && words.error(save.error)}
        onChange={(event) => {
          setEmail(event.currentTarget.value)
          setWrong(false)
          save.reset()
        }}
      />
      <FormEnd
        send={t('account.email.send')}
        isSending={save.isPending}
        error={isOfField ? undefined : save.error}
        onClose={onClose}
      />
    </form>
  )
}
