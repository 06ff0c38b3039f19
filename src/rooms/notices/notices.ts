// The notices room's door: mail, and what people are told in the application. Everything is written in the caller's transaction and
// leaves after it; nobody else in the house speaks to a mail server. Knows the table person only to find its address and language.

import type { Config } from '#platform/config.ts'
import type { Tx } from '#platform/db.ts'
import { newsFor } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import type { Language } from '#tour/text.ts'
import { kindOf, type NoticeKind } from './contract.ts'
import { orderDigest } from './digests.ts'
import { writeLetter } from './letter.ts'
import { insertMail } from './outbox.ts'
import { findChannels, findReader, insertNotice } from './store.ts'

export { deleteTeamNotices } from './store.ts'
export { forgetUnsent } from './troubled.ts'

export interface MailToSend {
  to: string
  /** Whose mail it is, where there is an account: it goes when the account goes. */
  personId?: string | undefined
  language: Language
  /** The words `mail.<template>.subject`, `.body` and, with a path, `.action`. */
  template: string
  /** Plain text, never HTML; nothing in them becomes a link. */
  values?: Record<string, string | number>
  /** '/page#token' of this installation; becomes the button. */
  path?: string | undefined
  /** The same key is mailed once. */
  key?: string | undefined
}

/** Writes a mail into the outbox. It leaves within a second of the commit, or as soon as the mail server takes it. */
export async function sendMail(tx: Tx, tools: Tools, mail: MailToSend): Promise<void> {
  checkAddress(mail.to)
  const order = { ...mail, values: mail.values ?? {} }
  // Throws where a word or a value is missing: here, where a test sees it, and not when the mail is to leave.
  writeLetter({ ...order, origin: tools.config.origin, imprint: undefined })
  await insertMail(tx, tools, order)
}

type Values = Record<string, string | number>

export interface NoticeToTell {
  personId: string
  teamId?: string | undefined
  kind: NoticeKind
  /** What the sentence is filled with; a function where it depends on the reader's language. */
  values: Values | ((language: Language) => Values)
  /** A page of the studio. Never holds a token: whoever reads it is signed in. */
  path: string | null
  /** The same person is told the same key once. */
  key?: string | undefined
}

/** Tells a person under the bell and by mail, at once or in the mail of the day, as they chose for this kind. */
export async function notifyPerson(tx: Tx, tools: Tools, notice: NoticeToTell): Promise<void> {
  const { personId, kind, path, key } = notice
  const reader = await findReader(tx, personId)
  if (!reader) return
  const values = typeof notice.values === 'function' ? notice.values(reader.language) : notice.values
  const channels = await findChannels(tx, personId, kind)
  const now = tools.now()
  const awaitsDigest = channels.mail === 'daily'
  if (channels.inApp || awaitsDigest) {
    const row = { ...notice, values, id: newId(now), inApp: channels.inApp, awaitsDigest, at: now }
    const isNew = await insertNotice(tx, row)
    if (isNew && channels.inApp) await newsFor(tx, personId, { name: 'notice' })
    if (isNew && awaitsDigest) await orderDigest(tx, tools, personId)
  }
  if (channels.mail !== 'instant') return
  await insertMail(tx, tools, {
    ...{ to: reader.email, personId, language: reader.language, template: `notice_${kind}`, values },
    ...{ kind: kindOf(kind).isSecurity ? undefined : kind, path: path ?? undefined },
    key: key === undefined ? undefined : `${personId} ${key}`,
  })
}

/** Whether mails leave this installation. Where they don't, they wait in the outbox, and the desk says so. */
export const mailIsConfigured = ({ mail }: Pick<Config, 'mail'>): boolean => mail !== undefined

/** One address and nothing else: no list, no name, no second line. */
function checkAddress(address: string): void {
  if (!/^[^\s\p{C}<>()[\]\\,;:"@]{1,64}@[^\s\p{C}<>()[\]\\,;:"@]{3,253}$/u.test(address))
    throw new Refusal('invalid', 'accounts.email_invalid')
}
