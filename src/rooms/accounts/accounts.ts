// The accounts room's door: people, how they prove who they are, and the policies that ask for it. Knows nothing of teams.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db, Tx } from '#platform/db.ts'
import { overHttps } from '#platform/http.ts'
import { newToken } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Language } from '#tour/text.ts'
import { emailAddress } from './email-address.ts'
import { hashPassword } from './passwords.ts'
import { findOwnApplication } from './registration/applications.ts'
import { endSession, noCookie } from './sessions.ts'
import {
  anyOperator,
  consumeFirstRun,
  findByEmail,
  findPerson,
  insertFirstRun,
  insertOperator,
  insertPerson,
  isFirstRunOpen,
  type NewPerson,
  updatePasswordHash,
  updatePerson,
} from './store.ts'

export { countAttempt, countShared, networkOf } from './attempts.ts'
export { sealCodesAnew } from './credentials/one-time-codes.ts'
export { countPasskeyTries, passkeyToProve, proveByPasskey } from './credentials/passkeys.ts'
export { deviceOf, rememberDevice } from './devices.ts'
export { emailAddress } from './email-address.ts'
export { type Entrance, enter, placeOf, startSession, tellOfChange } from './entrance.ts'
export { calibrateHashing, hashPassword } from './passwords.ts'
export {
  bringsKey,
  person,
  personBeforeTerms,
  proofMinutes,
  proven,
  refuseOnStaff,
  type Staff,
  staff,
  staffIn,
} from './policies.ts'
export { newPuzzle } from './puzzles.ts'
export { requestAddressProof } from './recovery/address-proofs.ts'
export type { MadeInTheirName } from './recovery/doubt.ts'
export { sendReset } from './recovery/resets.ts'
export {
  apply,
  applyAgain,
  decideApplication,
  findOwnApplication,
  holdApplication,
  listApplications,
  mustWait,
  withdrawApplication,
} from './registration/applications.ts'
export {
  keepNewcomersPasskey,
  type ProvingLink,
  passkeyForNewcomer,
  readNewcomersPasskey,
  registrationLink,
} from './registration/by-passkey.ts'
export {
  consumeRequest,
  countRegistration,
  describeStep,
  findRegistrationState,
  type ProvenPerson,
  prepareCompletion,
  prepareProven,
  prepareRequest,
  registerProven,
  requestRegistration,
} from './registration/requests.ts'
export { findRegistrationSetting, setRegistration } from './registration/settings.ts'
export { endSessions, findSession, type SignedIn, type SupportView, sessionLives } from './sessions.ts'
export { closeStep, openStep, owesSecondFactor, type Place, proveByCode, proveByPassword } from './sign-in.ts'
export { anyOperator, languageOfAddress } from './store.ts'
export { sweepAccounts } from './sweep.ts'

export interface NewAccount {
  email: string
  name: string
  password: string
  language: Language
}

/**
 * For people whom the house itself makes, such as those of the demo. The password is hashed before the caller's transaction opens:
 * hashing is slow.
 */
export async function preparePerson(account: NewAccount) {
  const address = emailAddress(account.email)
  return { address, name: account.name, language: account.language, passwordHash: await hashPassword(account.password) }
}

export async function addPerson(tx: Tx, prepared: NewPerson, at: Date): Promise<string> {
  const personId = await insertPerson(tx, { verifiedAt: at, ...prepared }, at)
  await record(tx, { teamId: null, personId, action: 'person.registered', targetId: personId, at })
  return personId
}

/** A link for the operator's first account, as long as there is no operator. Returns the token, which is stored nowhere. */
export async function prepareFirstRun(tx: Tx, at: Date): Promise<string | undefined> {
  if (await anyOperator(tx)) return undefined
  const token = newToken()
  await insertFirstRun(tx, token, at)
  return token
}

/** Refuses whoever has no link of the first run. */
export async function checkFirstRun(db: Db, token: string): Promise<void> {
  if (!(await isFirstRunOpen(db, token))) throw new Refusal('gone', 'accounts.first_run_used')
}

/** Uses the link up and makes the person staff of the operator. */
export async function becomeOperator(tx: Tx, token: string, personId: string, at: Date): Promise<void> {
  if (!(await consumeFirstRun(tx, token, at))) throw new Refusal('gone', 'accounts.first_run_used')
  await insertOperator(tx, personId, at)
  await record(tx, {
    teamId: null,
    personId,
    action: 'operator.appointed',
    targetId: personId,
    details: { role: 'owner' },
    at,
  })
}

export async function closeSession(tx: Tx, sessionId: string, request: FastifyRequest, reply: FastifyReply) {
  await endSession(tx, sessionId)
  reply.header('set-cookie', noCookie(overHttps(request)))
}

export async function findPersonId(db: Db, email: string): Promise<string> {
  const found = await findByEmail(db, emailAddress(email).canonical)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  return found.id
}

/** Whether a person's address was proven: nothing is published in the name of anybody else. */
export const isVerified = async (db: Db, personId: string): Promise<boolean> =>
  ((await findPerson(db, personId))?.verifiedAt ?? null) !== null

/** Name, address, language and whether the person is staff of the operator. */
export async function describePerson(db: Db, personId: string) {
  const found = await findPerson(db, personId)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  const application = (await findOwnApplication(db, personId)) ?? null
  return { ...found, isVerified: found.verifiedAt !== null, application }
}

export async function changePerson(tx: Tx, personId: string, change: { name?: string; language?: Language }, at: Date) {
  await updatePerson(tx, personId, change)
  await record(tx, {
    teamId: null,
    personId,
    action: 'person.changed',
    targetId: personId,
    details: { fields: Object.keys(change) },
    at,
  })
}

/** Sets a password hash that was made before. Open sessions stay. */
export async function setPassword(tx: Tx, personId: string, passwordHash: string, at: Date): Promise<void> {
  await updatePasswordHash(tx, personId, passwordHash)
  await record(tx, { teamId: null, personId, action: 'person.password_changed', targetId: personId, at })
}
