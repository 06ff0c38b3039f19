// What the pages of one account and one team have in common: facts in a row, cards with a heading, holds old and new.
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import classes from './desk.module.css'
import type { DeskHold } from './desk-api.ts'
import { HoldItem } from './hold-item.tsx'
import { type Level, LevelWord } from './list-parts.tsx'

/** One page of a list: the way back to it, and the states until the page is here. */
export function EntryPage<Page>({
  list,
  page,
  nameOf,
  children,
}: {
  list: 'accounts' | 'teams'
  page: UseQueryResult<Page>
  nameOf: (page: Page) => string
  children: (page: Page) => ReactNode
}) {
  const { t } = useWords()
  usePageTitle(page.data ? nameOf(page.data) : t(`desk.${list}`))
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <Link to={`/desk/${list}`} className={classes.crumb}>
          <BackIcon size={16} />
          {t(`desk.${list}`)}
        </Link>
        {page.isError && !page.data && <ErrorPlace error={page.error} onRetry={() => void page.refetch()} />}
        {page.isPending && <div className={classes.skeleton} role="status" aria-label={t('web.loading')} />}
        {page.data && children(page.data)}
      </div>
    </main>
  )
}

/** Here also where nothing is restricted: it is what one came to see. */
export function LevelFact({ level }: { level: Level }) {
  const { t } = useWords()
  return level === 'none' ? <StateWord tone="ok">{t('desk.level.none')}</StateWord> : <LevelWord level={level} />
}

export function Facts({ facts }: { facts: { label: string; value: ReactNode; isLong?: boolean }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, isLong }) => (
        <div key={label} className={classes.fact} data-long={isLong}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function Card({
  title,
  count,
  none,
  children,
}: {
  title: string
  count: number
  none: string
  children: ReactNode
}) {
  return (
    <section className={classes.card}>
      <h2>
        {title} {count > 0 && <span className={classes.count}>{count}</span>}
      </h2>
      {count === 0 ? <p className={classes.quiet}>{none}</p> : <ul className={classes.rows}>{children}</ul>}
    </section>
  )
}

export function Holds({ holds }: { holds: DeskHold[] }) {
  const { t } = useWords()
  return (
    <Card title={t('desk.holds')} count={holds.length} none={t('desk.holds.none_here')}>
      {holds.map((hold) => (
        <HoldItem key={hold.id} hold={hold} />
      ))}
    </Card>
  )
}
