// The outbox: mails as rows, ordered in the transaction that causes them. What a mail says is sealed until it is sent and deleted
// then. Besides this file only troubled.ts, for the desk, names the table mail.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { newId, sha256 } from '#platform/ids.ts'
import type { Tools } from '#platform/tools.ts'
import type { Language } from '#tour/text.ts'
import type { DigestEntry } from './letter.ts'

export const deliverTask = 'deliver_mail'

export interface OutgoingMail {
  to: string
  personId?: string | undefined
  language: Language
  template: string
  kind?: string | undefined
  values: Record<string, string | number>
  path?: string | undefined
  key?: string | undefined
  /** The notices of a day, for the one template that lists them. */
  entries?: DigestEntry[] | undefined
}

/** What is sealed of a mail. */
export interface Contents {
  values: Record<string, string | number>
  path?: string | undefined
  entries?: DigestEntry[] | undefined
}

const recipientKeyOf = (address: string) => sha256(address.toLowerCase()).toString('hex')

/** False when its key was mailed before. */
export async function insertMail(tx: Tx, tools: Tools, mail: OutgoingMail): Promise<boolean> {
  const now = tools.now()
  const contents: Contents = { values: mail.values, path: mail.path, entries: mail.entries }
  const recipientKey = recipientKeyOf(mail.to)
  const inserted = await tx
    .insertInto('mail')
    .values({
      ...{ id: newId(now), recipient: mail.to, recipient_key: recipientKey, person_id: mail.personId ?? null },
      ...{ language: mail.language, template: mail.template, kind: mail.kind ?? null, key: mail.key ?? null },
      ...{ sealed: tools.secret.seal(JSON.stringify(contents)), state: 'waiting', claim: null, answer: null },
      ...{ next_attempt_at: now, created_at: now, settled_at: null, holds_token: mail.path?.includes('#') ?? false },
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await orderDelivery(tx, tools, recipientKey)
  return inserted !== undefined
}

/** One job per address at a time; 64 queues keep one slow address from holding up many. */
export const orderDelivery = (tx: Tx, { jobs }: Pick<Tools, 'jobs'>, recipientKey: string, runAt?: Date) =>
  jobs.enqueue(
    tx,
    deliverTask,
    { recipientKey },
    {
      queue: `mail ${Number.parseInt(recipientKey.slice(0, 2), 16) % 64}`,
      key: `mail ${recipientKey}`,
      ...(runAt && { runAt }),
    },
  )

/** A mail whose turn it is, in the hands of this process alone. */
export interface ClaimedMail {
  id: string
  claim: string
  recipient: string
  personId: string | null
  language: Language
  template: string
  kind: string | null
  sealed: string
  attempts: number
  createdAt: Date
  /** When its three days began: with its writing, or when somebody sent it again. */
  begunAt: Date
}

/**
 * Takes the oldest open mail to an address. A mail that another process had begun is taken over from it, unless the whole of it may be
 * with the mail server already: such a mail is left alone for good. A Date: nothing is due before then.
 */
export function claimNext(tools: Tools, recipientKey: string): Promise<ClaimedMail | Date | undefined> {
  const now = tools.now()
  return inTransaction(tools.db, async (tx) => {
    await settleOrphans(tx, recipientKey, now)
    const first = await tx
      .selectFrom('mail')
      .selectAll()
      .where('recipient_key', '=', recipientKey)
      .where('settled_at', 'is', null)
      .orderBy('number')
      .limit(1)
      .forUpdate()
      .executeTakeFirst()
    if (!first) return undefined
    if (first.state === 'waiting' && first.next_attempt_at > now) return first.next_attempt_at
    const claim = newId(now)
    const attempts = first.attempts + 1
    await tx.updateTable('mail').set({ state: 'sending', claim, attempts }).where('id', '=', first.id).execute()
    const { id, recipient, language, template, kind, sealed, person_id: personId, created_at: createdAt } = first
    return {
      ...{ id, claim, recipient, personId, language, template, kind, attempts, createdAt },
      ...{ begunAt: first.begun_again_at ?? createdAt, sealed: sealed ?? '' },
    }
  })
}

/**
 * Whoever handed these over died before the answer was written down: the server has them, and nearly always keeps them. What they say
 * stays sealed for a while, should somebody at the desk send them again.
 */
async function settleOrphans(tx: Tx, recipientKey: string, now: Date): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'unconfirmed', settled_at: now })
    .where('recipient_key', '=', recipientKey)
    .where('state', '=', 'handed_over')
    .execute()
}

type Step = 'sending' | 'handing_over' | 'handed_over'
type Claim = Pick<ClaimedMail, 'id' | 'claim'>

/**
 * False: another process has taken the mail over. That a mail has been handed over is written without waiting for the disk: the less
 * time between the dot and this row, the fewer mails are sent twice by whoever finds a dead process's work.
 */
export async function markStep(db: Db, { id, claim }: Claim, from: Step, to: Step): Promise<boolean> {
  const row = await db
    .updateTable('mail')
    .set({ state: to })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', from)
    .$if(to === 'handed_over', (query) =>
      query.where(sql<boolean>`set_config('synchronous_commit', 'off', true) is not null`),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function settle(db: Db, { id, claim }: Claim, state: 'sent' | 'failed', answer: string, at: Date) {
  await db
    .updateTable('mail')
    .set({ state, answer, settled_at: at, ...(state === 'sent' && { sealed: null }) })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .execute()
}

/** Back into the line, at its head: the order of mails to one address stays. */
export async function postpone(db: Db, { id, claim }: Claim, answer: string, nextAttemptAt: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'waiting', claim: null, answer, next_attempt_at: nextAttemptAt })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('settled_at', 'is', null)
    .execute()
}

/** Orders the delivery of everything that waits: after a time without a mail server, and in case a job was lost. */
export async function orderAll(tools: Tools): Promise<void> {
  const lines = await tools.db
    .selectFrom('mail')
    .select(['recipient_key', sql<Date>`min(next_attempt_at)`.as('at')])
    .where('settled_at', 'is', null)
    .groupBy('recipient_key')
    .execute()
  for (const { recipient_key, at } of lines)
    await inTransaction(tools.db, (tx) => orderDelivery(tx, tools, recipient_key, at))
}
