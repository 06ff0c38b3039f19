// Deletions at the desk: what waits for its day, and the certificates of those that are done.
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord, type Tone } from '../../ui/pieces.tsx'
import { AskReason } from '../desk/ask-reason.tsx'
import desk from '../desk/desk.module.css'
import { Paged } from '../desk/list-parts.tsx'
import own from './privacy.module.css'
import { type DeskErasure, privacyApi, privacyKeys } from './privacy-api.ts'

const deskRoute = getRouteApi('/desk')

const states: Record<DeskErasure['state'], { word: WordKey; tone: Tone }> = {
  waiting: { word: 'my_data.deletions.waiting', tone: 'warn' },
  held_up: { word: 'my_data.deletions.held_up', tone: 'danger' },
  undone: { word: 'my_data.deletions.undone', tone: 'quiet' },
  done: { word: 'my_data.deletions.done', tone: 'ok' },
}

export function DeletionsPart() {
  const { t } = useWords()
  return (
    <>
      <p className={desk.quiet}>{t('my_data.deletions.about')}</p>
      <Paged queryKey={privacyKeys.deletions} load={privacyApi.deletions} empty={t('my_data.deletions.none')}>
        {(deletions) => (
          <ul className={own.cards}>
            {deletions.map((deletion) => (
              <DeletionCard key={deletion.id} deletion={deletion} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  )
}

function DeletionCard({ deletion }: { deletion: DeskErasure }) {
  const { t, day, has } = useWords()
  const { word, tone } = states[deletion.state]
  const kind = t(deletion.kind === 'team' ? 'my_data.deletions.team' : 'my_data.deletions.account')
  return (
    <li className={own.card}>
      <div className={own.cardHead}>
        <h2>
          {kind} {deletion.name ?? ''}
        </h2>
        <StateWord tone={tone}>{t(word)}</StateWord>
      </div>
      <p className={own.facts}>
        {deletion.subjectId} · {day(deletion.requestedAt)} → {day(deletion.finishedAt ?? deletion.dueAt)}
      </p>
      {deletion.deletedRows !== null && (
        <p className={own.message}>
          {t('my_data.deletions.went', { rows: deletion.deletedRows, files: deletion.deletedFiles ?? 0 })}
        </p>
      )}
      {deletion.kept.length > 0 && (
        <ul className={own.steps} aria-label={t('my_data.deletions.kept')}>
          {deletion.kept.map(({ table, rows, reason, until }) => (
            <li key={table}>
              {has(`my_data.kept.${reason}`) ? t(`my_data.kept.${reason}` as WordKey) : reason} · {table}: {rows}
              {until && ` · ${t('my_data.export.until', { date: day(until) })}`}
            </li>
          ))}
        </ul>
      )}
      <Revoke deletion={deletion} />
      {deletion.certificateSha256 && <p className={own.details}>SHA-256 {deletion.certificateSha256}</p>}
    </li>
  )
}

/** What the operator ordered, its owner can take back. */
function Revoke({ deletion: { id, isOrdered, state } }: { deletion: DeskErasure }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [isAsking, setAsking] = useState(false)
  if (!isOrdered || me.operator !== 'owner' || (state !== 'waiting' && state !== 'held_up')) return null
  return (
    <>
      <div>
        <Button onClick={() => setAsking(true)}>{t('my_data.deletions.revoke')}</Button>
      </div>
      <AskReason
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('my_data.deletions.revoke')}
        about={t('my_data.deletions.revoke_about')}
        label={t('desk.reason_label')}
        verb={t('my_data.deletions.revoke')}
        onConfirm={(reason) => privacyApi.revokeDeletion(id, reason)}
      />
    </>
  )
}
