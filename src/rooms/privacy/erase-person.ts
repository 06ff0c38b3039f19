// The end of an account, or only of what it says about a person: rows go, or lose the name; entries of the history keep their place
// and lose their words. Every step may be repeated.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { sha256 } from '#platform/ids.ts'
import type { ErasedRows } from './erase-team.ts'
import { personalData, tableNames } from './personal-data.ts'
import {
  countOwnRows,
  countRows,
  deleteJobs,
  deleteRows,
  eraseDetails,
  ownRows,
  type Subject,
  saysPerson,
  type TableName,
} from './rows.ts'

interface Person {
  id: string
  name: string
  email: string
  email_canonical: string
}

export const personPrefixes = (personId: string): string[] => [`exports/person/${personId}/`]

export const findForErasing = (db: Db, personId: string): Promise<Person | undefined> =>
  db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email_canonical'])
    .where('id', '=', personId)
    .executeTakeFirst()

/** Undefined: the account was gone already. */
export async function erasePersonRows(tx: Tx, personId: string): Promise<ErasedRows | undefined> {
  const person = await findForErasing(tx, personId)
  if (!person) return undefined
  const subject: Subject = { kind: 'person', id: person.id, email: person.email_canonical }
  const rows = await countOwnRows(tx, subject, (rule) => rule.whenPersonGoes === 'deleted')
  const details = await forgetPerson(tx, person)
  const jobs = await deleteJobs(tx, [person.id, ...recipientKeys(person)])
  await tx.deleteFrom('person').where('id', '=', person.id).execute() // what they did stays, without who did it
  await refuseLeftovers(tx, person.id)
  return { rows, details, jobs }
}

/** All but the account's own row goes or is emptied. Returns from how many entries of the history it went. */
export async function forgetPerson(tx: Tx, person: Person, except: readonly TableName[] = []): Promise<number> {
  const subject: Subject = { kind: 'person', id: person.id, email: person.email_canonical }
  const details = await forgetWords(tx, person) // while it is known in which teams they were
  await emptyWhatStays(tx, person)
  for (const name of tableNames) {
    const { whenPersonGoes, through } = personalData[name]
    if (name === 'person' || whenPersonGoes !== 'deleted' || through || except.includes(name)) continue
    const where = ownRows(name, subject)
    if (where) await deleteRows(tx, name, where)
  }
  return details
}

/** Mails wait in the queue under the hash of their address. */
const recipientKeys = ({ email, email_canonical }: Person): string[] =>
  [email, email_canonical].map((address) => sha256(address.toLowerCase()).toString('hex'))

/** What must be kept says no more than that it happened. */
async function emptyWhatStays(tx: Tx, { id, email_canonical }: Person): Promise<void> {
  await sql`update security_event set details = '{}', user_agent = '', shortened_address = '' where person_id = ${id}`.execute(
    tx,
  )
  await sql`update data_request_outcome as outcome set answer = '', evidence = '' from data_request as request
    where request.id = outcome.request_id and (request.person_id = ${id} or lower(request.subject_email) = ${email_canonical})`.execute(
    tx,
  )
  await sql`update data_request set subject_name = '', subject_email = '', message = '', person_id = null
    where person_id = ${id} or lower(subject_email) = ${email_canonical}`.execute(tx)
  await sql`update tour_report set email = '' where lower(email) = ${email_canonical}`.execute(tx)
}

/** Where others' rows say this name or this address: notices are deleted, the history loses those details. */
export async function forgetWords(tx: Tx, { id, name, email, email_canonical }: Person): Promise<number> {
  const says = saysPerson({ id, name, emails: [email, email_canonical] })
  await sql`delete from notice as t where ${says}`.execute(tx)
  await sql`delete from attempt where position(${email_canonical} in bucket) > 0`.execute(tx)
  return eraseDetails(tx, { personId: id, says })
}

/** A table that somebody added without thinking of deletion would keep a person for ever: rather fail, and be seen. */
async function refuseLeftovers(tx: Tx, personId: string): Promise<void> {
  for (const name of tableNames) {
    const rule = personalData[name]
    const columns = [...rule.actors, ...(rule.owner && rule.whenPersonGoes !== 'kept' ? [rule.owner] : [])]
    for (const column of columns) {
      if (rule.whenPersonGoes === 'kept' && rule.kept === 'history') continue
      const left = await countRows(tx, name, sql<boolean>`${sql.ref(`t.${column}`)} = ${personId}`)
      if (left > 0) throw new Error(`${name}.${column} still names a deleted person in ${left} rows`)
    }
  }
}
