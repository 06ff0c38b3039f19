// The accounts room's door: people, how they prove who they are, and the policies that ask for it. Knows nothing of teams.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db, Tx } from '#platform/db.ts'
import { newToken } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Language } from '#tour/text.ts'
import { countAttempt, forgetAttempts, type Limit, networkOf } from './attempts.ts'
import { findDevice } from './devices.ts'
import { emailAddress } from './email-address.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { endSession, endSessionOfToken, noCookie, openSession, tokenIn } from './sessions.ts'
import {
  anyOperator,
  consumeFirstRun,
  findByEmail,
  findOperatorRole,
  findPerson,
  insertFirstRun,
  insertOperator,
  insertPerson,
  updatePasswordHash,
  updatePerson,
} from './store.ts'

export { countAttempt, networkOf, sweepAttempts } from './attempts.ts'
export { deviceOf, rememberDevice } from './devices.ts'
export { emailAddress } from './email-address.ts'
export { hashPassword } from './passwords.ts'
export { bringsKey, person, personBeforeTerms, proofMinutes, proven, type Staff, staff, staffIn } from './policies.ts'
export { endSessions, findSession, type SignedIn, type SupportView, sessionLives } from './sessions.ts'
export { anyOperator } from './store.ts'

export interface NewAccount {
  email: string
  name: string
  password: string
  language: Language
}

/** Makes a person. The password is hashed before the caller's transaction opens: hashing is slow. */
export async function preparePerson(account: NewAccount) {
  const address = emailAddress(account.email)
  return { address, name: account.name, language: account.language, passwordHash: await hashPassword(account.password) }
}

export async function addPerson(
  tx: Tx,
  prepared: Awaited<ReturnType<typeof preparePerson>>,
  at: Date,
): Promise<string> {
  const personId = await insertPerson(tx, prepared, at)
  await record(tx, { teamId: null, personId, action: 'person.registered', targetId: personId, at })
  return personId
}

/** Registrations from one network are few. */
export const countRegistration = (db: Db, ip: string, now: Date) =>
  countAttempt(db, [{ bucket: `register:${networkOf(ip)}`, atMost: 20, windowSeconds: 86_400 }], now)

export interface PasswordClaim {
  email: string
  password: string
  ip: string
  /** Token of a device on which somebody signed in before. */
  device?: string
}

/** The person behind an e-mail and a password. Wrong address and wrong password are one answer, in the same time. */
export async function proveByPassword(db: Db, claim: PasswordClaim, now: Date): Promise<string> {
  const { canonical } = emailAddress(claim.email)
  const found = await findByEmail(db, canonical)
  const limits = await signInLimits(db, canonical, claim, found?.id)
  await countAttempt(db, limits, now)
  if (!(await passwordMatches(claim.password, found?.password_hash)) || !found)
    throw new Refusal('unauthenticated', 'accounts.wrong_password')
  for (const { bucket } of limits.slice(0, 1)) await forgetAttempts(db, bucket)
  return found.id
}

const quarterHour = 900

/**
 * Strangers share the account's limit; a device on which its person signed in before has a limit of its own, so that nobody can lock
 * an owner out by guessing.
 */
async function signInLimits(
  db: Db,
  canonical: string,
  { device, ip }: PasswordClaim,
  personId?: string,
): Promise<Limit[]> {
  const known = device !== undefined && personId !== undefined && (await findDevice(db, personId, device))
  if (known) return [{ bucket: `sign-in:device:${known.id}`, atMost: 10, windowSeconds: quarterHour }]
  const network = networkOf(ip)
  return [
    { bucket: `sign-in:${canonical}:${network}`, atMost: 10, windowSeconds: quarterHour },
    { bucket: `sign-in:${canonical}`, atMost: 30, windowSeconds: quarterHour },
    { bucket: `sign-in:${network}`, atMost: 60, windowSeconds: quarterHour },
  ]
}

/** A link for the operator's first account, as long as there is no operator. Returns the token, which is stored nowhere. */
export async function prepareFirstRun(tx: Tx, at: Date): Promise<string | undefined> {
  if (await anyOperator(tx)) return undefined
  const token = newToken()
  await insertFirstRun(tx, token, at)
  return token
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

/** Opens a session and hands its cookie to the browser. The session that the browser had until now ends. */
export async function startSession(
  tx: Tx,
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  { secondFactor = false }: { secondFactor?: boolean } = {},
) {
  const secure = request.protocol === 'https'
  const former = tokenIn({ headers: request.headers, secure })
  if (former) await endSessionOfToken(tx, former)
  const userAgent = request.headers['user-agent'] ?? ''
  reply.header('set-cookie', await openSession(tx, personId, { userAgent, secure, now, ip: request.ip, secondFactor }))
}

export async function closeSession(tx: Tx, sessionId: string, request: FastifyRequest, reply: FastifyReply) {
  await endSession(tx, sessionId)
  reply.header('set-cookie', noCookie(request.protocol === 'https'))
}

export async function findPersonId(db: Db, email: string): Promise<string> {
  const found = await findByEmail(db, emailAddress(email).canonical)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  return found.id
}

/** Name, address, language and whether the person is staff of the operator. */
export async function describePerson(db: Db, personId: string) {
  const found = await findPerson(db, personId)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  return { ...found, operator: (await findOperatorRole(db, personId))?.role ?? null }
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
