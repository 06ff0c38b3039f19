// Sessions: an opaque 256-bit token in an HttpOnly cookie, its SHA-256 in a row that is looked up on every request, so that what is
// ended anywhere is ended everywhere at once. The token itself is written down nowhere.
import { parse, serialize } from 'cookie'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Asking } from '#platform/http.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { shortenedAddress } from '#platform/secret.ts'

export interface SignedIn {
  personId: string
  sessionId: string
  /** When this person last proved in this session that it is them. */
  provedAt: Date
  /** A second factor is set up and was passed in this session. */
  hasSecondFactor: boolean
  /** The e-mail address was proven. */
  isVerified: boolean
  /** Somebody of the operator's staff who looks into a team that is not theirs. */
  support?: SupportView
}

export interface SupportView {
  staffId: string
  reason: string
  mayWrite: false
}

const lifetimeDays = 30
const sessionsPerPerson = 20
const seenEveryMinutes = 5

/** `__Host-` binds the cookie to this origin; browsers allow it only over https, so plain http has a plain name. */
export const cookieName = (secure: boolean) => (secure ? '__Host-panoqor' : 'panoqor')

export const tokenIn = ({ headers, secure }: Pick<Asking, 'headers' | 'secure'>): string | undefined =>
  parse(headers.cookie ?? '')[cookieName(secure)]

export interface SessionStart {
  userAgent: string
  secure: boolean
  now: Date
  ip?: string
  /** A second factor was part of the sign-in. */
  secondFactor?: boolean
}

export async function openSession(tx: Tx, personId: string, from: SessionStart): Promise<string> {
  const token = newToken()
  const values = {
    id: newId(from.now),
    person_id: personId,
    token_sha256: sha256(token),
    created_at: from.now,
    last_seen_at: from.now,
    expires_at: new Date(from.now.getTime() + lifetimeDays * 86_400_000),
    user_agent: from.userAgent.slice(0, 300),
    proved_at: from.now,
    second_factor_at: from.secondFactor ? from.now : null,
    shortened_address: from.ip ? shortenedAddress(from.ip) : '',
  }
  // One statement: what it deletes is counted without the session that it opens.
  await tx
    .with('opened', (db) => db.insertInto('session').values(values))
    .deleteFrom('session')
    .where('id', 'in', oldestOf(personId))
    .execute()
  return sessionCookie(token, from.secure, lifetimeDays * 86_400)
}

/** The person proved again who they are: a new token, so that one that was seen before is worth nothing. */
export async function renewSession(
  tx: Tx,
  sessionId: string,
  { secure, now, secondFactor }: Pick<SessionStart, 'secure' | 'now' | 'secondFactor'>,
): Promise<string> {
  const token = newToken()
  const row = await tx
    .updateTable('session')
    .set({ token_sha256: sha256(token), proved_at: now, ...(secondFactor && { second_factor_at: now }) })
    .where('id', '=', sessionId)
    .returning('expires_at')
    .executeTakeFirstOrThrow()
  return sessionCookie(token, secure, Math.max(1, Math.round((row.expires_at.getTime() - now.getTime()) / 1000)))
}

/** A second factor was set up in this session, and shown to work. */
export async function passSecondFactor(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await tx.updateTable('session').set({ second_factor_at: now }).where('id', '=', sessionId).execute()
}

export async function forgetSecondFactor(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('session').set({ second_factor_at: null }).where('person_id', '=', personId).execute()
}

/** Newest use first. */
export const listSessions = (db: Db, personId: string, now: Date) =>
  db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_seen_at', 'user_agent', 'shortened_address', 'second_factor_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute()

export const noCookie = (secure: boolean) => sessionCookie('', secure, 0)

const sessionCookie = (token: string, secure: boolean, maxAge: number) =>
  serialize(cookieName(secure), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })

/** All that are too many as soon as one more is opened. */
const oldestOf = (personId: string) => sql<string>`(
  select id from session where person_id = ${personId} order by created_at desc, id desc offset ${sessionsPerPerson - 1}
)`

/** Who holds this request's cookie, or undefined. */
export async function findSession(
  asking: Pick<Asking, 'db' | 'now' | 'headers' | 'secure'> & Partial<Pick<Asking, 'ip'>>,
): Promise<SignedIn | undefined> {
  const token = tokenIn(asking)
  if (!token) return undefined
  const row = await asking.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select([
      ...(['session.id', 'session.person_id', 'session.last_seen_at', 'session.proved_at'] as const),
      ...(['session.second_factor_at', 'person.email_verified_at'] as const),
    ])
    .where('token_sha256', '=', sha256(token))
    .where('expires_at', '>', asking.now)
    .executeTakeFirst()
  if (!row) return undefined
  await markSeen(asking, row.id, row.last_seen_at)
  return {
    personId: row.person_id,
    sessionId: row.id,
    provedAt: row.proved_at,
    hasSecondFactor: row.second_factor_at !== null,
    isVerified: row.email_verified_at !== null,
  }
}

async function markSeen(
  { db, now, ip }: Pick<Asking, 'db' | 'now'> & Partial<Pick<Asking, 'ip'>>,
  sessionId: string,
  lastSeenAt: Date,
): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < seenEveryMinutes * 60_000) return
  await db
    .updateTable('session')
    .set({ last_seen_at: now, ...(ip && { shortened_address: shortenedAddress(ip) }) })
    .where('id', '=', sessionId)
    .execute()
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', sessionId).execute()
}

/** One of a person's own; false when it is not theirs or has ended. */
export async function endSessionOf(tx: Tx, personId: string, sessionId: string): Promise<boolean> {
  const ended = tx.deleteFrom('session').where('person_id', '=', personId).where('id', '=', sessionId)
  return (await ended.executeTakeFirst()).numDeletedRows > 0n
}

/** The session that this browser had until now; what was known of it before a sign-in is worth nothing afterwards. */
export async function endSessionOfToken(tx: Tx, token: string): Promise<void> {
  await tx.deleteFrom('session').where('token_sha256', '=', sha256(token)).execute()
}

/** All of a person's sessions, or all but one. Returns how many there were. */
export async function endSessions(tx: Tx, personId: string, except?: string): Promise<number> {
  let ended = tx.deleteFrom('session').where('person_id', '=', personId)
  if (except) ended = ended.where('id', '<>', except)
  return Number((await ended.executeTakeFirst()).numDeletedRows)
}

/** False as soon as the session was ended or ran out: long streams ask again now and then. */
export async function sessionLives(db: Db, sessionId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}
