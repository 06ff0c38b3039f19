// Lost passwords: a link by mail, which works once and for half an hour. Whoever asks gets the same answer after the same work, whether
// anybody has the address or not. A reset is one factor: second factors stay as they were.
import type { Db, Tx } from '#platform/db.ts'
import { newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { sendMail } from '#rooms/notices/notices.ts'
import type { Language } from '#tour/text.ts'
import type { EmailAddress } from '../email-address.ts'
import { tellOfChange } from '../entrance.ts'
import { checkPassword } from '../password-rules.ts'
import { hashPassword } from '../passwords.ts'
import { endSessions } from '../sessions.ts'
import { cancelPending, findOwnerOf, findPerson, holdForChange, updatePasswordHash } from '../store.ts'

const linkLivesMilliseconds = 30 * 60_000

/** An address that its account never proved may belong to somebody else: no link goes there. `language`: of the page that asks. */
export async function requestReset(
  tx: Tx,
  tools: Tools,
  { address, mayMail }: { address: EmailAddress; mayMail: boolean },
  { language, at }: { language: Language; at: Date },
): Promise<void> {
  const owner = await findOwnerOf(tx, address.canonical, at)
  const personId = owner?.isProven ? owner.personId : null
  const token = newToken()
  await insertReset(tx, token, personId, at)
  if (!mayMail) return
  await sendMail(tx, tools, {
    ...{ to: address.canonical, language: owner?.language ?? language, values: {} },
    ...(personId
      ? { personId, template: 'password_reset', path: `/reset#${token}` }
      : { template: 'password_reset_unknown', path: '/register' }),
  })
}

/** A link for somebody whose address is known to be theirs, as part of something else. */
export async function newReset(tx: Tx, personId: string, at: Date): Promise<string> {
  const token = newToken()
  await insertReset(tx, token, personId, at)
  return token
}

/** The same link, because the staff were asked for it: it goes to the account's own address, and nobody else sees it. */
export async function sendReset(
  tx: Tx,
  tools: Tools,
  { personId, by }: { personId: string; by: string },
  at: Date,
): Promise<void> {
  const person = await findPerson(tx, personId)
  if (!person) throw new Refusal('not_found', 'http.not_found')
  const token = await newReset(tx, personId, at)
  await record(tx, { teamId: null, personId: by, action: 'reset_link.sent', targetId: personId, at })
  await sendMail(tx, tools, {
    ...{ to: person.email, personId, language: person.language, template: 'password_reset', values: {} },
    path: `/reset#${token}`,
  })
}

async function insertReset(tx: Tx, token: string, personId: string | null, at: Date): Promise<void> {
  const expires = new Date(at.getTime() + linkLivesMilliseconds)
  await tx
    .insertInto('password_reset')
    .values({ token_sha256: sha256(token), person_id: personId, created_at: at, expires_at: expires })
    .execute()
}

const linkIsGone = () => new Refusal('gone', 'accounts.link_gone')

/** Whose link it is, as long as it works. */
export async function describeReset(db: Db, token: string, now: Date): Promise<{ personId: string; email: string }> {
  const found = await db
    .selectFrom('password_reset')
    .innerJoin('person', 'person.id', 'password_reset.person_id')
    .select(['person.id', 'person.email'])
    .where('token_sha256', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!found) throw linkIsGone()
  return { personId: found.id, email: found.email }
}

/** Before the transaction: is the link good, is the password, and its hash. */
export async function prepareReset(db: Db, body: { token: string; password: string }, now: Date): Promise<string> {
  const { personId } = await describeReset(db, body.token, now)
  return preparePassword(db, personId, body.password)
}

export async function preparePassword(db: Db, personId: string, password: string): Promise<string> {
  const found = await findPerson(db, personId)
  if (!found) throw linkIsGone()
  await checkPassword(password, [found.email, found.name])
  return hashPassword(password)
}

/** Uses the link up; every other link of the person is worth nothing from now on. Answers whose it was. */
export async function completeReset(
  tx: Tx,
  tools: Tools,
  { token, passwordHash, endsSessions }: { token: string; passwordHash: string; endsSessions: boolean },
  at: Date,
): Promise<string> {
  await holdForChange(tx, (await describeReset(tx, token, at)).personId)
  const used = await tx
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('token_sha256', '=', sha256(token))
    .where('person_id', 'is not', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('person_id')
    .executeTakeFirst()
  const personId = used?.person_id
  if (!personId) throw linkIsGone()
  await endResets(tx, personId, at)
  await setPasswordHash(tx, personId, passwordHash)
  if (endsSessions) await endSessions(tx, personId)
  await record(tx, {
    ...{ teamId: null, personId, action: 'person.password_reset', targetId: personId, at },
    details: { endsSessions },
  })
  await tellOfChange(tx, tools, personId, 'password')
  return personId
}

/** What whoever knew the old password has begun with it ends: a sign-in that waits for its code, an address that waits for its yes. */
async function setPasswordHash(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await updatePasswordHash(tx, personId, passwordHash)
  await tx.deleteFrom('sign_in_step').where('person_id', '=', personId).execute()
  await cancelPending(tx, personId)
}

export async function endResets(tx: Tx, personId: string, at: Date): Promise<void> {
  await tx
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute()
}

/** The person sets another password while signed in, having proven lately that it is them. */
export async function changePassword(
  tx: Tx,
  tools: Tools,
  { personId, sessionId }: { personId: string; sessionId: string },
  { passwordHash, endsOthers }: { passwordHash: string; endsOthers: boolean },
  at: Date,
): Promise<void> {
  await setPasswordHash(tx, personId, passwordHash)
  await endResets(tx, personId, at)
  if (endsOthers) await endSessions(tx, personId, sessionId)
  await record(tx, {
    ...{ teamId: null, personId, action: 'person.password_changed', targetId: personId, at },
    details: { endsOthers },
  })
  await tellOfChange(tx, tools, personId, 'password')
}
