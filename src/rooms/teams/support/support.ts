// Support: the operator's staff look into a team's studio, read-only and for half an hour, because the team allowed it or for a reason
// that is written down. The team is told each time, and sees who looked, when and why.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { type Origin, setOrigin } from '#platform/origin.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import type { Staff } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import type { Member } from '../teams.ts'

const lookMinutes = 30
const looksShown = 50

export const findConsent = (db: Db, teamId: string, now: Date) =>
  db
    .selectFrom('support_consent')
    .leftJoin('person', 'person.id', 'support_consent.granted_by')
    .select(['support_consent.id', 'granted_by', 'granted_at', 'expires_at', 'person.name'])
    .where('team_id', '=', teamId)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A new consent takes the place of the one before. */
export async function giveConsent(tx: Tx, who: Member, days: number, at: Date): Promise<void> {
  await withdraw(tx, who.teamId, at)
  const expires_at = new Date(at.getTime() + days * 86_400_000)
  const row = { team_id: who.teamId, id: newId(at), granted_by: who.personId, granted_at: at, withdrawn_at: null }
  await tx
    .insertInto('support_consent')
    .values({ ...row, expires_at })
    .execute()
  const entry = { teamId: who.teamId, personId: who.personId, targetId: who.teamId, at }
  await record(tx, { ...entry, action: 'support.allowed', details: { days } })
}

/** Looks that are open end with it. */
export async function withdrawConsent(tx: Tx, who: Member, at: Date): Promise<void> {
  if (!(await withdraw(tx, who.teamId, at))) return
  await tx
    .updateTable('support_access')
    .set({ closed_at: at })
    .where('team_id', '=', who.teamId)
    .where('consent_id', 'is not', null)
    .where('closed_at', 'is', null)
    .where('ends_at', '>', at)
    .execute()
  const entry = { teamId: who.teamId, personId: who.personId, targetId: who.teamId, at }
  await record(tx, { ...entry, action: 'support.disallowed' })
}

async function withdraw(tx: Tx, teamId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('support_consent')
    .set({ withdrawn_at: at })
    .where('team_id', '=', teamId)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function openLook(
  tx: Tx,
  tools: Tools,
  who: Staff,
  wanted: { teamId: string; reason: string },
  origin: Origin,
): Promise<{ id: string }> {
  const { teamId, reason } = wanted
  const now = tools.now()
  const team = await tx.selectFrom('team').select('name').where('id', '=', teamId).executeTakeFirst()
  if (!team) throw new Refusal('not_found', 'http.not_found')
  const consent = await findConsent(tx, teamId, now)
  const id = newId(now)
  const times = { opened_at: now, ends_at: new Date(now.getTime() + lookMinutes * 60_000), closed_at: null }
  const row = { team_id: teamId, id, staff_id: who.personId, session_id: who.sessionId, reason, ...times }
  await tx
    .insertInto('support_access')
    .values({ ...row, consent_id: consent?.id ?? null })
    .execute()
  const owners = await ownersOf(tx, teamId)
  await setOrigin(tx, tools.secret, { ...origin, staffId: who.personId })
  await record(tx, {
    ...{ teamId, personId: who.personId, action: 'support.opened', targetId: teamId, at: now },
    // On whose word: the one who allowed it, or nobody's; and who was told.
    details: { accessId: id, subject: consent?.granted_by ?? owners[0] ?? teamId, withConsent: Boolean(consent) },
  })
  const values = { team: team.name, reason }
  for (const personId of owners)
    await notifyPerson(tx, tools, {
      personId,
      teamId,
      kind: 'support_opened',
      values,
      path: `/studio/${teamId}/team/support`,
    })
  return { id }
}

/** Ending what has ended is no fault. */
export async function closeLook(tx: Tx, who: Staff, accessId: string, at: Date): Promise<void> {
  const row = await tx
    .updateTable('support_access')
    .set({ closed_at: at })
    .where('id', '=', accessId)
    .where('staff_id', '=', who.personId)
    .where('closed_at', 'is', null)
    .returning('team_id')
    .executeTakeFirst()
  if (!row) return
  const entry = { teamId: row.team_id, personId: who.personId, targetId: row.team_id, at }
  await record(tx, { ...entry, action: 'support.closed', details: { accessId } })
}

const ownersOf = async (tx: Tx, teamId: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('membership')
      .select('person_id')
      .where('team_id', '=', teamId)
      .where('role', '=', 'owner')
      .orderBy('since')
      .execute()
  ).map((row) => row.person_id)

/** The newest looks: into one team, by one of the staff, or all. */
export async function listLooks(db: Db, of: { teamId?: string; staffId?: string }) {
  let looks = db
    .selectFrom('support_access')
    .innerJoin('team', 'team.id', 'support_access.team_id')
    .leftJoin('person', 'person.id', 'support_access.staff_id')
    .select([
      ...(['support_access.id', 'support_access.team_id', 'team.name as team', 'person.name as staff'] as const),
      ...(['reason', 'consent_id', 'opened_at', 'ends_at', 'closed_at', 'session_id'] as const),
    ])
    .orderBy('opened_at', 'desc')
    .limit(looksShown)
  if (of.teamId) looks = looks.where('support_access.team_id', '=', of.teamId)
  if (of.staffId) looks = looks.where('staff_id', '=', of.staffId)
  return looks.execute()
}

/** For the studio's banner: the teams that this session looks into now. */
export const listOpenLooks = (db: Db, sessionId: string, now: Date) =>
  db
    .selectFrom('support_access')
    .innerJoin('team', 'team.id', 'support_access.team_id')
    .innerJoin('operator', 'operator.person_id', 'support_access.staff_id')
    .select(['support_access.id as accessId', 'team.id', 'team.name', 'reason', 'ends_at'])
    .where('session_id', '=', sessionId)
    .where('ends_at', '>', now)
    .where('closed_at', 'is', null)
    .execute()
