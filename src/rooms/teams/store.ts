// The teams room's SQL.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Role } from './contract.ts'

export async function insertTeam(
  tx: Tx,
  name: string,
  at: Date,
  kind: 'organisation' | 'personal' = 'organisation',
): Promise<string> {
  const id = newId(at)
  await tx.insertInto('team').values({ id, name, kind, created_at: at }).execute()
  return id
}

export async function insertMembership(tx: Tx, teamId: string, personId: string, role: Role, at: Date): Promise<void> {
  await tx.insertInto('membership').values({ team_id: teamId, person_id: personId, role, since: at }).execute()
}

export const findMembership = (db: Db, teamId: string, personId: string) =>
  db
    .selectFrom('membership')
    .select('role')
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

export const listMemberships = (db: Db, personId: string) =>
  db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .select(['team.id', 'team.name', 'membership.role'])
    .where('membership.person_id', '=', personId)
    .orderBy('membership.since')
    .execute()

export const findTeam = (db: Db, teamId: string) =>
  db.selectFrom('team').select(['id', 'name']).where('id', '=', teamId).executeTakeFirst()

/** False when they are in already. */
export async function joinTeam(tx: Tx, teamId: string, personId: string, role: Role, at: Date): Promise<boolean> {
  const done = await tx
    .insertInto('membership')
    .values({ team_id: teamId, person_id: personId, role, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
