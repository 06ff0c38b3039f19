// Asks for a password, a code or a passkey, whichever this person has. Where a second factor is missing altogether it leads to the page
// that sets one up.
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Missing } from '../../lib/proof.ts'
import { useWords } from '../../lib/words.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import classes from './account.module.css'
import { credentialsApi } from './credentials-api.ts'
import { answerByPasskey, hasPasskeys } from './passkey-browser.ts'
import { Problem } from './problem.tsx'

interface Props {
  missing: Missing
  onDone: (proven: boolean) => void
}

type Ways = Awaited<ReturnType<typeof credentialsApi.waysToProve>>

export function ProveDialog({ missing, onDone }: Props) {
  const { t } = useWords()
  const ways = useQuery({
    queryKey: ['ways-to-prove'],
    queryFn: credentialsApi.waysToProve,
    staleTime: 0,
    gcTime: 0,
  })
  const [left, setLeft] = useState(false)
  const close = () => {
    if (left) return
    setLeft(true)
    onDone(false)
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('account.prove.title')}
      size={440}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      {ways.isError && <ErrorPlace error={ways.error} onRetry={() => void ways.refetch()} />}
      {ways.data && <Proofs ways={allowed(ways.data, missing)} missing={missing} onDone={onDone} />}
    </Modal>
  )
}

/** A password is no second factor. */
const allowed = (ways: Ways, missing: Missing): Ways =>
  missing === 'second-factor' ? { ...ways, password: false } : ways

function Proofs({ ways, missing, onDone }: Props & { ways: Ways }) {
  const { t } = useWords()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const prove = async (proof: () => Promise<Parameters<typeof credentialsApi.prove>[0] | undefined>) => {
    setBusy(true)
    setError(undefined)
    try {
      const given = await proof()
      if (!given) return
      await credentialsApi.prove(given)
      onDone(true)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const byPasskey = async () => {
    // Challenges are answered once: each try needs a fresh one.
    const { passkey } = await credentialsApi.waysToProve()
    const answer = passkey && (await answerByPasskey(passkey))
    return answer ? { passkey: answer } : undefined
  }
  const passkey = ways.passkey && hasPasskeys()
  if (!passkey && !ways.password && !ways.code) return <NoSecondFactor onDone={onDone} />
  return (
    <div className={classes.prove}>
      <p className={classes.text}>{missing === 'proof' ? t('account.prove.lead') : t('account.prove.second')}</p>
      {passkey && (
        <Button
          variant={ways.password || ways.code ? 'default' : 'filled'}
          leftSection={<KeyIcon size={18} />}
          loading={busy}
          onClick={() => void prove(byPasskey)}
        >
          {t('account.use_passkey')}
        </Button>
      )}
      {(ways.password || ways.code) && (
        <SecretForm ways={ways} busy={busy} onSubmit={(secret) => void prove(async () => secret)} />
      )}
      <Problem error={error} />
    </div>
  )
}

type Secret = { password: string } | { code: string }

function SecretForm({ ways, busy, onSubmit }: { ways: Ways; busy: boolean; onSubmit: (secret: Secret) => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<'password' | 'code'>(ways.password ? 'password' : 'code')
  const [written, setWritten] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(!written.trim())
    if (written.trim()) onSubmit(kind === 'password' ? { password: written } : { code: written.trim() })
  }
  const field = {
    value: written,
    onChange: (event: { currentTarget: { value: string } }) => {
      setWritten(event.currentTarget.value)
      setEmpty(false)
    },
    'data-autofocus': true,
  }
  return (
    <form className={classes.prove} onSubmit={submit} noValidate>
      {kind === 'password' ? (
        <PasswordInput
          {...field}
          label={t('web.password')}
          autoComplete="current-password"
          error={isEmpty && t('web.form.password_empty')}
          visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
        />
      ) : (
        <TextInput
          {...field}
          label={t('account.code')}
          description={t('account.code.hint')}
          autoComplete="one-time-code"
          error={isEmpty && t('account.code.empty')}
        />
      )}
      <div className={classes.ways}>
        <Button type="submit" variant="filled" loading={busy}>
          {t('account.prove.submit')}
        </Button>
        {ways.password && ways.code && (
          <Button
            variant="subtle"
            onClick={() => {
              setKind(kind === 'password' ? 'code' : 'password')
              setWritten('')
            }}
          >
            {kind === 'password' ? t('account.prove.by_code') : t('account.prove.by_password')}
          </Button>
        )}
      </div>
    </form>
  )
}

function NoSecondFactor({ onDone }: Pick<Props, 'onDone'>) {
  const { t } = useWords()
  return (
    <div className={classes.prove}>
      <p className={classes.text}>{t('account.prove.none')}</p>
      <div className={classes.ways}>
        {/* A whole page load: whatever waited for the proof is given up. */}
        <Button component="a" href="/account/security" variant="filled">
          {t('account.prove.set_up')}
        </Button>
        <Button variant="subtle" onClick={() => onDone(false)}>
          {t('web.cancel')}
        </Button>
      </div>
    </div>
  )
}
