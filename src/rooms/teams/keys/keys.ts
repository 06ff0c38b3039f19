// Keys with which programs act for a team: making and revoking them. Only a key's SHA-256 is kept; the key is shown once.
import type { Db, Tx } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import { can, type Role } from '../abilities/contract.ts'
import type { ApiKey, MadeKey, NewKey } from './contract.ts'
import { countUsableKeys, findKey, insertKey, insertRevocation, type KeyRow, selectKeys } from './store.ts'

/** So that a scanner of leaked secrets, and people, know what it is. */
export const tokenPrefix = 'pq_'
const keysPerTeam = 50
const endingLetters = 4

interface Maker {
  teamId: string
  personId: string
  role: Role
}

/** Nobody makes a key that may do more than they may themselves. */
export async function makeKey(tx: Tx, by: Maker, wanted: NewKey, at: Date): Promise<MadeKey> {
  const beyond = wanted.scopes.filter((scope) => !can(by.role, scope))
  if (beyond.length > 0) throw new Refusal('forbidden', 'keys.beyond_own_rights', { scopes: beyond })
  if ((await countUsableKeys(tx, by.teamId, at)) >= keysPerTeam)
    throw new Refusal('conflict', 'keys.too_many', { most: keysPerTeam })
  const token = `${tokenPrefix}${newToken()}`
  const id = newId(at)
  await insertKey(tx, {
    teamId: by.teamId,
    id,
    name: wanted.name,
    ending: token.slice(-endingLetters),
    tokenSha256: sha256(token),
    scopes: wanted.scopes,
    createdBy: by.personId,
    createdAt: at,
    expiresAt: new Date(at.getTime() + wanted.days * 86_400_000),
  })
  await record(tx, {
    teamId: by.teamId,
    personId: by.personId,
    action: 'key.created',
    targetId: id,
    details: { name: wanted.name, scopes: wanted.scopes, days: wanted.days },
    at,
  })
  const made = await findKey(tx, by.teamId, id)
  if (!made) throw new Error('A key that was just made is not there')
  return { key: onTheWire(made, at), token }
}

/** From now on the key opens nothing, in any process. Revoking twice is the same as once. */
export async function revokeKey(tx: Tx, by: Maker, keyId: string, at: Date): Promise<void> {
  const key = await findKey(tx, by.teamId, keyId)
  if (!key) throw new Refusal('not_found', 'keys.not_found')
  if (!(await insertRevocation(tx, by.teamId, keyId, by.personId, at))) return
  const { teamId, personId } = by
  await record(tx, { teamId, personId, action: 'key.revoked', targetId: keyId, details: { name: key.name }, at })
}

export const listKeys = async (db: Db, teamId: string, now: Date): Promise<ApiKey[]> =>
  (await selectKeys(db, teamId)).map((key) => onTheWire(key, now))

const stateOf = (key: KeyRow, now: Date): ApiKey['state'] => {
  if (key.revokedAt) return 'revoked'
  if (key.expiresAt <= now) return 'expired'
  return key.makerRole ? 'works' : 'maker_gone'
}

function onTheWire(key: KeyRow, now: Date): ApiKey {
  const { makerRole } = key
  return {
    id: key.id,
    name: key.name,
    ending: key.ending,
    scopes: key.scopes,
    idleScopes: makerRole ? key.scopes.filter((scope) => !can(makerRole, scope)) : key.scopes,
    state: stateOf(key, now),
    madeBy: key.makerName,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    revokedBy: key.revokedBy,
  }
}
