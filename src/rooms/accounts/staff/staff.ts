// The operator's staff: who works at the desk, and in which role. Only an owner appoints; one owner always stays. Nobody becomes staff by
// a password: the account exists before, with a proven address.
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import type { StaffRole } from '../contract.ts'
import { emailAddress } from '../email-address.ts'
import type { Staff } from '../policies.ts'
import { findPerson } from '../store.ts'

export const listStaff = (db: Db) =>
  db
    .selectFrom('operator')
    .innerJoin('person', 'person.id', 'operator.person_id')
    .select(({ exists, selectFrom, or }) => [
      ...(['person.id', 'person.name', 'person.email', 'operator.role', 'operator.since'] as const),
      or([
        exists(
          selectFrom('one_time_secret')
            .select('person_id')
            .whereRef('person_id', '=', 'person.id')
            .where('confirmed_at', 'is not', null),
        ),
        exists(selectFrom('passkey').select('person_id').whereRef('person_id', '=', 'person.id')),
      ])
        .$castTo<boolean>()
        .as('secondFactor'),
    ])
    .orderBy('operator.since')
    .orderBy('person.id')
    .execute()

/** Tells whom it appoints: the desk opens to them only behind a second factor. */
export async function appointStaff(
  tx: Tx,
  tools: Tools,
  who: Staff,
  email: string,
  role: StaffRole,
  at: Date,
): Promise<void> {
  const { canonical } = emailAddress(email)
  const found = await tx
    .selectFrom('person')
    .select('id')
    .where('email_canonical', '=', canonical)
    .where('email_verified_at', 'is not', null)
    .executeTakeFirst()
  if (!found) throw new Refusal('unacceptable', 'accounts.nobody_verified')
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('operator')
    .values({ person_id: found.id, role, since: at, appointed_by: who.personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'accounts.staff_already')
  await recordStaff(tx, who, 'operator.appointed', found.id, { role }, at)
  const values = { person: (await findPerson(tx, who.personId))?.name ?? '', staffRole: role }
  await notifyPerson(tx, tools, { personId: found.id, kind: 'made_staff', values, path: '/account/security' })
}

export async function changeStaff(tx: Tx, who: Staff, personId: string, role: StaffRole, at: Date): Promise<void> {
  const former = await holdStaff(tx, personId)
  if (former === role) return
  await keepOneOwner(tx, former)
  await tx.updateTable('operator').set({ role }).where('person_id', '=', personId).execute()
  await recordStaff(tx, who, 'operator.role_changed', personId, { role, former }, at)
}

export async function removeStaff(tx: Tx, who: Staff, personId: string, at: Date): Promise<void> {
  const former = await holdStaff(tx, personId)
  await keepOneOwner(tx, former)
  await tx.deleteFrom('operator').where('person_id', '=', personId).execute()
  await recordStaff(tx, who, 'operator.removed', personId, { former }, at)
}

/** All owners are held, in one order: two who leave at once can't both find the other still there. */
async function holdStaff(tx: Tx, personId: string): Promise<StaffRole> {
  const held = await tx
    .selectFrom('operator')
    .select(['person_id', 'role'])
    .where((each) => each.or([each('role', '=', 'owner'), each('person_id', '=', personId)]))
    .orderBy('person_id')
    .forUpdate()
    .execute()
  const found = held.find((row) => row.person_id === personId)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  return found.role
}

async function keepOneOwner(tx: Tx, former: StaffRole): Promise<void> {
  if (former !== 'owner') return
  const owners = await tx.selectFrom('operator').select('person_id').where('role', '=', 'owner').execute()
  if (owners.length < 2) throw new Refusal('conflict', 'accounts.last_staff_owner')
}

const recordStaff = (tx: Tx, who: Staff, action: string, targetId: string, details: object, at: Date) =>
  record(tx, { teamId: null, personId: who.personId, action, targetId, details: { ...details }, at })
