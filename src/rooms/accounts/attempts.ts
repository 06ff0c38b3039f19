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

/**
 * Counts one attempt and refuses when a limit is used up. Whoever used up one limit leaves those after it alone. Returns how many came in
 * the window of the first one, with this.
 */
export async function countAttempt(db: Db, limits: Limit[], now: Date): Promise<number> {
  const counts = await countEach(db, limits, now)
  const used = limits.find(({ atMost }, at) => (counts[at] ?? 0) > atMost)
  if (used) throw tooMany(used, now)
  return counts[0] ?? 0
}

/**
 * One statement for all: a sign-in is counted thrice, and every commit waits for the disk. What comes after a limit that is used up is
 * not counted; what has no `atMost` never is.
 */
async function countEach(
  db: Db,
  counted: (Omit<Limit, 'atMost'> & { atMost?: number })[],
  now: Date,
): Promise<(number | undefined)[]> {
  const steps = counted.map((each, at) => {
    const most = counted[at - 1]?.atMost
    const unlessUsedUp = most === undefined ? sql`` : sql` from ${step(at - 1)} where count <= ${most}`
    return sql`${step(at)} as (
      insert into attempt (bucket, window_start, count)
      select ${each.bucket}, ${windowOf(each, now)}::timestamptz, 1${unlessUsedUp}
      on conflict (bucket, window_start) do update set count = attempt.count + 1
      returning count
    )`
  })
  const counts = counted.map((_, at) => sql`(select count from ${step(at)})`)
  const { rows } = await sql<{ counts: (number | null)[] }>`
    with ${sql.join(steps)} select array[${sql.join(counts)}] as counts`.execute(db)
  return rows[0]?.counts.map((count) => count ?? undefined) ?? []
}

const step = (at: number) => sql.ref(`step_${at}`)

/**
 * A limit that all visitors of something share must not let a few lock out the rest: whoever comes for the first time in the window of
 * `own` gets through even when it is used up. Returns how many came already, so that the caller makes less noise about each.
 */
export async function countShared(
  db: Db,
  { shared, own }: { shared: Limit; own: Omit<Limit, 'atMost'> },
  now: Date,
): Promise<number> {
  const [came, count = 0] = await countEach(db, [own, shared], now)
  if (count > shared.atMost && came !== 1) throw tooMany(shared, now)
  return count
}

const windowOf = ({ windowSeconds }: Pick<Limit, 'windowSeconds'>, now: Date): Date =>
  new Date(Math.floor(now.getTime() / (windowSeconds * 1000)) * windowSeconds * 1000)

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
