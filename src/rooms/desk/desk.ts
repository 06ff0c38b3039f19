// The desk's door: what the operator's staff do about access. Every verb is carried out by the room that owns what it changes, tells
// the people concerned, and leaves its trace.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { allow, Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { endSessions, refuseOnStaff, type Staff } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import type { HoldKind, HoldReason } from '#rooms/holds/contract.ts'
import { findHold, type HoldSubject, liftHold, placeHold, updateNotified } from '#rooms/holds/holds.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { findPendingErasure, orderErasure, revokeErasure } from '#rooms/privacy/privacy.ts'
import type { Language, Text } from '#tour/text.ts'
import { beginningOf } from './beginning.ts'
import type { PlaceHold } from './contract.ts'
import { mayHold } from './policy.ts'
import { sayHold, type ToldHold } from './telling.ts'
import { findTermination, revokeTermination, terminate } from './terminations.ts'
import { datesOfEnding, refuseAgainstAgreement } from './under-agreement.ts'
import { windowTask } from './window.ts'

export { forgetNotes } from './notes.ts'

/** Whom a hold concerns: what it is called, the team behind it, and who is told. */
interface Concerned {
  name: string
  teamId: string | null
  people: { id: string; language: Language }[]
  path: string
}

async function concernedBy(db: Db, subject: HoldSubject): Promise<Concerned> {
  if (subject.kind === 'person') {
    const person = await db
      .selectFrom('person')
      .select(['name', 'language'])
      .where('id', '=', subject.id)
      .executeTakeFirst()
    if (!person) throw new Refusal('not_found', 'http.not_found')
    return {
      name: person.name,
      teamId: null,
      people: [{ id: subject.id, language: person.language }],
      path: '/account',
    }
  }
  const team = await teamOf(db, subject)
  if (!team) throw new Refusal('not_found', 'http.not_found')
  const people = await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.language'])
    .where('membership.team_id', '=', team.teamId)
    .where('membership.role', 'in', ['owner', 'admin'])
    .execute()
  return { ...team, people, path: `/studio/${team.teamId}` }
}

async function teamOf(db: Db, { kind, id }: HoldSubject): Promise<{ teamId: string; name: string } | undefined> {
  if (kind === 'team')
    return db.selectFrom('team').select(['id as teamId', 'name']).where('id', '=', id).executeTakeFirst()
  const { rows } = await sql<{ teamId: string; name: string }>`
    select team_id as "teamId", coalesce(nullif(document->'title'->>'ru', ''), nullif(document->'title'->>'kk', ''),
      document->'title'->>'en', '') as name
    from tour where id = ${id}`.execute(db)
  return rows[0]
}

interface Wanted extends Omit<PlaceHold, 'until' | 'beginsAt' | 'source' | 'atOnceBecause'> {
  source: string
  atOnceBecause: string
  until: Date | null
  beginsAt?: Date | undefined
}

/** Restricts a person, a team or a tour, and tells those whom it concerns. Returns the hold's id. */
export async function restrict(tx: Tx, tools: Tools, by: Staff, wanted: Wanted, at: Date): Promise<string> {
  allow(mayHold(by, wanted.kind))
  const subject: HoldSubject = { kind: wanted.subjectKind, id: wanted.subjectId }
  if (subject.kind === 'person') await refuseOnStaff(tx, by, subject.id)
  const concerned = await concernedBy(tx, subject)
  const { kind, level, reason, statement, source, until } = wanted
  const { beginsAt, atOnceBecause } = beginningOf(wanted, at)
  await refuseAgainstAgreement(tx, concerned.teamId, wanted, beginsAt)
  const holdId = await placeHold(tx, {
    ...{ subject, kind, level, reason, statement, source, until, at, teamId: concerned.teamId },
    ...{ placedBy: by.personId, beginsAt, atOnceBecause },
  })
  const told = { subjectKind: subject.kind, level, reason, statement, beginsAt, atOnceBecause, until }
  await tellPlaced(tx, tools, concerned, holdId, told, at)
  await updateNotified(tx, holdId, at)
  return holdId
}

async function tellPlaced(
  tx: Tx,
  tools: Tools,
  concerned: Concerned,
  holdId: string,
  hold: ToldHold,
  at: Date,
): Promise<void> {
  const { name, teamId, people, path } = concerned
  for (const { id: personId, language } of people)
    await notifyPerson(tx, tools, {
      ...{ personId, teamId: teamId ?? undefined, kind: 'hold_placed', path },
      ...{ values: { name, ...sayHold(hold, language, at) }, key: `hold ${holdId}` },
    })
}

