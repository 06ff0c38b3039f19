// Two things a person may ask for besides deletion: that nothing is done with their data for now, and that it names them no longer.
import type { Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { endSessions } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { activeHolds, liftHold, placeHold } from '#rooms/holds/holds.ts'
import { findForErasing, forgetWords } from './erase-person.ts'

interface Restraint {
  personId: string
  by: string
  at: Date
}

/** The data stays as it is; the person reads and exports it, and nobody changes it. */
export async function blockProcessing(tx: Tx, { personId, by, at }: Restraint): Promise<void> {
  await placeHold(tx, {
    subject: { kind: 'person', id: personId },
    ...{ kind: 'user_request', level: 'read_only', reason: 'user_request', statement: {} },
    ...{ placedBy: by, source: 'processing', at },
  })
  await record(tx, { teamId: null, personId: by, action: 'person.processing_blocked', targetId: personId, at })
}

export async function resumeProcessing(tx: Tx, { personId, by, at }: Restraint): Promise<void> {
  const holds = await activeHolds(tx, { kind: 'person', id: personId }, at)
  for (const hold of holds.filter(({ kind, source }) => kind === 'user_request' && source === 'processing'))
    await liftHold(tx, { holdId: hold.id, liftedBy: by, note: '', at })
  await record(tx, { teamId: null, personId: by, action: 'person.processing_resumed', targetId: personId, at })
}

/** The account stays as a number that did things; name, address, credentials and everything that says them goes. Can't be undone. */
export async function anonymisePerson(tx: Tx, { personId, by, at }: Restraint): Promise<void> {
  const person = await findForErasing(tx, personId)
  if (!person) throw new Refusal('not_found', 'http.not_found')
  await forgetWords(tx, person)
  await endSessions(tx, personId)
  for (const table of ['known_device', 'passkey', 'one_time_secret', 'recovery_code', 'email_change', 'mail'] as const)
    await tx.deleteFrom(table).where('person_id', '=', personId).execute()
  await tx.deleteFrom('registration_request').where('email_canonical', '=', person.email_canonical).execute()
  const address = `${personId}@anonymous.invalid`
  await tx
    .updateTable('person')
    .set({ name: '—', email: address, email_canonical: address, password_hash: null })
    .where('id', '=', personId)
    .execute()
  await record(tx, { teamId: null, personId: by, action: 'person.anonymised', targetId: personId, at })
}
