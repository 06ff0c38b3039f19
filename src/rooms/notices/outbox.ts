// The outbox: mails as rows, ordered in the transaction that causes them. What a mail says is sealed until it is sent and deleted
// then. This is the only file that names the table mail.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { newId, sha256 } from '#platform/ids.ts'
import type { Tools } from '#platform/tools.ts'
import type { Language } from '#tour/text.ts'

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
}

/** What is sealed of a mail. */
interface Contents {
  values: Record<string, string | number>
  path?: string | undefined
}

const recipientKeyOf = (address: string) => sha256(address.toLowerCase()).toString('hex')

export async function insertMail(tx: Tx, tools: Tools, mail: OutgoingMail): Promise<void> {
  const now = tools.now()
  const contents: Contents = { values: mail.values, path: mail.path }
  const recipientKey = recipientKeyOf(mail.to)
  const inserted = await tx
    .insertInto('mail')
    .values({
      ...{ id: newId(now), recipient: mail.to, recipient_key: recipientKey, person_id: mail.personId ?? null },
      ...{ language: mail.language, template: mail.template, kind: mail.kind ?? null, key: mail.key ?? null },
      ...{ sealed: tools.secret.seal(JSON.stringify(contents)), state: 'waiting', claim: null, answer: null },
      ...{ next_attempt_at: now, created_at: now, settled_at: null },
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await orderDelivery(tx, tools, recipientKey)
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
