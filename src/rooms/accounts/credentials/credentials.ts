// What a person keeps to prove who they are, beside the password: one-time codes with recovery codes, and passkeys. Every change is
// written into the history and told to its person.
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { type ChangedCredential, tellOfChange } from '../entrance.ts'
import { proofMinutes } from '../policies.ts'
import { forgetSecondFactor, passSecondFactor, type SignedIn } from '../sessions.ts'
import { findCredentials, findOperatorRole, holdForChange } from '../store.ts'
import { confirmCodes, deleteCodes, findCodes, hasCodes } from './one-time-codes.ts'
import { deletePasskey, insertPasskey, listPasskeys, type NewPasskey } from './passkeys.ts'
import { countRecoveryCodes, deleteRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts'

export async function describeCredentials(db: Db, who: SignedIn) {
  const [credentials, codes, recoveryCodesLeft, passkeys] = await Promise.all([
    findCredentials(db, who.personId),
    findCodes(db, who.personId),
    countRecoveryCodes(db, who.personId),
    listPasskeys(db, who.personId),
  ])
  return {
    hasPassword: Boolean(credentials?.password_hash),
    codesSince: codes?.confirmed_at ?? null,
    recoveryCodesLeft,
    passkeys: passkeys.map((key) => ({
      id: key.id,
      name: key.name,
      createdAt: key.created_at,
      lastUsedAt: key.last_used_at,
    })),
    secondFactorPassed: who.hasSecondFactor,
    provenUntil: new Date(who.provedAt.getTime() + proofMinutes * 60_000),
  }
}

/**
 * The desk opens to a second factor and nothing less. Were the password, or the mailbox that sets it anew, enough to put another factor
 * beside or in the place of a member of staff's own, it would be enough for the desk.
 */
export async function refuseWithoutOwnFactor(tx: Tx, who: SignedIn): Promise<void> {
  await holdForChange(tx, who.personId)
  if (who.hasSecondFactor || !(await findOperatorRole(tx, who.personId))) return
  if ((await hasCodes(tx, who.personId)) || (await listPasskeys(tx, who.personId)).length > 0)
    throw new Refusal('forbidden', 'accounts.own_factor_first')
}

/** From now on the password alone lets nobody in. Answers the first recovery codes. */
export async function addCodes(tx: Tx, tools: Tools, who: SignedIn, code: string, now: Date): Promise<string[]> {
  await refuseWithoutOwnFactor(tx, who)
  await confirmCodes(tx, tools, who.personId, code, now)
  await passSecondFactor(tx, who.sessionId, now)
  await changed(tx, tools, who.personId, 'second_factor_on', 'second_factor.added', now)
  return replaceRecoveryCodes(tx, tools, who.personId, now)
}

export async function removeCodes(tx: Tx, tools: Tools, who: SignedIn, now: Date): Promise<void> {
  await refuseWithoutOwnFactor(tx, who)
  if (!(await deleteCodes(tx, who.personId))) return
  await deleteRecoveryCodes(tx, who.personId)
  await forgetIfNone(tx, who.personId)
  await changed(tx, tools, who.personId, 'second_factor_off', 'second_factor.removed', now)
}

export async function renewRecoveryCodes(tx: Tx, tools: Tools, who: SignedIn, now: Date): Promise<string[]> {
  await refuseWithoutOwnFactor(tx, who)
  if (!(await hasCodes(tx, who.personId))) throw new Refusal('conflict', 'accounts.no_codes')
  await changed(tx, tools, who.personId, 'recovery_codes', 'recovery_codes.renewed', now)
  return replaceRecoveryCodes(tx, tools, who.personId, now)
}

export async function addPasskey(tx: Tx, tools: Tools, who: SignedIn, key: NewPasskey, name: string, now: Date) {
  await refuseWithoutOwnFactor(tx, who)
  await insertPasskey(tx, who.personId, key, name, now)
  await passSecondFactor(tx, who.sessionId, now)
  await changed(tx, tools, who.personId, 'passkey_added', 'passkey.added', now)
}

export async function removePasskey(tx: Tx, tools: Tools, who: SignedIn, passkeyId: string, now: Date): Promise<void> {
  await refuseWithoutOwnFactor(tx, who)
  await deletePasskey(tx, who.personId, passkeyId)
  const [credentials, left] = await Promise.all([findCredentials(tx, who.personId), listPasskeys(tx, who.personId)])
  if (!credentials?.password_hash && left.length === 0) throw new Refusal('conflict', 'accounts.last_credential')
  await forgetIfNone(tx, who.personId)
  await changed(tx, tools, who.personId, 'passkey_removed', 'passkey.removed', now)
}

/** Who has no second factor left has passed none. */
async function forgetIfNone(tx: Tx, personId: string): Promise<void> {
  if ((await hasCodes(tx, personId)) || (await listPasskeys(tx, personId)).length > 0) return
  await forgetSecondFactor(tx, personId)
}

async function changed(tx: Tx, tools: Tools, personId: string, what: ChangedCredential, action: string, at: Date) {
  await record(tx, { teamId: null, personId, action, targetId: personId, at })
  await tellOfChange(tx, tools, personId, what)
}
