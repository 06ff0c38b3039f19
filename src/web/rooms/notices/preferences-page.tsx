// What a person wants to be told about, and how: a row per kind, a switch per channel, kept at once.
import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { mailPaces } from '#rooms/notices/contract.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { DigestChoice, digestHere } from './digest-choice.tsx'
import classes from './notices.module.css'
import { type MailPace, noticeKeys, noticesApi, type Preference, type Preferences } from './notices-api.ts'

export function PreferencesPage() {
  const { t } = useWords()
  usePageTitle(t('notices.title'))
  const query = useQuery({ queryKey: noticeKeys.preferences, queryFn: noticesApi.preferences })
  const choose = useChoose()
  const rows = query.data?.preferences ?? []
  const work = rows.filter((row) => !row.isSecurity)
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
          <div className={classes.paces}>
            <PaceOfAll rows={work} />
            {work.some(({ mail }) => mail === 'daily') && <DigestChoice digest={query.data.digest} />}
          </div>
          <PreferenceTable title={t('notices.preferences.work')} rows={work} onChoose={choose} />
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
  const paces = usePaces()
  const name = t(`notices.kind.${row.kind}`)
  if (row.isSecurity)
    return (
      <tr>
        <th scope="row">{name}</th>
        {['in_app', 'by_mail'].map((channel) => (
          <td key={channel} className={classes.channel}>
            <span className={classes.always}>{t('notices.preferences.always')}</span>
          </td>
        ))}
      </tr>
    )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={classes.channel}>
        <Checkbox
          size="md"
          classNames={{ input: classes.box }}
          aria-label={`${name}: ${t('notices.preferences.in_app')}`}
          checked={row.inApp}
          onChange={(event) => onChoose({ ...row, inApp: event.currentTarget.checked })}
        />
      </td>
      <td className={classes.channel}>
        <NativeSelect
          className={classes.pace}
          aria-label={`${name}: ${t('notices.preferences.by_mail')}`}
          value={row.mail}
          data={paces}
          onChange={(event) => onChoose({ ...row, mail: paceIn(event.currentTarget.value) ?? row.mail })}
        />
      </td>
    </tr>
  )
}

const paceIn = (value: string): MailPace | undefined => mailPaces.find((each) => each === value)

function usePaces() {
  const { t } = useWords()
  return mailPaces.map((value) => ({ value, label: t(`notices.preferences.mail.${value}`) }))
}

/** One choice for every kind of notice about work; says so where they differ. */
function PaceOfAll({ rows }: { rows: Preference[] }) {
  const { t, error: sentence } = useWords()
  const paces = usePaces()
  const queryClient = useQueryClient()
  const [first] = rows
  const common = rows.every(({ mail }) => mail === first?.mail) ? first?.mail : undefined
  const choose = async (mail: MailPace) => {
    try {
      await noticesApi.chooseForAll(mail)
      if (mail === 'daily') await rememberPlace(queryClient.getQueryData<Preferences>(noticeKeys.preferences))
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
    await queryClient.invalidateQueries({ queryKey: noticeKeys.preferences })
  }
  return (
    <NativeSelect
      label={t('notices.preferences.all')}
      value={common ?? ''}
      data={[...(common ? [] : [{ value: '', label: t('notices.preferences.mixed') }]), ...paces]}
      onChange={(event) => {
        const pace = paceIn(event.currentTarget.value)
        if (pace) void choose(pace)
      }}
    />
  )
}

/** The first choice of a mail of the day says where its reader is. */
const rememberPlace = async (known: Preferences | undefined) => {
  if (!known?.digest) await noticesApi.chooseDigest(digestHere())
}

/** Shown at once, taken back when the server says no. */
function useChoose() {
  const { error: sentence } = useWords()
  const queryClient = useQueryClient()
  return (chosen: Preference) => {
    const { kind, inApp, mail } = chosen
    const known = queryClient.getQueryData<Preferences>(noticeKeys.preferences)
    queryClient.setQueryData<Preferences>(
      noticeKeys.preferences,
      (data) => data && { ...data, preferences: data.preferences.map((row) => (row.kind === kind ? chosen : row)) },
    )
    noticesApi
      .choose(kind, { inApp, mail })
      .then(() => (mail === 'daily' ? rememberPlace(known) : undefined))
      .catch((error) => {
        showToast(sentence(error), { tone: 'danger' })
        void queryClient.invalidateQueries({ queryKey: noticeKeys.preferences })
      })
  }
}
