// Entries of the history and of the security events as rows.
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import own from './privacy.module.css'
import type { HistoryEntry, SecurityEntry } from './privacy-api.ts'

export function HistoryTable({ entries }: { entries: HistoryEntry[] }) {
  const { t, date } = useWords()
  return (
    <table className={desk.table}>
      <thead>
        <tr>
          <th scope="col">{t('audit.when')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.team')}</th>
          <th scope="col">{t('audit.from_where')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className={desk.when}>{date(entry.at)}</td>
            <td>
              <Sentence entry={entry} />
              <span className={desk.sub}>
                {entry.action}
                {entry.targetId && ` · ${entry.targetId}`}
              </span>
              {entry.isErased ? (
                <StateWord tone="quiet">{t('audit.erased')}</StateWord>
              ) : (
                Object.keys(entry.details).length > 0 && <p className={own.details}>{JSON.stringify(entry.details)}</p>
              )}
            </td>
            <td>
              <span className={desk.cellLabel}>{t('audit.team')}: </span>
              {entry.team ?? '–'}
            </td>
            <td className={desk.when}>
              <span className={desk.cellLabel}>{t('audit.from_where')}: </span>
              {entry.address ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Names are those of today; of what can't be named any more the sentence says so. */
function Sentence({ entry }: { entry: HistoryEntry }) {
  const { t, has } = useWords()
  const key = `activity.${entry.action}`
  const person = entry.person ?? (entry.personId ? t('audit.person_gone') : t('audit.house'))
  const plain = Object.entries(entry.details).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === 'string' || typeof pair[1] === 'number',
  )
  const target = entry.target ?? '…'
  const values = { count: 1, name: '…', role: '…', ...Object.fromEntries(plain), person, target, member: target }
  return (
    <span className={desk.name}>
      {has(key) ? t(key as WordKey, values) : `${person}: ${entry.action}`}
      {entry.staff && ` (${t('audit.by_staff', { name: entry.staff })})`}
    </span>
  )
}

export function SecurityTable({ entries }: { entries: SecurityEntry[] }) {
  const { t, date, has } = useWords()
  return (
    <table className={desk.table}>
      <thead>
        <tr>
          <th scope="col">{t('audit.when')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.person')}</th>
          <th scope="col">{t('audit.from_where')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className={desk.when}>{date(entry.at)}</td>
            <td>
              <span className={desk.name}>
                {has(`audit.event.${entry.kind}`) ? t(`audit.event.${entry.kind}` as WordKey) : entry.kind}
              </span>
              {Object.keys(entry.details).length > 0 && <p className={own.details}>{JSON.stringify(entry.details)}</p>}
            </td>
            <td>
              <span className={desk.cellLabel}>{t('audit.person')}: </span>
              {entry.person ?? (entry.personId ? t('audit.person_gone') : '–')}
            </td>
            <td>
              <span className={desk.cellLabel}>{t('audit.from_where')}: </span>
              {entry.address || '–'}
              <span className={desk.sub}>{entry.device}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
