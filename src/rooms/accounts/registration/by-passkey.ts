// Registering with a passkey instead of a password. A passkey is made for somebody who does not exist yet, so their id is derived from
// the link that proves their address: it is the same in every step, and nobody else can choose it.
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Db, Tx } from '#platform/db.ts'
import { sha256 } from '#platform/ids.ts'
import type { Tools } from '#platform/tools.ts'
import { insertPasskey, type NewPasskey, passkeyToAdd, readNewPasskey } from '../credentials/passkeys.ts'
import { sayDevice } from '../user-agent.ts'
import { findRequest } from './requests.ts'

/** A link that proves somebody's address: of a registration, or of a letter of invitation. */
export interface ProvingLink {
  token: string
  email: string
  sentAt: Date
}

/** UUID version 7 like all others; the token has more than enough chance in it. */
function personIdOf({ token, sentAt }: ProvingLink): string {
  const time = sentAt.getTime().toString(16).padStart(12, '0')
  const hex = sha256(`person ${token}`).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

/** The link of a registration, as long as it works. */
export async function registrationLink(db: Db, token: string, now: Date): Promise<ProvingLink> {
  const { email, created_at: sentAt } = await findRequest(db, token, now)
  return { token, email, sentAt }
}

export const passkeyForNewcomer = async (db: Db, tools: Tools, link: ProvingLink, name: string, now: Date) => ({
  ...(await passkeyToAdd(db, tools, { id: personIdOf(link), email: link.email, name }, now)),
})

export interface NewcomersPasskey {
  personId: string
  key: NewPasskey
}

/** Before the transaction: what the browser made of it. */
export async function readNewcomersPasskey(
  db: Db,
  tools: Tools,
  link: ProvingLink,
  passkey: RegistrationResponseJSON,
  now: Date,
): Promise<NewcomersPasskey> {
  return { personId: personIdOf(link), key: await readNewPasskey(db, tools, passkey, now) }
}

/** Named after the device on which it was made. */
export const keepNewcomersPasskey = (tx: Tx, { personId, key }: NewcomersPasskey, userAgent: string, now: Date) =>
  insertPasskey(tx, personId, key, sayDevice(userAgent), now)
