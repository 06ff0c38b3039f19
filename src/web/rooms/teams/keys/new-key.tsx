// Making a key: its name, what it may do, for how long; then the key, this one time, with a line to try it.
import { Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { can } from '#rooms/teams/abilities/contract.ts'
import { type KeyScope, keyLifetimesDays, keyScopes } from '#rooms/teams/keys/scopes/contract.ts'
import { api, keys } from '../../../lib/api.ts'
import { roleIn } from '../../../lib/role.ts'
import { useWords } from '../../../lib/words.tsx'
import { CopyField } from '../../../ui/pieces.tsx'
import classes from './keys.module.css'
import { apiKeysOf, keysApi, type MadeKey } from './keys-api.ts'

type Days = (typeof keyLifetimesDays)[number]

export function NewKeyDialog({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const { t } = useWords()
  const [made, setMade] = useState<MadeKey>()
  return (
    <Modal
      opened
      onClose={onClose}
      // A slip beside the dialog must not lose what is shown only once.
      closeOnClickOutside={!made}
      title={t(made ? 'keys.made' : 'keys.new')}
      size={560}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      {made ? (
        <Made teamId={teamId} made={made} onClose={onClose} />
      ) : (
        <KeyForm teamId={teamId} onMade={setMade} onClose={onClose} />
      )}
    </Modal>
  )
}

interface FormProps {
  teamId: string
  onMade: (made: MadeKey) => void
  onClose: () => void
}

function KeyForm({ teamId, onMade, onClose }: FormProps) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const me = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const role = me.data && roleIn(me.data, teamId)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['tours.view'])
  const [days, setDays] = useState<Days>(90)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim() || scopes.length === 0) return
    setBusy(true)
    setTrouble(undefined)
    try {
      onMade(await keysApi.make(teamId, { name: name.trim(), scopes: [...scopes], days }))
      await queryClient.invalidateQueries({ queryKey: apiKeysOf(teamId) })
    } catch (error) {
      setTrouble(error)
      setBusy(false)
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void make(event)} noValidate>
      <TextInput
        label={t('keys.name')}
        placeholder={t('keys.name_example')}
        value={name}
        maxLength={80}
        data-autofocus
        error={tried && !name.trim() ? t('keys.name_missing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={classes.choice}>
        <legend>{t('keys.scopes')}</legend>
        <div className={classes.boxes}>
          {keyScopes.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`abilities.${scope}`)}
              checked={scopes.includes(scope)}
              disabled={role === undefined || !can(role, scope)}
              onChange={(event) =>
                setScopes(event.currentTarget.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
        </div>
        {tried && scopes.length === 0 && (
          <p className={classes.error} role="alert">
            {t('keys.scopes_missing')}
          </p>
        )}
        <p className={classes.note}>{t('keys.scopes_note')}</p>
      </fieldset>
      <fieldset className={classes.choice}>
        <legend>{t('keys.days')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('keys.days')}
          value={String(days)}
          onChange={(value) => setDays(keyLifetimesDays.find((one) => String(one) === value) ?? days)}
          data={keyLifetimesDays.map((one) => ({ value: String(one), label: t('keys.for_days', { days: one }) }))}
        />
      </fieldset>
      {trouble !== undefined && (
        <p className={classes.error} role="alert">
          {sentence(trouble)}
        </p>
      )}
      <div className={classes.actions}>
        <Button onClick={onClose}>{t('web.cancel')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('keys.make')}
        </Button>
      </div>
    </form>
  )
}

function Made({ teamId, made, onClose }: { teamId: string; made: MadeKey; onClose: () => void }) {
  const { t } = useWords()
  const address = `${location.origin}/api/teams/${teamId}/${made.key.scopes.includes('tours.view') ? 'tours' : 'leads'}`
  return (
    <div className={classes.form}>
      <p className={classes.once}>{t('keys.once')}</p>
      <CopyField label={t('keys.key')} value={made.token} multiline />
      <CopyField
        label={t('keys.example')}
        value={`curl -H "Authorization: Bearer ${made.token}" \\\n  ${address}`}
        multiline
      />
      <div className={classes.actions}>
        <Button variant="filled" onClick={onClose}>
          {t('keys.saved')}
        </Button>
      </div>
    </div>
  )
}
