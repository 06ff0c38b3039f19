// Deleting an account or a team: announced, undone within fourteen days, or carried out by a job that may be interrupted anywhere.
// While it is announced nothing is lost: a hold hides and closes what will go.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { word } from '#platform/words.ts'
import { record } from '#rooms/audit/audit.ts'
import { liftHold, placeHold } from '#rooms/holds/holds.ts'
import { notifyPerson, sendMail } from '#rooms/notices/notices.ts'
import { findTeam } from '#rooms/teams/teams.ts'
import { textIn } from '#tour/fallback.ts'
import { type Language, languages, type Text } from '#tour/text.ts'
import { undoDays } from './contract.ts'
import { findPending, insertErasure, type PendingErasure, settleErasure, takeOver } from './erasure-rows.ts'

export const purgeTask = 'purge_erased'

const dayMs = 86_400_000

export interface Wish {
  subject: { kind: 'person' | 'team'; id: string }
  by: string
  at: Date
}

/** Teams of which this person is the only owner: they must be given away or deleted along. */
export async function onlyOwnerOf(db: Db, personId: string): Promise<{ id: string; name: string; members: number }[]> {
  const { rows } = await sql<{ id: string; name: string; members: string }>`
    select team.id, team.name, (select count(*) from membership where team_id = team.id) as members
      from membership as own join team on team.id = own.team_id
     where own.person_id = ${personId} and own.role = 'owner'
       and not exists (select 1 from membership as other
         where other.team_id = own.team_id and other.role = 'owner' and other.person_id <> own.person_id)
       and not exists (select 1 from erasure
         where subject_id = team.id and cancelled_at is null and finished_at is null)
     order by team.name`.execute(db)
  return rows.map((row) => ({ ...row, members: Number(row.members) }))
}

/** @param teamIds The teams that the person agreed to delete along. */
export async function scheduleAccountErasure(
  tx: Tx,
  tools: Tools,
  { personId, teamIds, at }: { personId: string; teamIds: string[]; at: Date },
): Promise<void> {
  const alone = await refuseOnlyOwner(tx, personId, teamIds)
  for (const { id } of alone) await schedule(tx, tools, { subject: { kind: 'team', id }, by: personId, at })
  await schedule(tx, tools, { subject: { kind: 'person', id: personId }, by: personId, at })
}

/** @returns the teams that would be left without an owner, all of which are among `teamIds`. */
export async function refuseOnlyOwner(db: Db, personId: string, teamIds: string[] = []) {
  const alone = await onlyOwnerOf(db, personId)
  const forgotten = alone.filter(({ id }) => !teamIds.includes(id))
  if (forgotten.length > 0)
    throw new Refusal('conflict', 'my_data.only_owner', { teams: forgotten.map(({ name }) => name).join(', ') })
  return alone
}

export const scheduleTeamErasure = (tx: Tx, tools: Tools, teamId: string, by: string, at: Date): Promise<void> =>
  schedule(tx, tools, { subject: { kind: 'team', id: teamId }, by, at })

async function schedule(tx: Tx, tools: Tools, wish: Wish): Promise<void> {
  const { subject, by, at } = wish
  if (await findPending(tx, subject.id)) return
  const token = newToken()
  const { id, dueAt } = await announce(tx, tools, { ...wish, because: null }, sha256(token))
  const action = subject.kind === 'team' ? 'team.deletion_scheduled' : 'person.deletion_scheduled'
  const teamId = subject.kind === 'team' ? subject.id : null
  await record(tx, { teamId, personId: by, action, targetId: subject.id, details: { dueAt: dueAt.toISOString() }, at })
  await tellThoseConcerned(tx, tools, { id, subject, by, dueAt, token })
}

/** `because`: what the operator says to those concerned, where it is the operator who orders it. */
type Announced = Wish & { because: Text | null }

async function announce(tx: Tx, tools: Tools, wish: Announced, undoSha256: Buffer | null) {
  const { subject, by, at, because } = wish
  const dueAt = new Date(at.getTime() + undoDays * dayMs)
  const holdId = await holdMeanwhile(tx, wish, dueAt)
  const id = newId(at)
  await insertErasure(tx, { id, subject, by, at, dueAt, undoSha256, holdId, orderedBecause: because })
  await tools.jobs.enqueue(tx, purgeTask, { erasureId: id }, { key: `purge ${id}`, runAt: dueAt })
  return { id, dueAt }
}

/**
 * The operator deletes a team or an account: only the operator takes that back. Where those concerned had asked for it themselves,
 * their day stays and their way back closes.
 */
