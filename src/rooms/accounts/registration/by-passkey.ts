// Registering with a passkey instead of a password. A passkey is made for somebody who does not exist yet, so their id is derived from
// the link that proves their address: it is the same in every step, and nobody else can choose it.
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Db, Tx } from '#platform/db.ts'
import { sha256 } from '#platform/ids.ts'
import type { Tools } from '#platform/tools.ts'
import { insertPasskey, type NewPasskey, passkeyToAdd, readNewPasskey } from '../credentials/passkeys.ts'
import { sayDevice } from '../user-agent.ts'
import { findRequest } from './requests.ts'

/** UUID version 7 like all others; the token has more than enough chance in it. */
function personIdOf(token: string, askedAt: Date): string {
  const time = askedAt.getTime().toString(16).padStart(12, '0')
  const hex = sha256(`person ${token}`).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

export async function passkeyForNewcomer(
  db: Db,
  tools: Tools,
  { token, name }: { token: string; name: string },
  now: Date,
) {
  const { email, created_at } = await findRequest(db, token, now)
  return { ...(await passkeyToAdd(db, tools, { id: personIdOf(token, created_at), email, name }, now)) }
}

export interface NewcomersPasskey {
  personId: string
  key: NewPasskey
}

/** Before the transaction: what the browser made of it. */
export async function readNewcomersPasskey(
  db: Db,
  tools: Tools,
  { token, passkey }: { token: string; passkey: RegistrationResponseJSON },
  now: Date,
): Promise<NewcomersPasskey> {
  const { created_at } = await findRequest(db, token, now)
  return { personId: personIdOf(token, created_at), key: await readNewPasskey(db, tools, passkey, now) }
}

/** Named after the device on which it was made. */
export const keepNewcomersPasskey = (tx: Tx, { personId, key }: NewcomersPasskey, userAgent: string, now: Date) =>
  insertPasskey(tx, personId, key, sayDevice(userAgent), now)
