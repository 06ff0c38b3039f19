// The published versions of a tour: they never change, each is named by its number, time, author and fingerprint.
import { useQuery } from '@tanstack/react-query'
import { api, keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import classes from './publish-sheet.module.css'

const shownVersions = 10

export function Versions({ teamId, tourId, current }: { teamId: string; tourId: string; current: number }) {
  const { t, date } = useWords()
  const versions = useQuery({ queryKey: keys.versions(teamId, tourId), queryFn: () => api.versions(teamId, tourId) })
  if (!versions.data?.length) return null
  const list = versions.data.toSorted((a, b) => b.number - a.number).slice(0, shownVersions)
  return (
    <section>
      <h3>{t('web.publish.versions')}</h3>
      <ol className={classes.versions}>
        {list.map((version) => (
          <li key={version.number} className={classes.version}>
            <span className={classes.number}>{t('web.publish.version', { number: version.number })}</span>
            <span className={classes.when}>
              <time dateTime={version.publishedAt}>{date(version.publishedAt)}</time>
              {version.publishedBy && ` · ${version.publishedBy}`}
            </span>
            {version.number === current ? (
              <StateWord tone="ok">{t('web.publish.shown')}</StateWord>
            ) : (
              <code className={classes.hash} title={version.sha256}>
                {version.sha256.slice(0, 8)}
              </code>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
