// Passkeys: add, name, take off; each with its last use.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { ConfirmDialog } from '../teams/confirm-dialog.tsx'
import classes from './account.module.css'
import { type Credentials, credentialsApi } from './credentials-api.ts'
import { hasPasskeys, makePasskey } from './passkey-browser.ts'
import { Problem } from './problem.tsx'
import { useCredentialChange } from './use-change.ts'

type Passkey = Credentials['passkeys'][number]

export function PasskeysCard({ credentials: { passkeys } }: { credentials: Credentials }) {
  const { t, moment } = useWords()
  const add = useCredentialChange(async (_: undefined) => {
    const passkey = await makePasskey(await credentialsApi.newPasskey())
    if (passkey) await credentialsApi.addPasskey({ name: t('account.passkeys.named', { date: moment() }), passkey })
  }, {})
  return (
    <section className={classes.card} aria-labelledby="security-passkeys">
      <div className={classes.cardHead}>
        <h2 id="security-passkeys">{t('account.passkeys')}</h2>
        {hasPasskeys() && (
          <Button leftSection={<KeyIcon size={18} />} loading={add.isPending} onClick={() => add.mutate(undefined)}>
            {t('account.passkeys.add')}
          </Button>
        )}
      </div>
      <p className={classes.text}>{hasPasskeys() ? t('account.passkeys.about') : t('account.passkeys.not_here')}</p>
      <Problem error={add.error} />
      {passkeys.length > 0 && (
        <ul className={classes.rows}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t, date } = useWords()
  const [isNaming, setNaming] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const remove = useCredentialChange(credentialsApi.removePasskey, { said: 'account.passkeys.removed' })
  if (isNaming) return <NameRow passkey={passkey} onClose={() => setNaming(false)} />
  return (
    <li className={classes.row}>
      <div className={classes.rowText}>
        <div className={classes.rowName}>{passkey.name}</div>
        <div className={classes.rowFacts}>
          {t('account.passkeys.added', { date: date(passkey.createdAt) })}
          {' · '}
          {passkey.lastUsedAt
            ? t('account.passkeys.used', { date: date(passkey.lastUsedAt) })
            : t('account.passkeys.unused')}
        </div>
        <Problem error={remove.error} />
      </div>
      <div className={classes.ways}>
        <Button
          variant="subtle"
          aria-label={`${t('account.passkeys.rename')}: ${passkey.name}`}
          onClick={() => setNaming(true)}
        >
          {t('account.passkeys.rename')}
        </Button>
        <Button
          variant="danger"
          aria-label={`${t('account.passkeys.remove')}: ${passkey.name}`}
          onClick={() => setAsked(true)}
        >
          {t('account.passkeys.remove')}
        </Button>
      </div>
      {isAsked && (
        <ConfirmDialog
          title={t('account.passkeys.remove_title', { name: passkey.name })}
          text={t('account.passkeys.remove_about')}
          action={t('account.passkeys.remove')}
          isDangerous
          pending={remove.isPending}
          error={undefined}
          onConfirm={() => {
            // Closed first: proving once more opens a dialog of its own.
            setAsked(false)
            remove.mutate(passkey.id)
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  )
}

function NameRow({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState(passkey.name)
  const save = useCredentialChange((wanted: string) => credentialsApi.renamePasskey(passkey.id, wanted), {
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) save.mutate(name.trim())
  }
  return (
    <li className={classes.row}>
      <form className={classes.rowText} onSubmit={submit}>
        <TextInput
          label={t('account.passkeys.name')}
          maxLength={60}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Problem error={save.error} />
        <div className={classes.rowWays}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!name.trim()}>
            {t('account.save')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('web.cancel')}
          </Button>
        </div>
      </form>
    </li>
  )
}