/** Lifts this one and tells those whom it concerned. Others stay as they are. */
export async function release(
  tx: Tx,
  tools: Tools,
  by: Staff,
  { holdId, note }: { holdId: string; note: string },
  at: Date,
): Promise<void> {
  const hold = await findHold(tx, holdId)
  if (!hold) throw new Refusal('not_found', 'http.not_found')
  allow(mayHold(by, hold.kind))
  if (hold.subject.kind === 'person') await refuseOnStaff(tx, by, hold.subject.id)
  if (hold.liftedAt) return
  if (hold.source.startsWith('termination:')) throw new Refusal('conflict', 'desk.part_of_a_termination')
  if (hold.source === 'deletion') throw new Refusal('conflict', 'desk.part_of_a_deletion')
  const { name, teamId, people, path } = await concernedBy(tx, hold.subject)
  await liftHold(tx, { holdId, liftedBy: by.personId, note, teamId, at })
  for (const { id: personId } of people)
    await notifyPerson(tx, tools, {
      ...{ personId, teamId: teamId ?? undefined, kind: 'hold_lifted', values: { name }, path },
      key: `lifted ${holdId}`,
    })
}

export interface Ending {
  teamId: string
  reason: HoldReason
  statement: Text
  exportDays: number
  atOnceBecause: string
}

/** Ends the service for a team, after the notice that its agreement gives it: nothing public from then on, reading and exporting until the date. */
export async function endService(tx: Tx, tools: Tools, by: Staff, ending: Ending, at: Date): Promise<void> {
  const { teamId, reason, statement, exportDays } = ending
  const concerned = await concernedBy(tx, { kind: 'team', id: teamId })
  const kind = kindFor(reason)
  const usual = beginningOf({ ...ending, kind, level: 'read_only' }, at)
  const { beginsAt, ...days } = await datesOfEnding(tx, teamId, exportDays, usual.beginsAt, at)
  const { exportUntil, keptUntil, deletedAt } = days
  const atOnceBecause = beginsAt > at ? '' : usual.atOnceBecause
  const times = { beginsAt, atOnceBecause, exportUntil, at }
  const holdId = await terminate(tx, { teamId, kind, reason, statement, ...times, by: by.personId })
  const told = {
    subjectKind: 'team',
    level: 'read_only',
    reason,
    statement,
    beginsAt,
    atOnceBecause,
    until: null,
    ending: { exportUntil, deletedAt },
  } as const
  await tellPlaced(tx, tools, concerned, holdId, told, at)
  await updateNotified(tx, holdId, at)
  await tools.jobs.enqueue(tx, windowTask, { teamId }, { key: `${windowTask} ${teamId}`, runAt: keptUntil })
}

export async function resumeService(tx: Tx, tools: Tools, by: Staff, teamId: string, note: string, at: Date) {
  await revokeTermination(tx, teamId, by.personId, note, at)
  const erasure = await findPendingErasure(tx, teamId)
  if (erasure?.orderedBecause) await revokeErasure(tx, erasure, by.personId, note, at)
  const { name, people, path } = await concernedBy(tx, { kind: 'team', id: teamId })
  for (const { id: personId } of people)
    await notifyPerson(tx, tools, { personId, teamId, kind: 'hold_lifted', values: { name }, path })
}

/** What a reason of the Terms rests on. */
function kindFor(reason: HoldReason): HoldKind {
  if (reason === 'payment_unmet') return 'billing'
  if (reason === 'law_requirement' || reason === 'legal_risk') return 'law'
  if (reason === 'security_risk' || reason === 'malware') return 'security'
  if (reason === 'third_party_rights' || reason === 'no_rights_to_content') return 'third_party_rights'
  return reason === 'user_request' || reason === 'inactivity' ? 'user_request' : 'terms'
}

/** Ends every session of a person, wherever they are signed in. Returns how many there were. */
export async function signOutEverywhere(
  tx: Tx,
  by: Staff,
  personId: string,
  reason: string,
  at: Date,
): Promise<number> {
  const found = await tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()
  if (!found) throw new Refusal('not_found', 'http.not_found')
  if (personId !== by.personId) await refuseOnStaff(tx, by, personId)
  const count = await endSessions(tx, personId)
  const details = { count, reason }
  await record(tx, {
    ...{ teamId: null, personId: by.personId, action: 'person.signed_out_by_staff', targetId: personId, details, at },
  })
  return count
}

/** Begins the deletion of an account. Its owner reads why; the operator alone can take it back. */
export async function orderDeletion(tx: Tx, tools: Tools, by: Staff, personId: string, reason: string, at: Date) {
  if (personId === by.personId) throw new Refusal('conflict', 'desk.not_on_yourself')
  const found = await tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()
  if (!found) throw new Refusal('not_found', 'http.not_found')
  const because = { kk: reason, ru: reason, en: reason }
  await orderErasure(tx, tools, { subject: { kind: 'person', id: personId }, by: by.personId, because, at })
}

export { findTermination }
