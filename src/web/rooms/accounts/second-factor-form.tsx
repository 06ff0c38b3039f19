// The second step of signing in: a code of the app, or a recovery code. After five tries it leads back to the password.
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Me } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { credentialsApi } from './credentials-api.ts'
import classes from './entry.module.css'
import { Problem } from './problem.tsx'

interface Props {
  step: string
  onEntered: (me: Me) => void
  onBack: (error?: unknown) => void
}

export function SecondFactorForm({ step, onEntered, onBack }: Props) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const enter = useMutation({
    mutationFn: () => credentialsApi.secondFactor({ step, code: code.trim() }),
    onSuccess: onEntered,
    onError: (error) => {
      setCode('')
      if (error instanceof ApiError && error.status === 410) onBack(error)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(!code.trim())
    if (code.trim()) enter.mutate()
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <TextInput
        label={t('account.code')}
        description={t('account.code.hint')}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        maxLength={40}
        value={code}
        error={isEmpty && t('account.code.empty')}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setEmpty(false)
        }}
      />
      <Problem error={enter.error} />
      <Button type="submit" variant="filled" className={classes.submit} loading={enter.isPending}>
        {t('account.second.submit')}
      </Button>
      <Button variant="subtle" onClick={() => onBack()}>
        {t('account.second.back')}
      </Button>
    </form>
  )
}
