// Two things a person may ask for besides deletion: that nothing is done with their data for now, and that it names them no longer.
// Staff carry it out with a reason, never on themselves, and nobody but the operator's owner on other staff.
import type { Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { endSessions, refuseOnStaff, type Staff } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { activeHolds, liftHold, placeHold } from '#rooms/holds/holds.ts'
import { anonymousAddress } from './contract.ts'
import { findForErasing, forgetPerson } from './erase-person.ts'
import { refuseOnlyOwner } from './erasures.ts'

interface Restraint {
  personId: string
  reason: string
  by: Staff
  at: Date
}

/** The data stays as it is; the person reads and exports it, and nobody changes it. Blocking twice is the same as once. */
export async function blockProcessing(tx: Tx, { personId, reason, by, at }: Restraint): Promise<void> {
  await refuseOnStaff(tx, by, personId)
  if (!(await findForErasing(tx, personId))) throw new Refusal('not_found', 'http.not_found')
  if ((await standing(tx, personId, at)).length > 0) return
  await placeHold(tx, {
    subject: { kind: 'person', id: personId },
    ...{ kind: 'user_request', level: 'read_only', reason: 'user_request', statement: {} },
    ...{ placedBy: by.personId, source: 'processing', at },
  })
  await tell(tx, 'person.processing_blocked', { personId, reason, by, at })
}

export async function resumeProcessing(tx: Tx, { personId, reason, by, at }: Restraint): Promise<void> {
  await refuseOnStaff(tx, by, personId)
  const holds = await standing(tx, personId, at)
  if (holds.length === 0) throw new Refusal('not_found', 'http.not_found')
  for (const { id: holdId } of holds) await liftHold(tx, { holdId, liftedBy: by.personId, note: reason, at })
  await tell(tx, 'person.processing_resumed', { personId, reason, by, at })
}

async function standing(tx: Tx, personId: string, at: Date) {
  const holds = await activeHolds(tx, { kind: 'person', id: personId }, at)
  return holds.filter(({ kind, source }) => kind === 'user_request' && source === 'processing')
}

/**
 * The account stays as a number that did things; name, address, credentials, memberships and everything that says them goes. Can't be
 * undone. As with a deletion, no team loses its last owner, and what the law keeps stays.
 */
export async function anonymisePerson(tx: Tx, { personId, reason, by, at }: Restraint): Promise<void> {
  await refuseOnStaff(tx, by, personId)
  const person = await findForErasing(tx, personId)
  if (!person) throw new Refusal('not_found', 'http.not_found')
  const holds = await activeHolds(tx, { kind: 'person', id: personId }, at)
  if (holds.some(({ kind }) => kind === 'law')) throw new Refusal('conflict', 'my_data.kept_by_law')
  await refuseOnlyOwner(tx, personId)
  await endSessions(tx, personId)
  await forgetPerson(tx, person, stays)
  const address = anonymousAddress(personId)
  await tx
    .updateTable('person')
    .set({ name: '—', email: address, email_canonical: address, password_hash: null })
    .where('id', '=', personId)
    .execute()
  await tell(tx, 'person.anonymised', { personId, reason, by, at })
}

/** What the daily round and running work still need; files hang on these rows. */
const stays = ['data_export', 'upload', 'access_hold'] as const

const tell = (tx: Tx, action: string, { personId, reason, by, at }: Restraint) =>
  record(tx, { teamId: null, personId: by.personId, action, targetId: personId, details: { reason }, at })
