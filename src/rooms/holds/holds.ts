// The holds room's door: placing and lifting restrictions, and asking what they add up to now. A hold never touches what it restricts:
// nothing is copied, hidden or deleted, so lifting it brings everything back as it was.
import { type Db, notify, type Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Text } from '#tour/text.ts'
import {
  type EffectiveLevel,
  type HoldKind,
  type HoldLevel,
  type HoldNotice,
  type HoldReason,
  isActive,
  isAtLeast,
  worstOf,
} from './contract.ts'
import { findHold, type Hold, type HoldSubject, insertHold, selectStanding, updateLifted } from './store.ts'

export {
  deleteHolds,
  findHold,
  type Hold,
  type HoldSubject,
  selectHistories,
  selectHolds,
  updateNotified,
} from './store.ts'

/** Announced with `{ kind, id }` of the subject, so that every process forgets what it keeps of it. */
export const holdsChannel = 'holds_changed'

export interface NewHold {
  subject: HoldSubject
  kind: HoldKind
  level: HoldLevel
  reason: HoldReason
  statement: Text
  /** Null when the house places it by itself. */
  placedBy: string | null
  /** For the history: the team concerned, if the subject belongs to one. */
  teamId?: string | null
  source?: string
  /** Later than now when it is announced beforehand. */
  beginsAt?: Date
  until?: Date | null
  /** Why nobody was told beforehand, where somebody decided so. */
  atOnceBecause?: string
  at: Date
}

/** Returns the new hold's id. Several may stand side by side; each is lifted by itself. */
export async function placeHold(tx: Tx, wanted: NewHold): Promise<string> {
  const { subject, kind, level, reason, at, placedBy, statement } = wanted
  const beginsAt = wanted.beginsAt && wanted.beginsAt > at ? wanted.beginsAt : at
  const until = wanted.until ?? null
  if (until && until <= beginsAt) throw new Refusal('invalid', 'holds.ends_before_it_begins')
  const hold: Hold = {
    ...{ id: newId(at), subject, kind, level, reason, statement, placedBy, beginsAt, until },
    ...{ atOnceBecause: wanted.atOnceBecause ?? '' },
    ...{ source: wanted.source ?? '', placedAt: at, notifiedAt: null, liftedBy: null, liftedAt: null, liftNote: null },
  }
  await insertHold(tx, hold)
  await recordHold(tx, 'hold.placed', hold, placedBy, wanted.teamId, at)
  await announce(tx, subject)
  return hold.id
}

export interface Lifting {
  holdId: string
  /** Null when the house lifts it by itself. */
  liftedBy: string | null
  note: string
  teamId?: string | null
  at: Date
}

/** Lifts this hold and no other. Lifting twice is the same as lifting once. */
export async function liftHold(tx: Tx, { holdId, liftedBy, note, teamId, at }: Lifting): Promise<Hold> {
  const hold = await findHold(tx, holdId)
  if (!hold) throw new Refusal('not_found', 'http.not_found')
  if (!(await updateLifted(tx, holdId, liftedBy, note, at))) return hold
  await recordHold(tx, 'hold.lifted', hold, liftedBy, teamId, at)
  await announce(tx, hold.subject)
  return { ...hold, liftedBy, liftedAt: at, liftNote: note }
}

function recordHold(tx: Tx, action: string, hold: Hold, by: string | null, team: string | null | undefined, at: Date) {
  const { id: holdId, kind, level, reason, subject, atOnceBecause, placedAt, beginsAt } = hold
  const teamId = team ?? (subject.kind === 'team' ? subject.id : null)
  const details = {
    ...{ holdId, kind, level, reason, subject: subject.kind },
    ...(beginsAt > placedAt && { beginsAt: beginsAt.toISOString() }),
    ...(atOnceBecause && { atOnceBecause }),
  }
  return record(tx, { teamId, personId: by, action, targetId: subject.id, details, at })
}

