// Registration in two steps. First a stranger names an address; whatever stands behind it, they get the same answer after the same
// work, and only its mailbox learns more. Then the link from that mailbox makes the person. So nobody takes an address before its owner.
import type { Db, Tx } from '#platform/db.ts'
import { newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { acceptDocuments, documentsToAccept, isSetUp } from '#rooms/legal/legal.ts'
import { mailIsConfigured, sendMail } from '#rooms/notices/notices.ts'
import type { Language } from '#tour/text.ts'
import { countAttempt, type Limit, networkOf } from '../attempts.ts'
import { type EmailAddress, emailAddress } from '../email-address.ts'
import { checkPassword } from '../password-rules.ts'
import { hashPassword } from '../passwords.ts'
import { spendPuzzle } from '../puzzles.ts'
import { anyOperator, findOwnerOf, insertPerson } from '../store.ts'
import type { AskToRegister, RegistrationStep, SolvedPuzzle } from './contract.ts'
import { isDeniedDomain } from './domains.ts'
import { findRegistrationSetting } from './settings.ts'

const hour = 3600
const day = 86_400
const linkLivesMilliseconds = 3600_000

/** A home has a whole /64; behind one IPv4 address there may be a town. */
const networkLimits = (purpose: string, ip: string): Limit[] => {
  const network = networkOf(ip)
  const own = `${purpose}:${network}`
  return network.includes(':')
    ? [{ bucket: own, atMost: 5, windowSeconds: day }]
    : [
        { bucket: `${own}:soon`, atMost: 5, windowSeconds: hour / 6 },
        { bucket: own, atMost: 40, windowSeconds: day },
      ]
}

/** So much at most that all strangers together make us send. */
const everybodysLimit = (purpose: string): Limit => ({ bucket: `${purpose}:all`, atMost: 600, windowSeconds: hour })

/** One mailbox is not to be flooded by us. Whoever asks more often gets the usual answer and no further mail. */
const mailsPerAddress = (purpose: string, canonical: string): Limit => ({
  bucket: `${purpose}:address:${canonical}`,
  atMost: 3,
  windowSeconds: hour,
})

export interface Stranger {
  email: string
  puzzle: SolvedPuzzle
  ip: string
}

/** What every request for a mail by a stranger goes through. `mayMail` says whether this mailbox has room for one more. */
export async function admitStranger(
  db: Db,
  tools: Tools,
  purpose: 'register' | 'reset',
  { email, puzzle, ip }: Stranger,
  now: Date,
): Promise<{ address: EmailAddress; mayMail: boolean }> {
  const address = emailAddress(email)
  await spendPuzzle(db, tools, puzzle, now)
  await countAttempt(db, [...networkLimits(purpose, ip), everybodysLimit(purpose)], now)
  return { address, mayMail: await isWithin(db, mailsPerAddress(purpose, address.canonical), now) }
}

async function isWithin(db: Db, limit: Limit, now: Date): Promise<boolean> {
  try {
    await countAttempt(db, [limit], now)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'too_many') return false
    throw error
  }
}

/** What a page may say about registering before anybody asks. */
export async function findRegistrationState(db: Db, { config, now }: Pick<Tools, 'config' | 'now'>) {
  if (!config.demo && !(await anyOperator(db))) return 'first-run' as const
  const { mode } = await findRegistrationSetting(db)
  if (mode === 'invitation') return mode
  if (config.demo) return mode
  if (!mailIsConfigured(config)) return 'no-mail' as const
  // Nobody registers before they can know with whom they deal, and on which terms.
  return (await isSetUp(db, now())) ? mode : ('setting-up' as const)
}

/** First runs from one network are few. */
export const countRegistration = (db: Db, ip: string, now: Date): Promise<number> =>
  countAttempt(db, [{ bucket: `first-run:${networkOf(ip)}`, atMost: 20, windowSeconds: day }], now)

/** Whether strangers may ask at all, and from where. */
export async function prepareRequest(db: Db, tools: Tools, asked: AskToRegister & { ip: string }, now: Date) {
  const state = await findRegistrationState(db, tools)
  if (state === 'first-run') throw new Refusal('forbidden', 'accounts.operator_first')
  if (state === 'no-mail') throw new Refusal('forbidden', 'accounts.no_mail_yet')
  if (state === 'setting-up') throw new Refusal('forbidden', 'legal.setting_up')
  if (state === 'invitation') throw new Refusal('forbidden', 'accounts.invitation_only')
  const { deniedDomains } = await findRegistrationSetting(db)
  if (isDeniedDomain(emailAddress(asked.email).canonical, deniedDomains))
    throw new Refusal('invalid', 'accounts.domain_denied')
  return admitStranger(db, tools, 'register', asked, now)
}

