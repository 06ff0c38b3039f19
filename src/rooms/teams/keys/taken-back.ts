// Keys that somebody else may have made in a person's name: when the person takes their account back, they go with whoever made them.
// The owners of the teams learn of it, because the programs that used them stop.
import type { Db, Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import type { MadeInTheirName } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { insertRevocation } from './store.ts'

export const keysMadeInTheirName: MadeInTheirName = {
  count: async (db, personId, since, now) => (await selectWorking(db, personId, since, now)).length,
  revoke: revokeKeysMadeSince,
}

async function revokeKeysMadeSince(tx: Tx, tools: Tools, personId: string, since: Date, at: Date): Promise<void> {
  const keys = await selectWorking(tx, personId, since, at)
  for (const { id: keyId, teamId, name } of keys) {
    if (!(await insertRevocation(tx, teamId, keyId, personId, at))) continue
    const details = { name, because: 'account_taken_back' }
    await record(tx, { teamId, personId, action: 'key.revoked', targetId: keyId, details, at })
  }
  for (const [teamId, ofTeam] of Map.groupBy(keys, (key) => key.teamId)) {
    const { team, maker } = ofTeam[0] ?? { team: '', maker: '' }
    const values = { person: maker, team, count: ofTeam.length }
    const path = `/studio/${teamId}/team/keys`
    for (const owner of await selectOwners(tx, teamId))
      await notifyPerson(tx, tools, { personId: owner, teamId, kind: 'keys_revoked', values, path })
  }
}

/** Of all teams: neither revoked nor run out. */
const selectWorking = (db: Db, personId: string, since: Date, now: Date) =>
  db
    .selectFrom('api_key')
    .innerJoin('team', 'team.id', 'api_key.team_id')
    .innerJoin('person', 'person.id', 'api_key.created_by')
    .leftJoin('api_key_revocation as revocation', (join) =>
      join.onRef('revocation.team_id', '=', 'api_key.team_id').onRef('revocation.key_id', '=', 'api_key.id'),
    )
    .select(['api_key.id', 'api_key.team_id as teamId', 'api_key.name', 'team.name as team', 'person.name as maker'])
    .where('api_key.created_by', '=', personId)
    .where('api_key.created_at', '>=', since)
    .where('api_key.expires_at', '>', now)
    .where('revocation.key_id', 'is', null)
    .execute()

const selectOwners = async (db: Db, teamId: string): Promise<string[]> => {
  const owners = db.selectFrom('membership').select('person_id').where('team_id', '=', teamId)
  return (await owners.where('role', '=', 'owner').execute()).map((row) => row.person_id)
}
