// Mails that did not arrive, for the desk: seen page by page, sent again, and what they say deleted after a while. Never shows what is
// in them; who may not read addresses sees none, not even in what the mail server answered.
import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { type MailState, type TroubledMail, troubledMailsPerPage } from './contract.ts'
import { orderDelivery } from './outbox.ts'

const troubledAfterAttempts = 3
const dayMs = 86_400_000
/** A link that works once is dead by then, or its mail too late to be of use. */
const keptDays = { plain: 7, withToken: 1 } as const

const isTroubled = sql<SqlBool>`(state in ('failed', 'unconfirmed')
  or (settled_at is null and attempts >= ${sql.lit(troubledAfterAttempts)}))`

const select = (db: Db) =>
  db
    .selectFrom('mail')
    .select(['id', 'number', 'recipient', 'template', 'state', 'attempts', 'answer', 'created_at', 'settled_at'])
    .select(['holds_token', sql<boolean>`sealed is not null`.as('is_kept')])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export interface Look {
  before: string | undefined
  /** Support answers people about their mails; the others need no addresses for what they do. */
  seesAddresses: boolean
  now: Date
}

/** Newest first. */
export async function lookAtOutbox(db: Db, look: Look): Promise<Omit<MailState, 'isConfigured'>> {
  const { waiting } = await db
    .selectFrom('mail')
    .select((each) => each.fn.countAll<string>().as('waiting'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  const rows = await select(db)
    .where(isTroubled)
    .$if(look.before !== undefined, (query) => query.where(sql<SqlBool>`number < ${look.before}::bigint`))
    .orderBy('number', 'desc')
    .limit(troubledMailsPerPage + 1)
    .execute()
  const shown = rows.slice(0, troubledMailsPerPage)
  const next = rows.length > shown.length ? String(shown.at(-1)?.number) : null
  return { waiting: Number(waiting), items: shown.map((row) => onTheWire(row, look)), next }
}

function onTheWire(row: Row, { seesAddresses, now }: Look): TroubledMail {
  const { id, recipient, template, state, attempts, answer } = row
  return {
    ...{ id, template, attempts, createdAt: row.created_at.toISOString() },
    state: state === 'failed' || state === 'unconfirmed' ? state : 'waiting',
    recipient: seesAddresses ? recipient : masked(recipient),
    answer: seesAddresses || answer === null ? answer : withoutAddress(answer, recipient),
    mayBeSentAgain: mayBeSentAgain(row, now),
  }
}

/** e•••@e•••.kz: enough to tell two lines apart, too little to write to. */
export function masked(address: string): string {
  const [name = '', host = ''] = address.split('@')
  const veiled = (text: string) => `${[...text][0] ?? ''}•••`
  return `${veiled(name)}@${veiled(host)}${host.includes('.') ? host.slice(host.lastIndexOf('.')) : ''}`
}

/** Mail servers like to repeat whom they refuse. */
export function withoutAddress(answer: string, address: string): string {
  const [name = ''] = address.split('@')
  const hidden = answer.replace(/[^\s<>()"';:,]+@[^\s<>()"';:,]+/g, (found) => masked(found))
  return name.length < 3 ? hidden : hidden.replace(new RegExp(RegExp.escape(name), 'giu'), masked(address))
}

function mayBeSentAgain(row: Row, now: Date): boolean {
  if (row.settled_at === null) return true
  const days = row.holds_token ? keptDays.withToken : keptDays.plain
  return row.is_kept && row.state !== 'sent' && row.settled_at.getTime() > now.getTime() - days * dayMs
}

/**
 * Puts a mail that failed, or of which nobody knows whether it arrived, back into the line; one that waits for its next try is tried
 * at once. It keeps its Message-ID, by which a mailbox that has it already can tell the second copy. Twice is the same as once.
 */
export async function sendAgain(tx: Tx, tools: Tools, mailId: string, by: string): Promise<void> {
  const now = tools.now()
  const row = await select(tx)
    .select(['recipient_key', 'next_attempt_at'])
    .where('id', '=', mailId)
    .where('state', '!=', 'sent')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
  if (!mayBeSentAgain(row, now)) throw new Refusal('conflict', 'notices.mail_not_kept')
  const waits = row.settled_at === null
  if (waits && (row.state !== 'waiting' || row.next_attempt_at <= now)) return
  const again = { state: 'waiting', claim: null, attempts: 0, settled_at: null, begun_again_at: now } as const
  await tx
    .updateTable('mail')
    .set({ ...(waits ? {} : again), next_attempt_at: now })
    .where('id', '=', mailId)
    .execute()
  await orderDelivery(tx, tools, row.recipient_key)
  const details = { template: row.template, was: row.state, attempts: row.attempts }
  await record(tx, { teamId: null, personId: by, action: 'mail.sent_again', targetId: mailId, details, at: now })
}

/** For the daily round: what failed mails say goes when they may no longer be sent again. Returns of how many. */
export async function forgetUnsent(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ sealed: null })
    .where('sealed', 'is not', null)
    .where(sql<SqlBool>`settled_at < case when holds_token then ${before(keptDays.withToken)}::timestamptz
      else ${before(keptDays.plain)}::timestamptz end`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
