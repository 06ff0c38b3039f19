// Everything that matters about a person, on one page: read across the rooms, changed nowhere here.
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { selectHistories } from '#rooms/holds/holds.ts'
import { ownAcceptances } from '#rooms/legal/legal.ts'
import type { AccountPage } from './contract.ts'
import { deletionOf } from './deletion-of.ts'
import { asDeskHolds } from './holds-list.ts'
import { levelsOf, listAccounts } from './lists.ts'
import { notesAbout } from './notes.ts'

export async function accountPage(db: Db, personId: string, now: Date): Promise<AccountPage> {
  const { items } = await listAccounts(db, { filter: 'all', q: personId, now, limit: 1 })
  const [account] = items
  if (!account) throw new Refusal('not_found', 'http.not_found')
  const [credentials, teams, application, holds, acceptances, security, notes, deletion] = await Promise.all([
    credentialsOf(db, personId),
    teamsOf(db, personId, now),
    applicationOf(db, personId),
    selectHistories(db, [personId]).then((found) => asDeskHolds(db, found, now)),
    ownAcceptances(db, personId),
    securityOf(db, personId),
    notesAbout(db, personId),
    deletionOf(db, personId),
  ])
  const { sessions, ...more } = credentials
  return {
    account: { ...account, ...more },
    ...{ sessions, teams, application, holds, security, notes, deletion },
    acceptances: acceptances
      .map(({ kind, version, act, at }) => ({ document: kind, version, act, at: at.toISOString() }))
      .reverse(),
  }
}

async function credentialsOf(db: Db, personId: string) {
  const { rows } = await sql<{ hasPassword: boolean; hasSecondFactor: boolean; passkeys: number; sessions: number }>`
    select (select password_hash is not null from person where id = ${personId}) as "hasPassword",
      exists (select 1 from one_time_secret where person_id = ${personId} and confirmed_at is not null) as "hasSecondFactor",
      (select count(*)::int from passkey where person_id = ${personId}) as passkeys,
      (select count(*)::int from session where person_id = ${personId} and expires_at > now()) as sessions`.execute(db)
  return rows[0] ?? { hasPassword: false, hasSecondFactor: false, passkeys: 0, sessions: 0 }
}

async function teamsOf(db: Db, personId: string, now: Date) {
  const teams = await db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .select(['team.id', 'team.name', 'membership.role'])
    .where('membership.person_id', '=', personId)
    .orderBy('membership.since')
    .execute()
  const levels = await levelsOf(db, 'team', teams, now)
  return teams.map((team) => ({ ...team, level: levels.get(team.id) ?? ('none' as const) }))
}

async function applicationOf(db: Db, personId: string): Promise<AccountPage['application']> {
  const row = await db
    .selectFrom('application')
    .leftJoin('application_decision as decision', 'decision.application_id', 'application.id')
    .select(['application.id', 'application.team_name', 'application.created_at', 'decision.outcome'])
    .where('application.person_id', '=', personId)
    .orderBy('application.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, teamName: row.team_name, at: row.created_at.toISOString(), outcome: row.outcome } : null
}

async function securityOf(db: Db, personId: string): Promise<AccountPage['security']> {
  const rows = await db
    .selectFrom('security_event')
    .select(['kind', 'at', 'shortened_address', 'user_agent'])
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ kind, at, shortened_address, user_agent }) => ({
    ...{ kind, place: shortened_address, device: user_agent },
    at: at.toISOString(),
  }))
}
