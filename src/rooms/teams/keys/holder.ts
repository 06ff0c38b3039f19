// Who asks with a key: its maker, in the key's team, with no more than the key's scopes. Asked anew on every request, so that a key
// is as weak as its maker has become. Where a key is brought, cookies do not count.
import type { Db } from '#platform/db.ts'
import type { Asking } from '#platform/http.ts'
import { sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { acrossTeams } from '#platform/tenancy.ts'
import { countAttempt } from '#rooms/accounts/accounts.ts'
import type { Role } from '../abilities/contract.ts'
import type { KeyScope } from './scopes/contract.ts'
import { findKeyBySha256, updateLastUse } from './store.ts'

export interface KeyHolder {
  personId: string
  teamId: string
  role: Role
  key: { id: string; name: string; scopes: readonly KeyScope[] }
}

const bearer = /^Bearer +(pq_[\w-]{43})$/i
const hourMs = 3_600_000
/** A program that walks a whole team's tours does well with this; one that went wild is told to wait. */
const requestsPerMinute = 600

export async function findKeyHolder(asking: Asking, teamId: string): Promise<KeyHolder> {
  const { db, now } = asking
  const [, token] = bearer.exec(asking.headers.authorization ?? '') ?? []
  const key = token === undefined ? undefined : await findKey(db, token)
  if (!key || key.revokedAt) throw new Refusal('unauthenticated', 'keys.unknown')
  if (key.expiresAt <= now) throw new Refusal('unauthenticated', 'keys.expired')
  if (!key.makerRole || !key.createdBy) throw new Refusal('unauthenticated', 'keys.maker_gone')
  if (!key.isMakerVerified) throw new Refusal('unauthenticated', 'accounts.verify_first')
  await countAttempt(db, [{ bucket: `key:${key.id}`, atMost: requestsPerMinute, windowSeconds: 60 }], now)
  await markUsed(asking, key)
  if (key.teamId !== teamId) throw new Refusal('not_found', 'http.not_found')
  return {
    personId: key.createdBy,
    teamId,
    role: key.makerRole,
    key: { id: key.id, name: key.name, scopes: key.scopes },
  }
}

const findKey = (db: Db, token: string) =>
  acrossTeams('a key is found by its token; of which team it is, is asked then', () =>
    findKeyBySha256(db, sha256(token)),
  )

async function markUsed({ db, now }: Asking, key: { teamId: string; id: string; lastUsedAt: Date | null }) {
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs)
  if (key.lastUsedAt?.getTime() !== hour.getTime()) await updateLastUse(db, key.teamId, key.id, hour)
}
