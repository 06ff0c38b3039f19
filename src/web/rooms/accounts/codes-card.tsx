// One-time codes of an authenticator app: set up by a picture and a first code, with recovery codes at the end; or taken off.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { encode } from 'uqr'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { CopyField, StateWord } from '../../ui/pieces.tsx'
import classes from './account.module.css'
import { type Credentials, credentialsApi } from './credentials-api.ts'
import { Problem } from './problem.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useCredentialChange } from './use-change.ts'

/** Fewer are worth a word. */
const few = 3

export function CodesCard({ credentials, email }: { credentials: Credentials; email: string }) {
  const { t, date } = useWords()
  const [shown, setShown] = useState<readonly string[]>()
  const since = credentials.codesSince
  const prepare = useCredentialChange(credentialsApi.prepareCodes)
  const remove = useCredentialChange(credentialsApi.removeCodes, { said: 'account.codes.removed' })
  const renew = useCredentialChange(credentialsApi.renewRecoveryCodes, { onDone: ({ codes }) => setShown(codes) })
  const added = (codes: readonly string[]) => {
    setShown(codes)
    prepare.reset()
  }
  return (
    <section className={classes.card} aria-labelledby="security-codes">
      <div className={classes.cardHead}>
        <h2 id="security-codes">{t('account.codes')}</h2>
        {since && <StateWord tone="ok">{t('account.codes.since', { date: date(since) })}</StateWord>}
        {!since && !prepare.data && (
          <Button variant="filled" loading={prepare.isPending} onClick={() => prepare.mutate(undefined)}>
            {t('account.codes.set_up')}
          </Button>
        )}
      </div>
      <p className={classes.text}>{t('account.codes.about')}</p>
      <Problem error={prepare.error ?? remove.error ?? renew.error} />
      {!since && prepare.data && <Enrolment {...prepare.data} onAdded={added} onCancel={() => prepare.reset()} />}
      {shown && <RecoveryCodes codes={shown} email={email} onClose={() => setShown(undefined)} />}
      {since && !shown && (
        <>
          <p className={classes.text} data-warn={credentials.recoveryCodesLeft < few || undefined}>
            {t('account.recovery.left', { count: credentials.recoveryCodesLeft })}
          </p>
          <div className={classes.ways}>
            <Button loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
              {t('account.recovery.renew')}
            </Button>
            <Button variant="danger" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {t('account.codes.remove')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

interface EnrolmentProps {
  secret: string
  uri: string
  onAdded: (codes: readonly string[]) => void
  onCancel: () => void
}

function Enrolment({ secret, uri, onAdded, onCancel }: EnrolmentProps) {
  const words = useWords()
  const { t } = words
  const [code, setCode] = useState('')
  const [isWrong, setWrong] = useState(false)
  const confirm = useCredentialChange(credentialsApi.confirmCodes, {
    said: 'account.codes.added',
    onDone: ({ codes }) => onAdded(codes),
  })
  const isOfField = confirm.error instanceof ApiError && confirm.error.code === 'accounts.wrong_code'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const digits = code.replace(/\s/g, '')
    setWrong(!/^\d{6}$/.test(digits))
    if (/^\d{6}$/.test(digits)) confirm.mutate(digits)
  }
  return (
    <div className={classes.enrolment}>
      <QrPicture uri={uri} />
      <div className={classes.prove}>
        <p>{t('account.codes.scan')}</p>
        <a className={classes.onDevice} href={uri}>
          {t('account.codes.on_device')}
        </a>
        <CopyField label={t('account.codes.by_hand')} value={secret.replace(/(.{4})(?=.)/g, '$1 ')} multiline />
        <form className={classes.fields} onSubmit={submit} noValidate>
          <TextInput
            label={t('account.codes.first')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            value={code}
            error={isWrong ? t('account.codes.six') : isOfField && words.error(confirm.error)}
            onChange={(event) => {
              setCode(event.currentTarget.value)
              setWrong(false)
              confirm.reset()
            }}
          />
          <Problem error={isOfField ? undefined : confirm.error} />
          <div className={classes.ways}>
            <Button type="submit" variant="filled" loading={confirm.isPending}>
              {t('account.codes.confirm')}
            </Button>
            <Button variant="subtle" onClick={onCancel}>
              {t('web.cancel')}
            </Button>
          </div>
        </form>
      </div>
    </div>
  )
}

/** What scanners want around it, in modules. */
const quiet = 3

function QrPicture({ uri }: { uri: string }) {
  const { t } = useWords()
  const { path, size } = useMemo(() => {
    const { data, size } = encode(uri, { ecc: 'M', border: quiet })
    const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    return { path: rows.join(''), size }
  }, [uri])
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('account.codes.qr')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