/** Writes the request down and sends the mail: a link for a new address, a reminder for one that has an account. */
export async function requestRegistration(
  tx: Tx,
  tools: Tools,
  { address, mayMail }: { address: EmailAddress; mayMail: boolean },
  { language, at }: { language: Language; at: Date },
): Promise<void> {
  const owner = await findOwnerOf(tx, address.canonical, at)
  const token = newToken()
  await tx
    .insertInto('registration_request')
    .values({
      ...{ token_sha256: sha256(token), email: address.shown, email_canonical: address.canonical, language },
      ...{ known: owner !== undefined, created_at: at, expires_at: new Date(at.getTime() + linkLivesMilliseconds) },
    })
    .execute()
  if (!mayMail) return
  await sendMail(tx, tools, {
    ...{ to: address.canonical, language: owner?.language ?? language, values: {} },
    ...(owner
      ? { template: 'registration_known', path: '/reset' }
      : { template: 'registration_confirm', path: `/register/confirm#${token}` }),
  })
}

/** What the link of a mail stands for, as long as it does. */
export async function findRequest(db: Db, token: string, now: Date) {
  const found = await db
    .selectFrom('registration_request')
    .select(['email', 'email_canonical', 'language', 'created_at'])
    .where('token_sha256', '=', sha256(token))
    .where('known', '=', false)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!found) throw linkIsGone()
  return found
}

const linkIsGone = () => new Refusal('gone', 'accounts.link_gone')

export async function describeStep(db: Db, token: string, now: Date): Promise<RegistrationStep> {
  const { email, language } = await findRequest(db, token, now)
  const { mode } = await findRegistrationSetting(db)
  return { email, language, mode, documents: await documentsToAccept(db, now) }
}

/** Before the transaction: is the link good, is the password, and its hash. */
export async function prepareCompletion(
  db: Db,
  body: { token: string; name: string; teamName: string; password?: string | undefined },
  now: Date,
) {
  const { email } = await findRequest(db, body.token, now)
  if (body.password === undefined) return { address: emailAddress(email), name: body.name, passwordHash: null }
  return prepareProven({ email, name: body.name, password: body.password, teamName: body.teamName })
}

/** True once: the link is used up by the first who brings it. */
export async function consumeRequest(tx: Tx, token: string, at: Date): Promise<void> {
  const used = await tx
    .updateTable('registration_request')
    .set({ used_at: at })
    .where('token_sha256', '=', sha256(token))
    .where('known', '=', false)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  if (used.numUpdatedRows !== 1n) throw linkIsGone()
}

/** Judges and hashes the password of somebody whose address is proven. Slow, so it comes before the transaction. */
export async function prepareProven(account: { email: string; name: string; password: string; teamName?: string }) {
  await checkPassword(account.password, [account.email, account.name, account.teamName ?? ''])
  return {
    address: emailAddress(account.email),
    name: account.name,
    passwordHash: await hashPassword(account.password),
  }
}

export interface ProvenPerson {
  /** A person who comes by a passkey has no password, and an id that the passkey was made for. */
  prepared: { id?: string; address: EmailAddress; name: string; passwordHash: string | null }
  language: Language
  /** The documents that the person accepted, which must be all that are in force. */
  versionIds: string[]
  method: 'registration' | 'invitation' | 'first_run' | 'seed'
  /** False for the operator's first account, which is made without a mail. */
  isProven?: boolean
  ip: string
  userAgent: string
  at: Date
}

/** Makes a person whose address a mail has proven, with what they accepted. The session, the team and the rest are the caller's. */
export async function registerProven(tx: Tx, tools: Tools, person: ProvenPerson): Promise<string> {
  const { prepared, language, at, isProven = true } = person
  if (await findOwnerOf(tx, prepared.address.canonical, at)) throw new Refusal('conflict', 'accounts.email_taken')
  const personId = await insertPerson(tx, { ...prepared, language, verifiedAt: isProven ? at : null }, at)
  await record(tx, { teamId: null, personId, action: 'person.registered', targetId: personId, at })
  await acceptDocuments(tx, { ...person, personId, tools })
  return personId
}

/** Requests that ran out a day ago tell nobody anything. */
export async function sweepRequests(db: Db, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - day * 1000)
  await db.deleteFrom('registration_request').where('expires_at', '<', yesterday).execute()
  await db.deleteFrom('password_reset').where('expires_at', '<', yesterday).execute()
  await db.deleteFrom('address_proof').where('expires_at', '<', yesterday).execute()
}
