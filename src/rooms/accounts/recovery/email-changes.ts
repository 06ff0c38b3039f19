// Another e-mail address: it counts once a link sent to it was opened; until then, and for three days after, the old one has the last
// word. Never says whether the new address belongs to somebody else: only its mailbox learns that.
import type { Db, Tx } from '#platform/db.ts'
import { violatedConstraint } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { sendMail } from '#rooms/notices/notices.ts'
import type { Language } from '#tour/text.ts'
import type { EmailAddress } from '../email-address.ts'
import { endSessions } from '../sessions.ts'
import { cancelPending, findOwnerOf } from '../store.ts'
import { inDoubtSince, type MadeInTheirName } from './doubt.ts'
import { endResets, newReset } from './resets.ts'

const hourMilliseconds = 3600_000
const linkLivesMilliseconds = 24 * hourMilliseconds
const undoHours = 72

/** Whose account it is, and which address it has now. */
interface Changed {
  personId: string
  email: string
}

interface Holder {
  personId: string
  email: string
  canonical: string
  language: Language
  isProven: boolean
}

async function holdPerson(tx: Tx, personId: string): Promise<Holder> {
  const row = await tx
    .selectFrom('person')
    .select(['email', 'email_canonical', 'language', 'email_verified_at'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
  const { email, language } = row
  return { personId, email, canonical: row.email_canonical, language, isProven: row.email_verified_at !== null }
}

/** Everybody holds the person before the change, so that two links that are opened at once wait for one another in one order. */
async function holdWhose(tx: Tx, column: 'token_sha256' | 'undo_sha256', token: string): Promise<void> {
  const row = await tx
    .selectFrom('email_change')
    .select('person_id')
    .where(column, '=', sha256(token))
    .executeTakeFirst()
  if (!row) throw linkIsGone()
  await holdPerson(tx, row.person_id)
}

export async function requestEmailChange(
  tx: Tx,
  tools: Tools,
  personId: string,
  address: EmailAddress,
  at: Date,
): Promise<void> {
  const holder = await holdPerson(tx, personId)
  if (holder.canonical === address.canonical) throw new Refusal('conflict', 'accounts.email_same')
  await cancelPending(tx, personId)
  const token = newToken()
  await tx
    .insertInto('email_change')
    .values({
      ...{ id: newId(at), person_id: personId, old_email: holder.email, old_canonical: holder.canonical },
      ...{ new_email: address.shown, new_canonical: address.canonical, token_sha256: sha256(token) },
      ...{ created_at: at, expires_at: new Date(at.getTime() + linkLivesMilliseconds) },
    })
    .execute()
  await record(tx, { teamId: null, personId, action: 'person.email_change_asked', targetId: personId, at })
  const owner = await findOwnerOf(tx, address.canonical, at)
  const { language } = holder
  await sendMail(tx, tools, {
    ...{ to: address.canonical, language: owner?.language ?? language },
    ...(owner
      ? { template: 'email_change_taken', path: '/sign-in' }
      : { template: 'email_change_confirm', path: `/email-change#${token}` }),
  })
  if (holder.isProven) {
    const values = { email: address.shown }
    await sendMail(tx, tools, { to: holder.canonical, personId, language, template: 'email_change_asked', values })
  }
}

export async function findPendingEmail(db: Db, personId: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('email_change')
    .select('new_email')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.new_email ?? null
}

const linkIsGone = () => new Refusal('gone', 'accounts.link_gone')

/** The new mailbox answered. Links for a new password that went to the old one are worth nothing from now on. */
export async function confirmEmailChange(tx: Tx, tools: Tools, token: string, at: Date): Promise<Changed> {
  const undoToken = newToken()
  await holdWhose(tx, 'token_sha256', token)
  const change = await tx
    .updateTable('email_change')
    .set({ confirmed_at: at })
    .where('token_sha256', '=', sha256(token))
    .where('confirmed_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['id', 'person_id', 'new_email', 'new_canonical'])
    .executeTakeFirst()
  if (!change) throw linkIsGone()
  const holder = await holdPerson(tx, change.person_id)
  if (await findOwnerOf(tx, change.new_canonical, at)) throw new Refusal('conflict', 'accounts.email_taken')
  const { personId, language } = holder
  await setAddress(tx, personId, { shown: change.new_email, canonical: change.new_canonical }, at)
  await endResets(tx, personId, at)
  await record(tx, { teamId: null, personId, action: 'person.email_changed', targetId: personId, at })
  if (holder.isProven) {
    const undoUntil = new Date(at.getTime() + undoHours * hourMilliseconds)
    await tx
      .updateTable('email_change')
      .set({ undo_sha256: sha256(undoToken), undo_until: undoUntil })
      .where('id', '=', change.id)
      .execute()
    await sendMail(tx, tools, {
      ...{ to: holder.canonical, personId, language, template: 'email_changed' },
      ...{ values: { email: change.new_email, hours: undoHours }, path: `/email-change/undo#${undoToken}` },
    })
  }
  return { personId, email: change.new_email }
}

async function setAddress(tx: Tx, personId: string, address: EmailAddress, at: Date): Promise<void> {
  try {
    await tx
      .updateTable('person')
      .set({ email: address.shown, email_canonical: address.canonical, email_verified_at: at })
      .where('id', '=', personId)
      .execute()
  } catch (error) {
    if (violatedConstraint(error) === 'person_email_canonical_key')
      throw new Refusal('conflict', 'accounts.email_taken')
    throw error
  }
}

/**
 * The old mailbox says: that wasn't me. It gets its account back, everybody else is signed out, what was set up for signing in since
 * then is gone, keys for programs with it, and a link for a new password follows at once, because whoever did it knew the old one.
 */
export async function undoEmailChange(
  tx: Tx,
  tools: Tools,
  made: MadeInTheirName,
  token: string,
  at: Date,
): Promise<Changed> {
  await holdWhose(tx, 'undo_sha256', token)
  const change = await tx
    .updateTable('email_change')
    .set({ undone_at: at })
    .where('undo_sha256', '=', sha256(token))
    .where('undone_at', 'is', null)
    .where('undo_until', '>', at)
    .returning(['person_id', 'old_email', 'old_canonical', 'created_at'])
    .executeTakeFirst()
  if (!change) throw linkIsGone()
  const { personId, language } = await holdPerson(tx, change.person_id)
  await cancelPending(tx, personId)
  await tx
    .updateTable('email_change')
    .set({ undone_at: at })
    .where('person_id', '=', personId)
    .where('created_at', '>', change.created_at)
    .where('undone_at', 'is', null)
    .execute()
  await setAddress(tx, personId, { shown: change.old_email, canonical: change.old_canonical }, at)
  await forgetCredentialsSince(tx, personId, change.created_at)
  await made.revoke(tx, tools, personId, inDoubtSince(change.created_at), at)
  await endSessions(tx, personId)
  await endResets(tx, personId, at)
  await record(tx, { teamId: null, personId, action: 'person.email_restored', targetId: personId, at })
  await sendMail(tx, tools, {
    ...{ to: change.old_canonical, personId, language, template: 'email_restored' },
    path: `/reset#${await newReset(tx, personId, at)}`,
  })
  return { personId, email: change.old_email }
}

/**
 * What an intruder may have set up to come back, and the old password, which they knew. A passkey is added before another address is
 * asked for. Taking passkeys away makes nothing easier for whoever has the old mailbox, as taking the one-time codes away would: those
 * go only where they are younger than the change.
 */
async function forgetCredentialsSince(tx: Tx, personId: string, since: Date): Promise<void> {
  await tx.updateTable('person').set({ password_hash: null }).where('id', '=', personId).execute()
  await tx
    .deleteFrom('passkey')
    .where('person_id', '=', personId)
    .where('created_at', '>=', inDoubtSince(since))
    .execute()
  const added = await tx
    .deleteFrom('one_time_secret')
    .where('person_id', '=', personId)
    .where('created_at', '>=', since)
    .executeTakeFirst()
  if (added.numDeletedRows > 0n) await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  await tx.deleteFrom('known_device').where('person_id', '=', personId).where('created_at', '>=', since).execute()
}
