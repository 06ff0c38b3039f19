// Limits on guessing, counted in PostgreSQL so that they hold for every process. Counts before the work, in its own statement:
// parallel guesses can't slip through, and a failed sign-in still counts although its transaction is rolled back.
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'

export interface Limit {
  bucket: string
  atMost: number
  windowSeconds: number
}

/** Counts one attempt against each limit and refuses when one is used up. */
export async function countAttempt(db: Db, limits: Limit[], now: Date): Promise<void> {
  for (const limit of limits) if ((await countOne(db, limit, now)) > limit.atMost) throw tooMany(limit, now)
}

/**
 * A limit that all visitors of something share must not let a few lock out the rest: whoever comes for the first time in the window of
 * `own` gets through even when it is used up. Returns how many came already, so that the caller makes less noise about each.
 */
export async function countShared(
  db: Db,
  { shared, own }: { shared: Limit; own: Omit<Limit, 'atMost'> },
  now: Date,
): Promise<number> {
  const isFirst = (await countOne(db, own, now)) === 1
  const count = await countOne(db, shared, now)
  if (count > shared.atMost && !isFirst) throw tooMany(shared, now)
  return count
}

const windowOf = ({ windowSeconds }: Pick<Limit, 'windowSeconds'>, now: Date): Date =>
  new Date(Math.floor(now.getTime() / (windowSeconds * 1000)) * windowSeconds * 1000)

async function countOne(db: Db, limit: Omit<Limit, 'atMost'>, now: Date): Promise<number> {
  const row = await db
    .insertInto('attempt')
    .values({ bucket: limit.bucket, window_start: windowOf(limit, now), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['bucket', 'window_start']).doUpdateSet({ count: sql<number>`attempt.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return row.count
}

function tooMany(limit: Limit, now: Date): Refusal {
  const retryAfterSeconds = Math.ceil(
    (windowOf(limit, now).getTime() + limit.windowSeconds * 1000 - now.getTime()) / 1000,
  )
  return new Refusal('too_many', 'accounts.too_many_attempts', { retryAfterSeconds })
}

/** A right password clears the account's count, so that an owner's earlier typos never lock them out. */
export async function forgetAttempts(db: Db, bucket: string): Promise<void> {
  await db.deleteFrom('attempt').where('bucket', '=', bucket).execute()
}

/** Windows that ended a day ago are of no use to anybody. */
export async function sweepAttempts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('attempt')
    .where('window_start', '<', new Date(now.getTime() - 86_400_000))
    .execute()
}

/** One bucket per IPv4 address, one per /64 of IPv6: a home or a phone has a whole /64. */
export function networkOf(ip: string): string {
  const address = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return `${[...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}
