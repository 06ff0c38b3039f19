// The accounts room's SQL: the only file that names its tables besides sessions.ts and attempts.ts.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { violatedConstraint } from '#platform/db.ts'
import { newId, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Language } from '#tour/text.ts'
import type { EmailAddress } from './email-address.ts'

export interface NewPerson {
  /** Only where something was made for it already. */
  id?: string
  address: EmailAddress
  name: string
  language: Language
  /** None for whoever comes in by a passkey alone. */
  passwordHash: string | null
  /** When the address was proven; not yet for the operator's first account. */
  verifiedAt?: Date | null
}

export async function insertPerson(tx: Tx, person: NewPerson, at: Date): Promise<string> {
  const id = person.id ?? newId(at)
  try {
    await tx
      .insertInto('person')
      .values({
        id,
        email: person.address.shown,
        email_canonical: person.address.canonical,
        name: person.name,
        language: person.language,
        password_hash: person.passwordHash,
        created_at: at,
        email_verified_at: person.verifiedAt ?? null,
      })
      .execute()
  } catch (error) {
    if (violatedConstraint(error) === 'person_email_canonical_key')
      throw new Refusal('conflict', 'accounts.email_taken')
    throw error
  }
  return id
}

export const findByEmail = (db: Db, canonical: string) =>
  db.selectFrom('person').select(['id', 'password_hash']).where('email_canonical', '=', canonical).executeTakeFirst()

/** Whose an address is. `language`: mails to it are in the owner's, whatever the page speaks that makes us write. */
export interface OwnerOfAddress {
  personId: string
  isProven: boolean
  language: Language
}

/** One that was given up lately still belongs to its former owner, who may take it back. */
export async function findOwnerOf(db: Db, canonical: string, at: Date): Promise<OwnerOfAddress | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['id as person_id', 'email_verified_at as proven_at', 'language'])
    .where('email_canonical', '=', canonical)
    .unionAll(
      db
        .selectFrom('email_change')
        .innerJoin('person', 'person.id', 'email_change.person_id')
        .select(['person_id', sql<Date | null>`null::timestamptz`.as('proven_at'), 'language'])
        .where('old_canonical', '=', canonical)
        .where('undo_until', '>', at)
        .where('undone_at', 'is', null),
    )
    .limit(1)
    .executeTakeFirst()
  return row && { personId: row.person_id, isProven: row.proven_at !== null, language: row.language }
}

/** In which language mails to an address are written, if it has an account. For mails alone: nobody else learns whether it has one. */
export const languageOfAddress = async (db: Db, canonical: string): Promise<Language | undefined> =>
  (await db.selectFrom('person').select('language').where('email_canonical', '=', canonical).executeTakeFirst())
    ?.language

export const findPerson = (db: Db, personId: string) =>
  db
    .selectFrom('person')
    .leftJoin('operator', 'operator.person_id', 'person.id')
    .select(['id', 'name', 'email', 'language', 'email_verified_at as verifiedAt', 'operator.role as operator'])
    .where('id', '=', personId)
    .executeTakeFirst()

export const findCredentials = (db: Db, personId: string) =>
  db.selectFrom('person').select(['password_hash']).where('id', '=', personId).executeTakeFirst()

export async function updatePerson(
  tx: Tx,
  personId: string,
  change: { name?: string; language?: Language },
): Promise<void> {
  if (change.name === undefined && change.language === undefined) return
  await tx.updateTable('person').set(change).where('id', '=', personId).execute()
}

export async function updatePasswordHash(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await tx.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', personId).execute()
}

/** Whoever changes how somebody comes in holds their person first: changes at once then wait for one another in one order. */
export const holdForChange = (tx: Tx, personId: string) =>
  tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().executeTakeFirst()

/** The link that waits in the new mailbox is worth nothing from now on. */
export async function cancelPending(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('email_change').where('person_id', '=', personId).where('confirmed_at', 'is', null).execute()
}

export const findOperatorRole = (db: Db, personId: string) =>
  db.selectFrom('operator').select('role').where('person_id', '=', personId).executeTakeFirst()

export async function insertOperator(tx: Tx, personId: string, at: Date): Promise<void> {
  await tx
    .insertInto('operator')
    .values({ person_id: personId, role: 'owner', since: at, appointed_by: null })
    .execute()
}

export async function anyOperator(db: Db): Promise<boolean> {
  return (await db.selectFrom('operator').select('person_id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertFirstRun(tx: Tx, token: string, at: Date): Promise<void> {
  await tx.deleteFrom('first_run').where('used_at', 'is', null).execute()
  await tx
    .insertInto('first_run')
    .values({ token_sha256: sha256(token), created_at: at, used_at: null })
    .execute()
}

/** Whether the link still stands: asked before anything else, so that a wrong one learns nothing about addresses. */
export async function isFirstRunOpen(db: Db, token: string): Promise<boolean> {
  const open = db.selectFrom('first_run').select('token_sha256').where('token_sha256', '=', sha256(token))
  return (await open.where('used_at', 'is', null).executeTakeFirst()) !== undefined
}

/** True once: the link is used up by the first who brings it. */
export async function consumeFirstRun(tx: Tx, token: string, at: Date): Promise<boolean> {
  const used = await tx
    .updateTable('first_run')
    .set({ used_at: at })
    .where('token_sha256', '=', sha256(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}
