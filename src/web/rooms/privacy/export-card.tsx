// Ordering an export and fetching it.
import { Button } from '@mantine/core'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import { StateWord, type Tone } from '../../ui/pieces.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import { type DataExport, privacyApi, privacyKeys, startDownload } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

const states: Record<DataExport['state'], { word: WordKey; tone: Tone }> = {
  waiting: { word: 'my_data.export.waiting', tone: 'warn' },
  ready: { word: 'my_data.export.ready', tone: 'ok' },
  failed: { word: 'my_data.export.failed', tone: 'danger' },
  expired: { word: 'my_data.export.expired', tone: 'quiet' },
}

interface Props {
  title: string
  about: string
  teamId?: string
  exports: DataExport[]
}

export function ExportCard({ title, about, teamId, exports }: Props) {
  const { t } = useWords()
  const order = usePrivacyChange(privacyKeys.myData, () => privacyApi.orderExport(teamId), {
    said: 'my_data.export.ordered',
  })
  const isWaiting = exports.some(({ state }) => state === 'waiting')
  const id = `export-${teamId ?? 'person'}`
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <h2 id={id}>{title}</h2>
        <Button disabled={isWaiting} loading={order.isPending} onClick={() => order.mutate()}>
          {t('my_data.export.order')}
        </Button>
      </div>
      <p className={classes.text}>{about}</p>
      <Problem error={order.error} />
      {exports.length > 0 && (
        <ul className={classes.rows} aria-label={title}>
          {exports.slice(0, 3).map((each) => (
            <ExportRow key={each.id} file={each} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ExportRow({ file }: { file: DataExport }) {
  const { t, date, bytes } = useWords()
  const open = usePrivacyChange(privacyKeys.myData, () => privacyApi.openExport(file.id), { onDone: startDownload })
  const { word, tone } = states[file.state]
  return (
    <li className={classes.row}>
      <div className={classes.rowText}>
        <StateWord tone={tone}>{t(word)}</StateWord>
        <div className={classes.rowFacts}>
          {date(file.createdAt)}
          {file.sizeBytes !== null && ` · ${bytes(file.sizeBytes)}`}
          {file.state === 'ready' &&
            file.expiresAt &&
            ` · ${t('my_data.export.until', { date: date(file.expiresAt) })}`}
        </div>
        <Problem error={open.error} />
      </div>
      {file.state === 'ready' && (
        <Button leftSection={<DownloadIcon size={18} />} loading={open.isPending} onClick={() => open.mutate()}>
          {t('my_data.export.download')}
        </Button>
      )}
    </li>
  )
}
