// Another password, or the first one of somebody who came with a passkey.
import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './account.module.css'
import { credentialsApi } from './credentials-api.ts'
import { FormEnd } from './form-end.tsx'
import { useCredentialChange } from './use-change.ts'

/** As the contract of the accounts asks. */
const shortest = 8

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.card} aria-labelledby="security-password">
      <div className={classes.cardHead}>
        <h2 id="security-password">{t('web.password')}</h2>
        {!isOpen && (
          <Button onClick={() => setOpen(true)}>
            {hasPassword ? t('account.password.change') : t('account.password.set')}
          </Button>
        )}
      </div>
      {!hasPassword && <p className={classes.text}>{t('account.password.none')}</p>}
      {isOpen && <PasswordForm onClose={() => setOpen(false)} />}
    </section>
  )
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { t } = words
  const [password, setPassword] = useState('')
  const [endOtherSessions, setEndOthers] = useState(true)
  const [isShort, setShort] = useState(false)
  const save = useCredentialChange(credentialsApi.changePassword, { said: 'account.password.changed', onDone: onClose })
  const isOfField = save.error instanceof ApiError && save.error.code.startsWith('accounts.password')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setShort(password.length < shortest)
    if (password.length >= shortest) save.mutate({ password, endOtherSessions })
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('account.password.new')}
        description={t('web.password.hint')}
        autoComplete="new-password"
        maxLength={128}
        autoFocus
        value={password}
        error={isShort ? t('web.form.password_short') : isOfField && words.error(save.error)}
        onChange={(event) => {
          setPassword(event.currentTarget.value)
          setShort(false)
          save.reset()
        }}
        visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
      />
      <Checkbox
        label={t('account.password.end_others')}
        checked={endOtherSessions}
        onChange={(event) => setEndOthers(event.currentTarget.checked)}
      />
      <FormEnd
        send={t('account.save')}
        isSending={save.isPending}
        error={isOfField ? undefined : save.error}
        onClose={onClose}
      />
    </form>
  )
}
