// What the pages of one account and one team have in common: facts in a row, cards with a heading, holds old and new.
import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import type { DeskHold } from './desk-api.ts'
import { HoldItem } from './hold-item.tsx'

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
