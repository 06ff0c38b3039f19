// What a person wants to be told about, and how: a row per kind, a switch per channel, kept at once.
import { Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import classes from './notices.module.css'
import { noticeKeys, noticesApi, type Preference, type Preferences } from './notices-api.ts'

export function PreferencesPage() {
  const { t } = useWords()
  usePageTitle(t('notices.title'))
  const query = useQuery({ queryKey: noticeKeys.preferences, queryFn: noticesApi.preferences })
  const choose = useChoose()
  const rows = query.data?.preferences ?? []
  return (
    <>
      <h1>{t('notices.title')}</h1>
      <p className={classes.intro}>{t('notices.preferences.intro')}</p>
      {query.data && !query.data.mailLeaves && (
        <p className={classes.waits} role="note">
          {t('notices.preferences.mail_waits')}
        </p>
      )}
      {query.isError && !query.data && <ErrorPlace error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <div className={classes.bones} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {query.data && (
        <>
          <PreferenceTable
            title={t('notices.preferences.work')}
            rows={rows.filter((row) => !row.isSecurity)}
            onChoose={choose}
          />
          <PreferenceTable
            title={t('notices.preferences.safety')}
            rows={rows.filter((row) => row.isSecurity)}
            onChoose={choose}
          />
        </>
      )}
    </>
  )
}

interface TableProps {
  title: string
  rows: Preference[]
  onChoose: (preference: Preference) => void
}

function PreferenceTable({ title, rows, onChoose }: TableProps) {
  const { t } = useWords()
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('notices.preferences.kind')}</th>
          <th scope="col" className={classes.channel}>
            {t('notices.preferences.in_app')}
          </th>
          <th scope="col" className={classes.channel}>
            {t('notices.preferences.by_mail')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PreferenceRow key={row.kind} row={row} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  )
}

function PreferenceRow({ row, onChoose }: { row: Preference; onChoose: (preference: Preference) => void }) {
  const { t } = useWords()
  const name = t(`notices.kind.${row.kind}`)
  const channels = [
    ['inApp', t('notices.preferences.in_app')],
    ['byMail', t('notices.preferences.by_mail')],
  ] as const
  return (
    <tr>
      <th scope="row">{name}</th>
      {channels.map(([channel, word]) => (
        <td key={channel} className={classes.channel}>
          {row.isSecurity ? (
            <span className={classes.always}>{t('notices.preferences.always')}</span>
          ) : (
            <Checkbox
              size="md"
              classNames={{ input: classes.box }}
              aria-label={`${name}: ${word}`}
              checked={row[channel]}
              onChange={(event) => onChoose({ ...row, [channel]: event.currentTarget.checked })}
            />
          )}
        </td>
      ))}
    </tr>
  )
}

/** Shown at once, taken back when the server says no. */
function useChoose() {
  const { error: sentence } = useWords()
  const queryClient = useQueryClient()
  return (chosen: Preference) => {
    const { kind, inApp, byMail } = chosen
    queryClient.setQueryData<Preferences>(
      noticeKeys.preferences,
      (data) => data && { ...data, preferences: data.preferences.map((row) => (row.kind === kind ? chosen : row)) },
    )
    noticesApi.choose(kind, { inApp, byMail }).catch((error) => {
      showToast(sentence(error), { tone: 'danger' })
      void queryClient.invalidateQueries({ queryKey: noticeKeys.preferences })
    })
  }
}
