// Signing in, step by step: the password, then the second factor where one is set up. Guessing is counted before anything slow is
// done; what failed is written down as a security event although its request is refused.
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { shortenedAddress } from '#platform/secret.ts'
import type { Tools } from '#platform/tools.ts'
import { recordSecurity } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { countAttempt, forgetAttempts, type Limit, networkOf } from './attempts.ts'
import { hasCodes, spendOneTimeCode } from './credentials/one-time-codes.ts'
import { spendRecoveryCode } from './credentials/recovery-codes.ts'
import { findDevice } from './devices.ts'
import { emailAddress } from './email-address.ts'
import { passwordMatches, strongerHash } from './passwords.ts'
import { findByEmail } from './store.ts'
import { sayDevice } from './user-agent.ts'

/** Where a proof comes from. */
export interface Place {
  ip: string
  userAgent: string
  /** Token of a device on which somebody signed in before. */
  device?: string | undefined
}

export interface PasswordClaim extends Place {
  email: string
  password: string
}

/** What this house asks of a hash grows over the years; the password is only known now. */
async function rehash(db: Db, found: { id: string; password_hash: string | null }, password: string): Promise<void> {
  const stronger = found.password_hash && (await strongerHash(password, found.password_hash))
  if (!stronger) return
  await db
    .updateTable('person')
    .set({ password_hash: stronger })
    .where('id', '=', found.id)
    .where('password_hash', '=', found.password_hash)
    .execute()
}

const quarterHour = 900

/** The person behind an e-mail and a password. Wrong address and wrong password are one answer, in the same time. */
export async function proveByPassword(db: Db, tools: Tools, claim: PasswordClaim, now: Date): Promise<string> {
  const { canonical } = emailAddress(claim.email)
  const found = await findByEmail(db, canonical)
  const limits = await signInLimits(db, canonical, claim, found?.id)
  const tries = await countAttempt(db, limits, now)
  if (!(await passwordMatches(claim.password, found?.password_hash)) || !found) {
    await recordSecurity(db, { personId: found?.id ?? null, kind: 'sign_in.failed', ...claim, at: now }, tools)
    throw new Refusal('unauthenticated', 'accounts.wrong_password')
  }
  if (tries > 1) for (const { bucket } of limits.slice(0, 1)) await forgetAttempts(db, bucket)
  await rehash(db, found, claim.password)
  return found.id
}

/**
 * Strangers share the account's limit; a device on which its person signed in before has a limit of its own, so that nobody can lock
 * an owner out by guessing.
 */
async function signInLimits(db: Db, canonical: string, place: Place, personId?: string): Promise<Limit[]> {
  const network = networkOf(place.ip)
  const known = personId && (await knownDevice(db, personId, place))
  if (known) return [{ bucket: `sign-in:device:${known.id}`, atMost: 10, windowSeconds: quarterHour }]
  return [
    { bucket: `sign-in:${canonical}:${network}`, atMost: 10, windowSeconds: quarterHour },
    { bucket: `sign-in:${canonical}`, atMost: 20, windowSeconds: quarterHour },
    { bucket: `sign-in:${network}`, atMost: 60, windowSeconds: quarterHour },
  ]
}

const knownDevice = async (db: Db, personId: string, { device }: Place) =>
  device === undefined ? undefined : findDevice(db, personId, device)

// ── the second factor ──

const triesPerStep = 5
const stepMinutes = 5

/** Whether a password alone lets this person in. */
export const owesSecondFactor = (db: Db, personId: string): Promise<boolean> => hasCodes(db, personId)

/** The password was right. The token stands for that until the second factor is there; it opens nothing. */
export async function openStep(tx: Tx, personId: string, now: Date): Promise<string> {
  const token = newToken()
  const expires_at = new Date(now.getTime() + stepMinutes * 60_000)
  await tx
    .insertInto('sign_in_step')
    .values({ id: newId(now), person_id: personId, token_sha256: sha256(token), created_at: now, expires_at })
    .execute()
  return token
}

/** The person whose second factor this is. After five tries the password is asked for again. */
export async function proveByCode(db: Db, tools: Tools, { step, code }: { step: string; code: string }, place: Place) {
  const now = tools.now()
  const row = await db
    .updateTable('sign_in_step')
    .set((each) => ({ tries: each('tries', '+', 1) }))
    .where('token_sha256', '=', sha256(step))
    .where('expires_at', '>', now)
    .where('tries', '<', triesPerStep)
    .returning(['person_id', 'tries'])
    .executeTakeFirst()
  if (!row) throw new Refusal('gone', 'accounts.sign_in_again')
  const personId = row.person_id
  await countCode(db, personId, place, now)
  if (await isRightCode(db, tools, personId, code, now)) return personId
  await recordSecurity(db, { personId, kind: 'second_factor.failed', ...place, at: now }, tools)
  if (row.tries === triesPerStep) await warn(db, tools, personId, place, now)
  throw new Refusal('unauthenticated', 'accounts.wrong_code', { triesLeft: triesPerStep - row.tries })
}

/** Somebody has the password and not the second factor: its owner should know, once a day. */
const warn = (db: Db, tools: Tools, personId: string, { ip, userAgent }: Place, now: Date): Promise<void> =>
  inTransaction(db, (tx) =>
    notifyPerson(tx, tools, {
      personId,
      kind: 'second_factor_failed',
      values: { device: sayDevice(userAgent), place: shortenedAddress(ip) },
      path: '/account/security',
      key: `second factor failed ${now.toISOString().slice(0, 10)}`,
    }),
  )

/** Of two who bring the same step with two right codes, one gets the session. */
export async function closeStep(tx: Tx, step: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_in_step')
    .where('token_sha256', '=', sha256(step))
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Refusal('gone', 'accounts.sign_in_again')
}

/** Whoever has the password may still not try codes without end; on a device that is known its person goes on. */
async function countCode(db: Db, personId: string, place: Place, now: Date): Promise<void> {
  const known = await knownDevice(db, personId, place)
  const whose = known ? `device:${known.id}` : personId
  await countAttempt(db, [{ bucket: `second-factor:${whose}`, atMost: 15, windowSeconds: 3600 }], now)
}

/** A code of the app, or one of the recovery codes: what was typed tells which. */
export async function isRightCode(db: Db, tools: Tools, personId: string, typed: string, now: Date): Promise<boolean> {
  const digits = typed.replace(/\s/g, '')
  return /^\d{6}$/.test(digits)
    ? spendOneTimeCode(db, tools, personId, digits, now)
    : spendRecoveryCode(db, tools, personId, typed, now)
}

export const sweepSteps = (db: Db, now: Date) => db.deleteFrom('sign_in_step').where('expires_at', '<', now).execute()
