// Why something is restricted, above the work of those whom it concerns. Says what still works, until when, and whom to ask.
import { useQuery } from '@tanstack/react-query'
import type { HoldNotice } from '#rooms/holds/contract.ts'
import { useWords } from '../../lib/words.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import { deskApi, deskKeys, type HeldView } from '../desk/desk-api.ts'
import classes from './holds.module.css'

/** What stands now for this team, this person in it, and the tour that is open. */
export function useHeldTeam(teamId: string, tourId: string | undefined) {
  return useQuery({
    queryKey: deskKeys.held(teamId, tourId),
    queryFn: () => deskApi.heldTeam(teamId, tourId),
    refetchInterval: 60_000,
    staleTime: 30_000,
  }).data
}

export function TeamHoldBanner({ held }: { held: HeldView | undefined }) {
  return held && isToldOf(held) && held.level !== 'blocked' ? <Banner held={held} /> : null
}

const isToldOf = ({ holds, announced }: HeldView) => holds.length + announced.length > 0

export function PersonHoldBanner() {
  const { data } = useQuery({ queryKey: deskKeys.heldPerson, queryFn: deskApi.heldPerson, refetchInterval: 60_000 })
  return data && isToldOf(data) ? <Banner held={data} /> : null
}

function Banner({ held }: { held: HeldView }) {
  const { t } = useWords()
  const [worst] = held.holds.toSorted((one, other) => strictness(other) - strictness(one))
  const title = t(worst ? `holds.title.${worst.level}` : 'holds.title.announced')
  return (
    <aside aria-label={title}>
      <details className={classes.banner} data-level={worst?.level ?? 'warn'}>
        <summary className={classes.summary}>
          <WarningIcon size={18} />
          <strong>{title}</strong>
          <span className={classes.more}>{t('holds.why')}</span>
        </summary>
        <HoldReasons held={held} />
      </details>
    </aside>
  )
}

const strictness = ({ level }: HoldNotice) => ['warn', 'limited', 'read_only', 'blocked'].indexOf(level)

/** Every hold by itself, and the way to ask about them. */
export function HoldReasons({ held }: { held: HeldView }) {
  const { t, text, day } = useWords()
  return (
    <div className={classes.reasons}>
      {[...held.holds, ...held.announced].map((hold) => (
        <article key={hold.id} className={classes.reason}>
          {held.announced.includes(hold) && (
            <p>
              <strong>{t('holds.from', { date: day(hold.beginsAt) })}</strong>
            </p>
          )}
          <p>{t(`holds.means.${hold.level}.${hold.subjectKind}`)}</p>
          <p>
            {t('holds.because', { reason: t(`holds.reason.${hold.reason}`) })}{' '}
            {hold.atOnceBecause && `${t('holds.at_once', { reason: hold.atOnceBecause })} `}
            {hold.until ? t('holds.until', { date: day(hold.until) }) : t('holds.open_end')}
          </p>
          {text(hold.statement) && <p className={classes.statement}>{text(hold.statement)}</p>}
        </article>
      ))}
      {held.exportUntil && (
        <p>
          <strong>{t('holds.ends')}</strong> {t('holds.export_until', { date: day(held.exportUntil) })}
        </p>
      )}
      {held.contact && (
        <p>
          {t('holds.contact', { name: text(held.contact.names) })}{' '}
          <a href={`mailto:${held.contact.email}`}>{held.contact.email}</a>,{' '}
          <a href={`tel:${held.contact.phone}`}>{held.contact.phone}</a>
        </p>
      )}
    </div>
  )
}
