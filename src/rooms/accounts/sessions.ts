// Sessions: an opaque 256-bit token in an HttpOnly cookie, its SHA-256 in a row that is looked up on every request.
import { parse, serialize } from 'cookie'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Asking } from '#platform/http.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'

export interface SignedIn {
  personId: string
  sessionId: string
}

const lifetimeDays = 30
const sessionsPerPerson = 20
const seenEveryMinutes = 5

/** `__Host-` binds the cookie to this origin; browsers allow it only over https, so plain http has a plain name. */
export const cookieName = (secure: boolean) => (secure ? '__Host-panoqor' : 'panoqor')

export async function openSession(
  tx: Tx,
  personId: string,
  from: { userAgent: string; secure: boolean; now: Date },
): Promise<string> {
  const token = newToken()
  await tx
    .insertInto('session')
    .values({
      id: newId(from.now),
      person_id: personId,
      token_sha256: sha256(token),
      created_at: from.now,
      last_seen_at: from.now,
      expires_at: new Date(from.now.getTime() + lifetimeDays * 86_400_000),
      user_agent: from.userAgent.slice(0, 300),
    })
    .execute()
  await endOldest(tx, personId)
  return sessionCookie(token, from.secure, lifetimeDays * 86_400)
}

export const noCookie = (secure: boolean) => sessionCookie('', secure, 0)

const sessionCookie = (token: string, secure: boolean, maxAge: number) =>
  serialize(cookieName(secure), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })

async function endOldest(tx: Tx, personId: string): Promise<void> {
  await sql`delete from session where id in (
    select id from session where person_id = ${personId} order by created_at desc, id desc offset ${sessionsPerPerson}
  )`.execute(tx)
}

/** Who holds this request's cookie, or undefined. */
export async function findSession(
  asking: Pick<Asking, 'db' | 'now' | 'headers' | 'secure'>,
): Promise<SignedIn | undefined> {
  const token = parse(asking.headers.cookie ?? '')[cookieName(asking.secure)]
  if (!token) return undefined
  const row = await asking.db
    .selectFrom('session')
    .select(['id', 'person_id', 'last_seen_at'])
    .where('token_sha256', '=', sha256(token))
    .where('expires_at', '>', asking.now)
    .executeTakeFirst()
  if (!row) return undefined
  await markSeen(asking.db, row.id, row.last_seen_at, asking.now)
  return { personId: row.person_id, sessionId: row.id }
}

async function markSeen(db: Db, sessionId: string, lastSeenAt: Date, now: Date): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < seenEveryMinutes * 60_000) return
  await db.updateTable('session').set({ last_seen_at: now }).where('id', '=', sessionId).execute()
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', sessionId).execute()
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
