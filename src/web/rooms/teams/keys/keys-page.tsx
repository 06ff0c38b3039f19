// The keys with which programs act for the team: what they may do, until when, whether they are used. A key itself is shown only once,
// when it is made.
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords } from '../../../lib/words.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { ErrorPlace, StateWord, type Tone } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import classes from './keys.module.css'
import { type ApiKey, apiKeysOf, keysApi } from './keys-api.ts'
import { NewKeyDialog } from './new-key.tsx'

const studioRoute = getRouteApi('/studio/$teamId')

export function KeysPage() {
  const { t } = useWords()
  const { teamId } = studioRoute.useParams()
  const [making, setMaking] = useState(false)
  usePageTitle(t('keys.title'))
  const list = useQuery({ queryKey: apiKeysOf(teamId), queryFn: () => keysApi.list(teamId) })
  const working = list.data?.filter(({ state }) => state === 'works' || state === 'maker_gone') ?? []
  const ended = list.data?.filter(({ state }) => state === 'revoked' || state === 'expired') ?? []
  return (
    <>
      <header className={classes.header}>
        <div>
          <h1>{t('keys.title')}</h1>
          <p className={classes.about}>{t('keys.about')}</p>
        </div>
        <Button variant="filled" leftSection={<PlusIcon size={18} />} onClick={() => setMaking(true)}>
          {t('keys.new')}
        </Button>
      </header>
      {list.isError && !list.data && <ErrorPlace error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {list.data?.length === 0 && <p className={classes.nothing}>{t('keys.none')}</p>}
      {working.length > 0 && <KeyList teamId={teamId} keys={working} label={t('keys.title')} Name="h2" />}
      {ended.length > 0 && (
        <section className={classes.ended}>
          <h2>{t('keys.ended')}</h2>
          <KeyList teamId={teamId} keys={ended} label={t('keys.ended')} Name="h3" />
        </section>
      )}
      {making && <NewKeyDialog teamId={teamId} onClose={() => setMaking(false)} />}
    </>
  )
}

function KeyList({ teamId, keys, label, Name }: { teamId: string; keys: ApiKey[]; label: string; Name: 'h2' | 'h3' }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {keys.map((key) => (
        <KeyItem key={key.id} teamId={teamId} apiKey={key} Name={Name} />
      ))}
    </ul>
  )
}

const tones: Record<ApiKey['state'], Tone> = { works: 'ok', expired: 'quiet', revoked: 'quiet', maker_gone: 'warn' }

/** Uses are kept by the hour: the first one would stand before the key itself. */
const notBefore = (earliest: string, at: string) => (new Date(at) < new Date(earliest) ? earliest : at)

function KeyItem({ teamId, apiKey: key, Name }: { teamId: string; apiKey: ApiKey; Name: 'h2' | 'h3' }) {
  const { t, date } = useWords()
  const idle = new Set(key.idleScopes)
  const isEnded = key.state === 'revoked' || key.state === 'expired'
  return (
    <li className={classes.key} data-ended={isEnded || undefined}>
      <div className={classes.head}>
        <Name>{key.name}</Name>
        <code className={classes.ending} title={t('keys.ending')}>
          pq_…{key.ending}
        </code>
        <StateWord tone={tones[key.state]}>{t(`keys.state.${key.state}`)}</StateWord>
      </div>
      <ul className={classes.scopes} aria-label={t('keys.scopes')}>
        {key.scopes.map((scope) => (
          <li key={scope} data-idle={(idle.has(scope) && !isEnded) || undefined}>
            {t(`abilities.${scope}`)}
          </li>
        ))}
      </ul>
      {!isEnded && key.state === 'works' && idle.size > 0 && <p className={classes.note}>{t('keys.idle')}</p>}
      <div className={classes.foot}>
        <p className={classes.facts}>
          <span>{t('keys.made_by', { name: key.madeBy ?? t('activity.gone'), date: date(key.createdAt) })}</span>
          <span>
            {key.lastUsedAt
              ? t('keys.used', { date: date(notBefore(key.createdAt, key.lastUsedAt)) })
              : t('keys.unused')}
          </span>
          <span>
            {key.revokedAt
              ? t('keys.revoked_by', { name: key.revokedBy ?? t('activity.gone'), date: date(key.revokedAt) })
              : t(key.state === 'expired' ? 'keys.ran_out' : 'keys.until', { date: date(key.expiresAt) })}
          </span>
        </p>
        {!isEnded && <RevokeButton teamId={teamId} apiKey={key} />}
      </div>
    </li>
  )
}

/** Asked in place: a key that is revoked never comes back. */
function RevokeButton({ teamId, apiKey }: { teamId: string; apiKey: ApiKey }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const revoke = async () => {
    setBusy(true)
    try {
      await keysApi.revoke(teamId, apiKey.id)
      await queryClient.invalidateQueries({ queryKey: apiKeysOf(teamId) })
      showToast(t('keys.revoked', { name: apiKey.name }))
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  if (!asking)
    return (
      <Button variant="danger" aria-label={`${t('keys.revoke')}: ${apiKey.name}`} onClick={() => setAsking(true)}>
        {t('keys.revoke')}
      </Button>
    )
  return (
    <div className={classes.ask} role="alert">
      <span>{t('keys.revoke_ask')}</span>
      <Button onClick={() => setAsking(false)}>{t('web.cancel')}</Button>
      <Button variant="danger" loading={busy} autoFocus onClick={() => void revoke()}>
        {t('keys.revoke')}
      </Button>
    </div>
  )
}
