// Who else is in the team, as far as other rooms must know: to pick whom to mention or to assign, and to name who did something.
import type { Db } from '#platform/db.ts'
import type { Role } from './contract.ts'

/** By name; blocked or held people are members like others here: they are named, what they may do is asked elsewhere. */
export const listColleagues = (db: Db, teamId: string): Promise<{ id: string; name: string; role: Role }[]> =>
  db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name', 'membership.role'])
    .where('membership.team_id', '=', teamId)
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(1000)
    .execute()

/** Whether each of them is of the team. */
export async function areMembers(db: Db, teamId: string, personIds: string[]): Promise<boolean> {
  if (personIds.length === 0) return true
  const { count } = await db
    .selectFrom('membership')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('person_id', 'in', personIds)
    .executeTakeFirstOrThrow()
  return Number(count) === new Set(personIds).size
}

/** Undefined for whoever is not of the team. */
export async function findRole(db: Db, teamId: string, personId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('membership')
    .select('role')
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.role
}

export async function findPersonName(db: Db, personId: string): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst()
  return row?.name
}

/** By id; those whose account is gone are missing. */
export async function namesOf(db: Db, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', personIds).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