export async function orderErasure(tx: Tx, tools: Tools, order: Wish & { because: Text }): Promise<void> {
  const { subject, by, at, because } = order
  const pending = await findPending(tx, subject.id)
  if (pending?.orderedBecause) return
  if (subject.kind === 'person' && !pending) await refuseOnlyOwner(tx, subject.id)
  const { id, dueAt } = pending ?? (await announce(tx, tools, order, null))
  const isTeam = subject.kind === 'team'
  const teamId = isTeam ? subject.id : null
  if (pending) {
    await takeOver(tx, id, because, await holdMeanwhile(tx, order, dueAt))
    if (pending.holdId) await liftHold(tx, { holdId: pending.holdId, liftedBy: by, note: '', teamId, at })
  }
  const action = isTeam ? 'team.deletion_ordered' : 'account.deletion_ordered'
  const details = { dueAt: dueAt.toISOString(), reason: because.ru ?? because.kk ?? because.en ?? '' }
  await record(tx, { teamId, personId: by, action, targetId: subject.id, details, at })
  await tellOrdered(tx, tools, { id, subject, dueAt, because }, 'now')
}

/** Everybody concerned sees a banner; a team is hidden and rests, so that nothing new is made that would go. */
async function holdMeanwhile(tx: Tx, { subject, by, at, because }: Announced, dueAt: Date): Promise<string> {
  const name = subject.kind === 'team' ? ((await findTeam(tx, subject.id))?.name ?? '') : ''
  const said = announcement(subject.kind, name, dueAt)
  return placeHold(tx, {
    subject,
    ...(because ? { kind: 'terms', reason: 'operator_other' } : { kind: 'user_request', reason: 'user_request' }),
    ...{ level: subject.kind === 'team' ? 'read_only' : 'warn', source: 'deletion', placedBy: by, at },
    statement: because ? together(said, because) : said,
  })
}

const together = (said: Text, because: Text): Text =>
  Object.fromEntries(languages.map((language) => [language, `${said[language] ?? ''}\n${textIn(because, language)}`]))

function announcement(kind: Wish['subject']['kind'], name: string, dueAt: Date): Text {
  const key = kind === 'team' ? 'my_data.deletion.team_on' : 'my_data.deletion.account_on'
  const said = (language: Language) => word(language, key, { name, date: dayOf(dueAt, language) })
  return Object.fromEntries(languages.map((language) => [language, said(language)]))
}

