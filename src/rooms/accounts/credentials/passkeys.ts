// Passkeys (WebAuthn): a key pair that never leaves the person's device, bound to this installation's address. Challenges are signed
// instead of stored, and each counts once. A passkey here always verifies its person, so it is both factors in one.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Config } from '#platform/config.ts'
import { type Db, type Tx, violatedConstraint } from '#platform/db.ts'
import { newId, newToken } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { countAttempt, networkOf } from '../attempts.ts'

const challengeSeconds = 300
/** Ed25519, P-256, RSA: what today's authenticators have, by their COSE numbers. */
const algorithms = [-8, -7, -257]
const passkeysPerPerson = 20

type Purpose = 'add' | 'prove'

/** Whom passkeys are made for: the host of the installation's address, whatever a request says. */
const relyingParty = ({ origin }: Config) => ({ id: new URL(origin).hostname, origin: new URL(origin).origin })

const signedFor = (purpose: Purpose) => `passkey ${purpose}`

function newChallenge({ secret }: Tools, purpose: Purpose, now: Date): string {
  const content = `${newToken()}.${Math.floor(now.getTime() / 1000) + challengeSeconds}`
  return `${content}.${secret.sign(signedFor(purpose), content)}`
}

/** Whether we gave this challenge out for this purpose and it has not run out. */
const isOurs =
  ({ secret }: Tools, purpose: Purpose, now: Date) =>
  (encoded: string) => {
    const [random = '', until = '', signature = ''] = Buffer.from(encoded, 'base64url').toString('utf8').split('.')
    return secret.isSigned(signedFor(purpose), `${random}.${until}`, signature) && Number(until) * 1000 > now.getTime()
  }

/** Refuses a challenge that was answered before. */
async function spendChallenge(db: Db, challenge: string, now: Date): Promise<void> {
  const expires_at = new Date(now.getTime() + challengeSeconds * 1000)
  const fresh = await db
    .insertInto('used_challenge')
    .values({ challenge, expires_at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge')
    .executeTakeFirst()
  if (!fresh) throw new Refusal('unauthenticated', 'accounts.passkey_refused')
}

export const sweepChallenges = (db: Db, now: Date) =>
  db.deleteFrom('used_challenge').where('expires_at', '<', now).execute()

// ── adding ──

export async function passkeyToAdd(
  db: Db,
  tools: Tools,
  person: { id: string; email: string; name: string },
  now: Date,
) {
  const known = await listPasskeys(db, person.id)
  return generateRegistrationOptions({
    rpName: 'Panoqor',
    rpID: relyingParty(tools.config).id,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    userName: person.email,
    userDisplayName: person.name,
    challenge: newChallenge(tools, 'add', now),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credential_id, transports }) => descriptor(credential_id, transports)),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Checks what the browser made of the options: slow, so before the transaction. */
export async function readNewPasskey(db: Db, tools: Tools, response: RegistrationResponseJSON, now: Date) {
  const party = relyingParty(tools.config)
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: isOurs(tools, 'add', now),
    supportedAlgorithmIDs: algorithms,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(refuse)
  if (!registrationInfo) return refuse()
  await spendChallenge(db, challengeIn(response), now)
  const { credential } = registrationInfo
  return {
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (response.response.transports ?? []).join(' ').slice(0, 200),
  }
}
export type NewPasskey = Awaited<ReturnType<typeof readNewPasskey>>

export async function insertPasskey(tx: Tx, personId: string, key: NewPasskey, name: string, now: Date) {
  const known = await listPasskeys(tx, personId)
  if (known.length >= passkeysPerPerson) throw new Refusal('conflict', 'accounts.passkeys_enough')
  const row = { id: newId(now), person_id: personId, ...key, name, created_at: now, last_used_at: null }
  try {
    await tx.insertInto('passkey').values(row).execute()
  } catch (error) {
    if (violatedConstraint(error) === 'passkey_credential_id_key')
      throw new Refusal('conflict', 'accounts.passkey_already')
    throw error
  }
  return row.id
}

// ── proving ──

/** Without a person the browser offers whatever passkeys it has for this address. */
export async function passkeyToProve(tools: Tools, known: { credential_id: string; transports: string }[], now: Date) {
  return generateAuthenticationOptions({
    rpID: relyingParty(tools.config).id,
    challenge: newChallenge(tools, 'prove', now),
    userVerification: 'required',
    allowCredentials: known.map(({ credential_id, transports }) => descriptor(credential_id, transports)),
  })
}

/** A signature can't be guessed; this only bounds the work that strangers can cause. */
export const countPasskeyTries = (db: Db, ip: string, now: Date) =>
  countAttempt(db, [{ bucket: `passkey:${networkOf(ip)}`, atMost: 60, windowSeconds: 900 }], now)

/** Whose passkey answered. Marks it as used; in statements of its own, because a challenge that was answered stays answered. */
export async function proveByPasskey(db: Db, tools: Tools, response: AuthenticationResponseJSON, now: Date) {
  const key = await db.selectFrom('passkey').selectAll().where('credential_id', '=', response.id).executeTakeFirst()
  if (!key) return refuse()
  const party = relyingParty(tools.config)
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: isOurs(tools, 'prove', now),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) },
  }).catch(refuse)
  if (!verified) return refuse()
  await spendChallenge(db, challengeIn(response), now)
  await db
    .updateTable('passkey')
    .set({ counter: authenticationInfo.newCounter, last_used_at: now })
    .where('id', '=', key.id)
    .execute()
  return key.person_id
}

/** The library tells with an error what does not fit; whoever brought it learns only that it does not. */
function refuse(): never {
  throw new Refusal('unauthenticated', 'accounts.passkey_refused')
}

function challengeIn({ response }: { response: { clientDataJSON: string } }): string {
  const data: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'))
  if (typeof data === 'object' && data !== null && 'challenge' in data && typeof data.challenge === 'string')
    return data.challenge
  return refuse()
}

const descriptor = (id: string, transports: string) => ({ id, transports: transports.split(' ').filter(Boolean) })

// ── keeping ──

export const listPasskeys = (db: Db, personId: string) =>
  db
    .selectFrom('passkey')
    .select(['id', 'credential_id', 'transports', 'name', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()

export async function updatePasskeyName(tx: Tx, personId: string, passkeyId: string, name: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('passkey')
    .set({ name })
    .where('person_id', '=', personId)
    .where('id', '=', passkeyId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('not_found', 'http.not_found')
}

export async function deletePasskey(tx: Tx, personId: string, passkeyId: string): Promise<string> {
  const gone = await tx
    .deleteFrom('passkey')
    .where('person_id', '=', personId)
    .where('id', '=', passkeyId)
    .returning('name')
    .executeTakeFirst()
  if (!gone) throw new Refusal('not_found', 'http.not_found')
  return gone.name
}
