// The SQL of a team's keys. The key itself never comes here, only its SHA-256.
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '../abilities/contract.ts'
import { type KeyScope, keyScopes } from './scopes/contract.ts'

export interface KeyRow {
  id: string
  name: string
  ending: string
  scopes: KeyScope[]
  createdBy: string | null
  makerName: string | null
  /** Undefined when the maker is not of the team any more. */
  makerRole: Role | undefined
  /** Whether the maker's address was proven. */
  isMakerVerified: boolean
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
}

const select = (db: Db) =>
  db
    .selectFrom('api_key')
    .leftJoin('api_key_revocation as revocation', (join) =>
      join.onRef('revocation.team_id', '=', 'api_key.team_id').onRef('revocation.key_id', '=', 'api_key.id'),
    )
    .leftJoin('person as maker', 'maker.id', 'api_key.created_by')
    .leftJoin('membership', (join) =>
      join.onRef('membership.team_id', '=', 'api_key.team_id').onRef('membership.person_id', '=', 'api_key.created_by'),
    )
    .leftJoin('person as revoker', 'revoker.id', 'revocation.revoked_by')
    .select(['api_key.id', 'api_key.team_id', 'api_key.name', 'api_key.ending', 'api_key.scopes'])
    .select(['api_key.created_by', 'api_key.created_at', 'api_key.expires_at', 'api_key.last_used_at'])
    .select(['maker.name as maker_name', 'maker.email_verified_at', 'membership.role as maker_role'])
    .select(['revocation.revoked_at', 'revoker.name as revoker_name'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const read = (row: Row): KeyRow => ({
  id: row.id,
  name: row.name,
  ending: row.ending,
  scopes: keyScopes.filter((scope) => row.scopes.includes(scope)),
  createdBy: row.created_by,
  makerName: row.maker_name,
  makerRole: row.maker_role ?? undefined,
  isMakerVerified: row.email_verified_at !== null,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
  revokedBy: row.revoker_name,
})

/** Newest first. */
export async function selectKeys(db: Db, teamId: string): Promise<KeyRow[]> {
  const rows = await select(db)
    .where('api_key.team_id', '=', teamId)
    .orderBy('api_key.created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(read)
}

export async function findKey(db: Db, teamId: string, keyId: string): Promise<KeyRow | undefined> {
  const row = await select(db).where('api_key.team_id', '=', teamId).where('api_key.id', '=', keyId).executeTakeFirst()
  return row && read(row)
}

export async function findKeyBySha256(db: Db, sha256: Buffer): Promise<(KeyRow & { teamId: string }) | undefined> {
  const row = await select(db).where('api_key.token_sha256', '=', sha256).executeTakeFirst()
  return row && { ...read(row), teamId: row.team_id }
}

export async function insertKey(
  tx: Tx,
  key: {
    teamId: string
    id: string
    name: string
    ending: string
    tokenSha256: Buffer
    scopes: KeyScope[]
    createdBy: string
    createdAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('api_key')
    .values({
      team_id: key.teamId,
      id: key.id,
      name: key.name,
      ending: key.ending,
      token_sha256: key.tokenSha256,
      scopes: key.scopes,
      created_by: key.createdBy,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    })
    .execute()
}

/** How many keys of the team could be used now. */
export async function countUsableKeys(db: Db, teamId: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('api_key')
    .leftJoin('api_key_revocation as revocation', (join) =>
      join.onRef('revocation.team_id', '=', 'api_key.team_id').onRef('revocation.key_id', '=', 'api_key.id'),
    )
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('api_key.team_id', '=', teamId)
    .where('api_key.expires_at', '>', now)
    .where('revocation.key_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when it was revoked before. */
export async function insertRevocation(tx: Tx, teamId: string, keyId: string, by: string, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('api_key_revocation')
    .values({ team_id: teamId, key_id: keyId, revoked_by: by, revoked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateLastUse(db: Db, teamId: string, keyId: string, at: Date): Promise<void> {
  await db
    .updateTable('api_key')
    .set({ last_used_at: at })
    .where('team_id', '=', teamId)
    .where('id', '=', keyId)
    .execute()
}