const dayOf = (at: Date, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Almaty' }).format(at)

interface Announcement extends Omit<Wish, 'at'> {
  id: string
  dueAt: Date
  token: string
}

async function tellThoseConcerned(tx: Tx, tools: Tools, { id, subject, by, dueAt, token }: Announcement) {
  const date = dueAt.toISOString().slice(0, 10)
  const person = await tx
    .selectFrom('person')
    .select(['email', 'language', 'name'])
    .where('id', '=', by)
    .executeTakeFirstOrThrow()
  const team = subject.kind === 'team' ? await findTeam(tx, subject.id) : undefined
  await sendMail(tx, tools, {
    ...{ to: person.email, personId: by, language: person.language },
    template: subject.kind === 'team' ? 'team_deletion' : 'account_deletion',
    values: { name: team?.name ?? person.name, date, days: undoDays },
    path: `/undo-deletion#${token}`,
  })
  if (subject.kind === 'team')
    await notifyMembers(tx, tools, { teamId: subject.id, name: team?.name ?? '', date, id }, by)
}

async function notifyMembers(
  tx: Tx,
  tools: Tools,
  { teamId, name, date, id }: { teamId: string; name: string; date: string; id: string },
  by: string,
) {
  const members = await tx
    .selectFrom('membership')
    .select('person_id')
    .where('team_id', '=', teamId)
    .where('person_id', '!=', by)
    .execute()
  for (const { person_id: personId } of members)
    await notifyPerson(tx, tools, {
      ...{ personId, teamId, kind: 'deletion_scheduled', values: { name, date } },
      ...{ path: '/account/data', key: `deletion ${id}` },
    })
}

interface Ordered {
  id: string
  subject: Wish['subject']
  dueAt: Date
  because: Text
}

/** Says it to the person, or to everybody in the team, without a way back. */
async function tellOrdered(tx: Tx, tools: Tools, { id, subject, dueAt, because }: Ordered, when: string) {
  const team = subject.kind === 'team' ? await findTeam(tx, subject.id) : undefined
  const date = dueAt.toISOString().slice(0, 10)
  for (const person of await concernedBy(tx, subject))
    await sendMail(tx, tools, {
      ...{ to: person.email, personId: person.id, language: person.language, template: 'deletion_ordered' },
      values: { name: team?.name ?? person.name, date, reason: textIn(because, person.language) },
      key: `ordered deletion ${id} ${when} ${person.id}`,
    })
}

const concernedBy = (db: Db, { kind, id }: Wish['subject']) =>
  db
    .selectFrom('person')
    .select(['id', 'email', 'language', 'name'])
    .where('id', 'in', (from) =>
      kind === 'person'
        ? from.selectFrom('person').select('id').where('id', '=', id)
        : from.selectFrom('membership').select('person_id as id').where('team_id', '=', id),
    )
    .execute()

/**
 * Takes it back for those who asked for it; what the operator ordered is not theirs to take back. An account's undo also takes back
 * the teams that would have gone with it.
 */
export async function undoErasure(tx: Tx, erasure: PendingErasure, by: string | null, at: Date): Promise<void> {
  if (erasure.orderedBecause) throw new Refusal('forbidden', 'my_data.ordered_by_operator')
  const along = erasure.subject.kind === 'person' ? await scheduledTogether(tx, erasure) : []
  for (const each of [erasure, ...along.filter(({ orderedBecause }) => !orderedBecause)]) {
    const action = each.subject.kind === 'team' ? 'team.deletion_undone' : 'person.deletion_undone'
    await settle(tx, each, { by, action, note: '', at })
  }
}

/** The operator takes its own order back. What people asked for themselves is theirs. */
export async function revokeErasure(tx: Tx, erasure: PendingErasure, by: string, note: string, at: Date) {
  if (!erasure.orderedBecause) throw new Refusal('conflict', 'my_data.not_ordered')
  const action = erasure.subject.kind === 'team' ? 'team.deletion_revoked' : 'account.deletion_revoked'
  await settle(tx, erasure, { by, action, note, at })
}

interface Settling {
  by: string | null
  action: string
  note: string
  at: Date
}

async function settle(
  tx: Tx,
  { id, subject, holdId, requestedBy }: PendingErasure,
  { by, action, note, at }: Settling,
) {
  if (!(await settleErasure(tx, id, by ?? requestedBy, at))) return
  const teamId = subject.kind === 'team' ? subject.id : null
  if (holdId) await liftHold(tx, { holdId, liftedBy: by, note, teamId, at })
  const details = note ? { reason: note } : {}
  await record(tx, { teamId, personId: by ?? requestedBy, action, targetId: subject.id, details, at })
}

async function scheduledTogether(tx: Tx, { requestedBy, requestedAt }: PendingErasure): Promise<PendingErasure[]> {
  const rows = await tx
    .selectFrom('erasure')
    .select('subject_id')
    .where('requested_by', '=', requestedBy)
    .where('requested_at', '=', requestedAt)
    .where('subject_kind', '=', 'team')
    .execute()
  const found = await Promise.all(rows.map((row) => findPending(tx, row.subject_id)))
  return found.filter((each) => each !== undefined)
}

/** Reminders seven days and one day before; each is sent once, however often this is asked. */
export async function remindOfErasures(tools: Tools): Promise<void> {
  const now = tools.now()
  const rows = await tools.db
    .selectFrom('erasure')
    .select(['id', 'subject_kind', 'subject_id', 'requested_by', 'due_at', 'reminded_days', 'ordered_because'])
    .where('cancelled_at', 'is', null)
    .where('finished_at', 'is', null)
    .execute()
  for (const row of rows) {
    const daysLeft = Math.ceil((row.due_at.getTime() - now.getTime()) / dayMs)
    const due = [1, 7].find((days) => daysLeft <= days && daysLeft > 0)
    if (due === undefined || row.reminded_days.includes(due)) continue
    await inTransaction(tools.db, async (tx) => {
      await remind(tx, tools, row, due)
      await tx
        .updateTable('erasure')
        .set({ reminded_days: [...row.reminded_days, due] })
        .where('id', '=', row.id)
        .execute()
    })
  }
}

interface Due {
  id: string
  subject_kind: 'person' | 'team'
  subject_id: string
  requested_by: string
  due_at: Date
  ordered_because: Text | null
}

async function remind(tx: Tx, tools: Tools, row: Due, days: number): Promise<void> {
  const subject = { kind: row.subject_kind, id: row.subject_id }
  if (row.ordered_because)
    return tellOrdered(tx, tools, { ...row, subject, dueAt: row.due_at, because: row.ordered_because }, `${days}`)
  const team = subject.kind === 'team' ? await findTeam(tx, subject.id) : undefined
  const person = await tx.selectFrom('person').select('name').where('id', '=', row.requested_by).executeTakeFirst()
  await notifyPerson(tx, tools, {
    ...{ personId: row.requested_by, kind: 'deletion_scheduled', path: '/account/data' },
    values: { name: team?.name ?? person?.name ?? '', date: row.due_at.toISOString().slice(0, 10) },
    key: `deletion ${row.id} ${days}`,
  })
}
