// Takes mails from the outbox to the mail server, one address after the other in the order of writing. A mail that can't be sent now
// holds back only those to the same address. Killed at any moment it loses nothing and sends nothing twice, but for what no program can
// know: see docs/decisions/150-mail-leaves-once.md.

import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { Tools } from '#platform/tools.ts'
import type { Language } from '#tour/text.ts'
import { digestTask, orderLateDigests, sendDigest } from './digests.ts'
import { type Imprint, writeLetter } from './letter.ts'
import {
  type ClaimedMail,
  type Contents,
  claimNext,
  deliverTask,
  markStep,
  orderAll,
  orderDelivery,
  postpone,
  settle,
} from './outbox.ts'
import { type Outcome, openPost, type Post } from './post.ts'
import { unsubscribeUrl } from './unsubscribe.ts'

/** Who runs the installation, in the words of a language: given by the room that knows it. */
export type FindImprint = (db: Db, language: Language) => Promise<Imprint | undefined>

export interface Delivery {
  tools: Tools
  post: Post
  findImprint: FindImprint
}

/** Sends what waits for one address. A Date: come again then. */
export async function deliverTo(
  delivery: Delivery,
  recipientKey: string,
  stopping?: AbortSignal,
): Promise<Date | undefined> {
  for (;;) {
    if (stopping?.aborted) return delivery.tools.now()
    const next = await claimNext(delivery.tools, recipientKey)
    if (!next || next instanceof Date) return next
    await deliver(delivery, next)
  }
}

async function deliver({ tools, post, findImprint }: Delivery, mail: ClaimedMail): Promise<void> {
  const written = await tryToWrite(tools, mail, findImprint)
  if (!written) return settle(tools.db, mail, 'failed', 'could not be written', tools.now())
  const { id, recipient: to, language, createdAt: at } = mail
  const outcome = await post.send(
    { id, to, language, ...written, at },
    {
      mayFinish: () => markStep(tools.db, mail, 'sending', 'handing_over'),
      finished: () => markStep(tools.db, mail, 'handing_over', 'handed_over'),
    },
  )
  await writeDown(tools, mail, outcome)
}

/** A mail that can't be written must not hold back those behind it. */
async function tryToWrite(tools: Tools, mail: ClaimedMail, findImprint: FindImprint) {
  const { secret, config, db, log } = tools
  try {
    const { values, path, entries }: Contents = JSON.parse(secret.open(mail.sealed))
    const url = mail.kind && mail.personId ? unsubscribeUrl(tools, mail.personId, mail.kind) : undefined
    const imprint = await findImprint(db, mail.language)
    const { template, language } = mail
    const order = { template, language, values, path, entries, unsubscribeUrl: url, imprint, origin: config.origin }
    return { letter: writeLetter(order), unsubscribeUrl: url }
  } catch (error) {
    log.error({ error, mailId: mail.id, template: mail.template }, 'a mail could not be written')
    return undefined
  }
}

const DigestOrder = z.object({ personId: z.uuid() })

const minute = 60_000
const waitsMs = [10_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute]
const longestWaitMs = 15 * minute
const givenUpAfterMs = 3 * 86_400_000

async function writeDown({ db, now }: Tools, mail: ClaimedMail, { result, answer }: Outcome): Promise<void> {
  const at = now()
  if (result === 'sent') return settle(db, mail, 'sent', answer, at)
  if (result === 'refused') return settle(db, mail, 'failed', answer, at)
  if (at.getTime() - mail.begunAt.getTime() > givenUpAfterMs) return settle(db, mail, 'failed', answer, at)
  const waitMs = waitsMs[mail.attempts - 1] ?? longestWaitMs
  await postpone(db, mail, answer, new Date(at.getTime() + waitMs))
}

/** The room's background work. Without a mail server mails wait; the first process with one sends them. */
export function createMailTasks(tools: Tools, findImprint: FindImprint): Record<string, Task> {
  const { mail } = tools.config
  if (!mail) return {}
  const delivery = { tools, post: openPost(mail), findImprint }
  return {
    [deliverTask]: async (payload, { stopping }) => {
      const { recipientKey } = payload as { recipientKey: string }
      const again = await deliverTo(delivery, recipientKey, stopping)
      if (again) await inTransaction(tools.db, (tx) => orderDelivery(tx, tools, recipientKey, again))
    },
    [digestTask]: (payload) => sendDigest(tools, DigestOrder.parse(payload).personId),
  }
}

/** At the start and every hour: orders the delivery of mails that nobody is about to send. */
export async function lookAfterOutbox(tools: Tools): Promise<void> {
  if (!tools.config.mail) return
  await orderAll(tools)
  await orderLateDigests(tools)
}
