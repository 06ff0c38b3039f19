// What an agreement changes, in words: one line per matter, each naming the agreement that says so.
import { type OverrideEffect, overrideEffects } from '#rooms/agreements/effects/contract.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import desk from '../desk/desk.module.css'
import type { Agreement, Overrides } from './agreements-api.ts'

export const overrideWords: Record<keyof Overrides, WordKey> = {
  storageLimitBytes: 'agreements.key.storage',
  membersLimit: 'agreements.key.members',
  priceText: 'agreements.key.price',
  currency: 'agreements.key.currency',
  dueDays: 'agreements.key.due',
  pastDueDays: 'agreements.key.past_due',
  graceDays: 'agreements.key.grace',
  suspendPolicy: 'agreements.key.suspend',
  publicToursOnSuspend: 'agreements.key.public_tours',
  terminationNoticeDays: 'agreements.key.notice',
  retentionDays: 'agreements.key.retention',
  serviceLevelText: 'agreements.key.service',
  liabilityText: 'agreements.key.liability',
  governingLanguage: 'agreements.key.language',
}

/** What the software does not carry out by itself is said. */
const effectWords: Partial<Record<OverrideEffect, WordKey>> = {
  with_bills: 'agreements.effect.with_bills',
  by_parties: 'agreements.effect.by_parties',
}

const choiceWords: Record<string, WordKey> = {
  standard: 'agreements.suspend.standard',
  no_suspend: 'agreements.suspend.none',
  keep: 'agreements.public.keep',
  hide: 'agreements.public.hide',
  kk: 'agreements.language.kk',
  ru: 'agreements.language.ru',
  en: 'agreements.language.en',
}

export function OverridesList({ agreement }: { agreement: Agreement }) {
  const { t } = useWords()
  const inWords = useOverrideValue()
  const set = (Object.keys(overrideWords) as (keyof Overrides)[]).filter(
    (key) => agreement.overrides[key] !== undefined,
  )
  if (set.length === 0) return <p className={desk.quiet}>{t('agreements.nothing')}</p>
  return (
    <ul className={desk.rows}>
      {set.map((key) => (
        <li key={key} className={desk.row}>
          <div className={desk.rowMain}>
            <strong>{t(overrideWords[key])}</strong>
            <span className={desk.noteText}> {inWords(key, agreement.overrides)}</span>
            <Effect of={key} />
          </div>
          <span className={desk.quiet}>{t('agreements.from', { number: agreement.number })}</span>
        </li>
      ))}
    </ul>
  )
}

function Effect({ of }: { of: keyof Overrides }) {
  const { t } = useWords()
  const word = effectWords[overrideEffects[of]]
  return word ? <div className={desk.quiet}>{t(word)}</div> : null
}

function useOverrideValue() {
  const { t, bytes, text } = useWords()
  return (key: keyof Overrides, overrides: Overrides): string => {
    const value = overrides[key]
    if (typeof value === 'object') return text(value)
    if (key === 'storageLimitBytes') return bytes(Number(value))
    if (key.endsWith('Days')) return t('agreements.days', { count: Number(value) })
    const word = choiceWords[String(value)]
    return word ? t(word) : String(value)
  }
}
