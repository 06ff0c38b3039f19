// Somebody of the operator's staff, as they are after a sign-in with a second factor.
import type { StaffRole } from '#rooms/accounts/contract.ts'
import type { TestMember, World } from './world.ts'

export async function newStaff(world: World, role: StaffRole = 'owner'): Promise<TestMember> {
  const member = await world.newMember()
  await world.db
    .insertInto('operator')
    .values({ person_id: member.personId, role, since: new Date(), appointed_by: null })
    .execute()
  await world.db
    .updateTable('session')
    .set({ second_factor_at: new Date() })
    .where('person_id', '=', member.personId)
    .execute()
  return member
}
