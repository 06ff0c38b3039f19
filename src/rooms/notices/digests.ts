// The mail of the day: what a person chose to be told once a day, in one mail at their hour. At most one a day, none when there is
// nothing to tell; what they read under the bell meanwhile is not told again.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { type Digest, kindsOfNotice, type NoticeKind, usualDigest } from './contract.ts'
import { localTime, nextDigestAt } from './day-clock.ts'
import type { DigestEntry } from './letter.ts'
import { insertMail } from './outbox.ts'
import { findReader, listPreferences } from './store.ts'

export const digestTask = 'send_digest'
/** What the mail of the day is called where a kind of notice would stand. */
export const digestKind = 'digest'

const mostTold = 50
const lateAfterMs = 25 * 3_600_000

export async function findDigest(db: Db, personId: string): Promise<(Digest & { lastDay: string }) | undefined> {
  const row = await db.selectFrom('digest').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row && { hour: row.hour, timeZone: row.time_zone, lastDay: row.last_day }
}

const digestFor = async (db: Db, personId: string) =>
  (await findDigest(db, personId)) ?? { ...usualDigest, lastDay: '' }

export async function chooseDigest(tx: Tx, tools: Tools, personId: string, { hour, timeZone }: Digest, at: Date) {
  const values = { hour, time_zone: timeZone, changed_at: at }
  await tx
    .insertInto('digest')
    .values({ person_id: personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute()
  if ((await countAwaiting(tx, personId)) > 0) await planDigest(tx, tools, personId)
  const details = { hour, timeZone }
  await record(tx, { teamId: null, personId, action: 'notice.digest_changed', targetId: personId, details, at })
}

/** The first notice of a day plans its mail; those after it find it planned. */
export async function orderDigest(tx: Tx, tools: Tools, personId: string): Promise<void> {
  if ((await countAwaiting(tx, personId)) === 1) await planDigest(tx, tools, personId)
}

async function planDigest(tx: Tx, tools: Tools, personId: string): Promise<void> {
  const { lastDay, ...digest } = await digestFor(tx, personId)
  await enqueue(tx, tools, personId, nextDigestAt(digest, lastDay, tools.now()))
}

const enqueue = (tx: Tx, { jobs }: Tools, personId: string, runAt: Date) =>
  jobs.enqueue(tx, digestTask, { personId }, { key: `digest ${personId}`, runAt })

async function countAwaiting(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .select((each) => each.fn.countAll<string>().as('count'))
    .where('person_id', '=', personId)
    .where('awaits_digest', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Everything in one transaction: a process that dies leaves the day untold, never told twice. */
export async function sendDigest(tools: Tools, personId: string): Promise<void> {
  const now = tools.now()
  await inTransaction(tools.db, async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', personId).forNoKeyUpdate().execute()
    const reader = await findReader(tx, personId)
    if (!reader) return
    const { lastDay, ...digest } = await digestFor(tx, personId)
    const today = localTime(now, digest.timeZone).day
    if (lastDay >= today) {
      if ((await countAwaiting(tx, personId)) > 0) await planDigest(tx, tools, personId)
      return
    }
    const entries = await takeAwaiting(tx, personId)
    if (entries.length === 0) return
    await insertMail(tx, tools, {
      ...{ to: reader.email, personId, language: reader.language, template: 'digest', kind: digestKind, path: '/' },
      values: { count: entries.length, more: Math.max(0, entries.length - mostTold) },
      entries: entries.slice(0, mostTold),
    })
    await tx
      .insertInto('digest')
      .values({ person_id: personId, ...asColumns(digest), last_day: today, changed_at: now })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ last_day: today }))
      .execute()
  })
}

const asColumns = ({ hour, timeZone }: Digest) => ({ hour, time_zone: timeZone })

/** Oldest first. Those of kinds that were switched off meanwhile, and those that were read, are let go unsaid. */
async function takeAwaiting(tx: Tx, personId: string): Promise<DigestEntry[]> {
  const rows = await tx
    .selectFrom('notice')
    .select(['id', 'kind', 'details', 'path', 'read_at', 'in_app'])
    .where('person_id', '=', personId)
    .where('awaits_digest', '=', true)
    .where('kind', 'in', kindsOfNotice)
    .orderBy('id')
    .execute()
  await tx
    .deleteFrom('notice')
    .where('person_id', '=', personId)
    .where('awaits_digest', '=', true)
    .where('in_app', '=', false)
    .execute()
  await tx
    .updateTable('notice')
    .set({ awaits_digest: false })
    .where('person_id', '=', personId)
    .where('awaits_digest', '=', true)
    .execute()
  const off = (await listPreferences(tx, personId)).filter(({ mail }) => mail === 'off').map(({ kind }) => kind)
  return rows
    .filter(({ kind, read_at }) => read_at === null && !off.some((each) => each === kind))
    .map(({ kind, details, path }) => ({ kind: kind as NoticeKind, values: details, path }))
}

/** Now and then: mails of the day whose job got lost. */
export async function orderLateDigests(tools: Tools): Promise<void> {
  const now = tools.now()
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from notice
    where awaits_digest and created_at < ${new Date(now.getTime() - lateAfterMs)}`.execute(tools.db)
  for (const { person_id } of rows) await inTransaction(tools.db, (tx) => enqueue(tx, tools, person_id, now))
}