const announce = (tx: Tx, { kind, id }: HoldSubject) => notify(tx, holdsChannel, { kind, id })

/** Those that count now. */
export async function activeHolds(db: Db, subject: HoldSubject, now: Date): Promise<Hold[]> {
  const standing = await selectStanding(db, [subject.id], now)
  return standing.filter((hold) => isActive(hold, now))
}

/** Those that count now or will, of several subjects. */
export const standingHolds = (db: Db, subjects: HoldSubject[], now: Date): Promise<Hold[]> =>
  selectStanding(
    db,
    subjects.map(({ id }) => id),
    now,
  )

export async function worstLevel(db: Db, subjects: HoldSubject[], now: Date): Promise<EffectiveLevel> {
  return worstOf(await standingHolds(db, subjects, now), now)
}

export interface HeldAct {
  /** Nothing is changed by it. */
  reads: boolean
  /** New uploads, publishing, invitations. */
  grows?: boolean | undefined
  /** Taking one's own data along, and reading why: allowed whatever stands. */
  alwaysAllowed?: boolean | undefined
}

/** What those who decide about access ask: refuses an act that the worst of the subjects' active holds forbids. */
export async function refuseHeld(db: Db, subjects: HoldSubject[], act: HeldAct, now: Date): Promise<void> {
  if (act.alwaysAllowed) return
  const holds = (await standingHolds(db, subjects, now)).filter((hold) => isActive(hold, now))
  const [hold] = holds.toSorted((one, other) => (isAtLeast(one.level, other.level) ? -1 : 1))
  if (!hold || !forbids(hold.level, act)) return
  const { level, kind, reason, until } = hold
  throw new Refusal('forbidden', `holds.${level}`, { level, kind, reason, until: until?.toISOString() ?? null })
}

function forbids(level: HoldLevel, { reads, grows }: HeldAct): boolean {
  if (level === 'blocked') return true
  if (level === 'read_only') return !reads
  return level === 'limited' && grows === true && !reads
}

/** Why the public sees nothing: it only rests, it broke the rules, or the law wants it. */
export type Withheld = 'resting' | 'withheld' | 'law'

export interface PublicVerdict {
  why: Withheld | undefined
  /** When this answer changes by itself. */
  changesAt: Date | undefined
}

/** Pages, tiles, frames and whatever else goes out to the public ask this. Holds that are spared hide nothing. */
export async function publicVerdict(
  db: Db,
  subjects: HoldSubject[],
  now: Date,
  isSpared: (hold: Hold) => boolean = () => false,
): Promise<PublicVerdict> {
  const standing = await standingHolds(db, subjects, now)
  const strict = standing.filter((hold) => isAtLeast(hold.level, 'read_only') && !isSpared(hold))
  const changes = strict.flatMap(({ beginsAt, until }) => [beginsAt, ...(until ? [until] : [])])
  const changesAt = changes.filter((at) => at > now).sort((one, other) => one.getTime() - other.getTime())[0]
  const kinds = strict.filter((hold) => isActive(hold, now)).map(({ kind }) => kind)
  return { why: kinds.length > 0 ? worstReason(kinds) : undefined, changesAt }
}

function worstReason(kinds: HoldKind[]): Withheld {
  if (kinds.includes('law')) return 'law'
  return kinds.every((kind) => kind === 'billing' || kind === 'user_request') ? 'resting' : 'withheld'
}

/** The HTTP status that goes with it. */
export const withheldStatus = { resting: 404, withheld: 410, law: 451 } as const

export const holdNotice = (hold: Hold): HoldNotice => ({
  id: hold.id,
  subjectKind: hold.subject.kind,
  subjectId: hold.subject.id,
  kind: hold.kind,
  level: hold.level,
  reason: hold.reason,
  statement: hold.statement,
  placedAt: hold.placedAt.toISOString(),
  beginsAt: hold.beginsAt.toISOString(),
  until: hold.until?.toISOString() ?? null,
  atOnceBecause: hold.atOnceBecause,
})
