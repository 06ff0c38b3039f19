// Step-up: somebody who is signed in proves once more that it is them, before what is dangerous. A proof gives the session a new token.
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { recordSecurity } from '#rooms/audit/audit.ts'
import { countAttempt } from '../attempts.ts'
import { passwordMatches } from '../passwords.ts'
import type { SignedIn } from '../sessions.ts'
import { isRightCode, type Place } from '../sign-in.ts'
import { findCredentials } from '../store.ts'
import { hasCodes } from './one-time-codes.ts'
import { listPasskeys, passkeyToProve, proveByPasskey } from './passkeys.ts'

export type Proof = { password: string } | { code: string } | { passkey: AuthenticationResponseJSON }

/** How this person can prove that it is them. */
export async function waysToProve(db: Db, tools: Tools, personId: string, now: Date) {
  const [credentials, codes, passkeys] = await Promise.all([
    findCredentials(db, personId),
    hasCodes(db, personId),
    listPasskeys(db, personId),
  ])
  return {
    password: Boolean(credentials?.password_hash),
    code: codes,
    passkey: passkeys.length > 0 ? await passkeyToProve(tools, passkeys, now) : null,
  }
}

/** Refuses what proves nothing. Answers whether a second factor was part of it. */
export async function checkProof(db: Db, tools: Tools, who: SignedIn, proof: Proof, place: Place, now: Date) {
  await countAttempt(db, [{ bucket: `prove:${who.sessionId}`, atMost: 10, windowSeconds: 900 }], now)
  const byPassword = 'password' in proof
  if (await isRight(db, tools, who.personId, proof, now)) return { secondFactor: !byPassword }
  await recordSecurity(db, { personId: who.personId, kind: 'proof.failed', ...place, at: now }, tools)
  if (byPassword) throw new Refusal('unacceptable', 'accounts.wrong_own_password')
  throw new Refusal('unacceptable', 'accounts.wrong_code')
}

async function isRight(db: Db, tools: Tools, personId: string, proof: Proof, now: Date): Promise<boolean> {
  if ('password' in proof) {
    const credentials = await findCredentials(db, personId)
    return passwordMatches(proof.password, credentials?.password_hash)
  }
  if ('code' in proof) return isRightCode(db, tools, personId, proof.code, now)
  return (await proveByPasskey(db, tools, proof.passkey, now)) === personId
}
