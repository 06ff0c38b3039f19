// One hold as the staff see it: what it restricts and why, who placed it, and how it ended or can be lifted.
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { AskReason } from './ask-reason.tsx'
import classes from './desk.module.css'
import { type DeskHold, deskApi } from './desk-api.ts'
import { LevelWord } from './list-parts.tsx'
import { kindsFor, kindWords } from './staff-words.ts'

const deskRoute = getRouteApi('/desk')
const subjectWords: Record<DeskHold['subjectKind'], WordKey> = {
  person: 'desk.subject.person',
  team: 'desk.subject.team',
  tour: 'desk.subject.tour',
}

/** Ended by taking back what it belongs to. */
const isPartOfMore = (source: string) => source.startsWith('termination:') || source === 'deletion'
/** What the staff wrote down, and no mark of the machine. */
const isWritten = (source: string) => source !== '' && source !== 'processing' && !isPartOfMore(source)

export function HoldItem({ hold, named = false }: { hold: DeskHold; named?: boolean }) {
  const { t, date, text } = useWords()
  const isOver = hold.liftedAt !== null || (!hold.isActive && new Date(hold.beginsAt) <= new Date())
  const reason = t(`holds.reason.${hold.reason}`)
  return (
    <li className={classes.hold} data-ended={isOver || undefined}>
      <div className={classes.holdHead}>
        {named || hold.subjectKind === 'tour' ? (
          <SubjectLink hold={hold} />
        ) : (
          <strong className={classes.sentence}>{reason}</strong>
        )}
        {isOver ? <StateWord tone="quiet">{t('desk.hold.over')}</StateWord> : <LevelWord level={hold.level} />}
      </div>
      {(named || hold.subjectKind === 'tour') && <div className={classes.sentence}>{reason}</div>}
      {text(hold.statement) && <p className={classes.statement}>{text(hold.statement)}</p>}
      <div className={classes.sub}>
        {t(kindWords[hold.kind])} ·{' '}
        {t('desk.hold.placed', { name: hold.placedBy ?? 'Panoqor', date: date(hold.placedAt) })}
        {!isOver && !hold.isActive && ` · ${t('desk.hold.begins', { date: date(hold.beginsAt) })}`}
        {hold.atOnceBecause && ` · ${t('desk.hold.at_once', { reason: hold.atOnceBecause })}`}
        {hold.until && ` · ${t('desk.hold.until', { date: date(hold.until) })}`}
        {isWritten(hold.source) && ` · ${hold.source}`}
      </div>
      {hold.liftedAt && (
        <div className={classes.sub}>
          {t('desk.hold.lifted', { name: hold.liftedBy ?? 'Panoqor', date: date(hold.liftedAt) })}
          {hold.liftNote && ` · ${hold.liftNote}`}
        </div>
      )}
      {!isOver && <LiftButton hold={hold} />}
    </li>
  )
}

function SubjectLink({ hold }: { hold: DeskHold }) {
  const { t } = useWords()
  const name = hold.subjectName || t('desk.subject.gone')
  const label = (
    <>
      <span className="visually-hidden">{t(subjectWords[hold.subjectKind])}: </span>
      {name}
    </>
  )
  if (hold.subjectKind === 'person')
    return (
      <Link to="/desk/accounts/$personId" params={{ personId: hold.subjectId }} className={classes.name}>
        {label}
      </Link>
    )
  if (hold.subjectKind === 'team')
    return (
      <Link to="/desk/teams/$teamId" params={{ teamId: hold.subjectId }} className={classes.name}>
        {label}
      </Link>
    )
  return <span className={classes.name}>{label}</span>
}

/** Left out for those whose role would be refused, and for what belongs to a termination or a deletion. */
function LiftButton({ hold }: { hold: DeskHold }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [asking, setAsking] = useState(false)
  if (!kindsFor(me.operator).includes(hold.kind) || isPartOfMore(hold.source)) return null
  return (
    <div>
      <Button size="xs" onClick={() => setAsking(true)}>
        {t('desk.hold.lift')}
      </Button>
      <AskReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('desk.hold.lift_title')}
        about={t('desk.hold.lift_about')}
        label={t('desk.hold.lift_note')}
        verb={t('desk.hold.lift')}
        onConfirm={(note) => deskApi.liftHold(hold.id, note)}
      />
    </div>
  )
}
