// The answer to one question, asked where membership is decided: may this session of the operator's staff look into this team now? What
// it may do there is decided here too: look, and nothing else.
import { type Asking, writes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { SignedIn, SupportView } from '#rooms/accounts/accounts.ts'
import type { StaffRole } from '#rooms/accounts/contract.ts'
import type { Ability } from '../abilities/contract.ts'

/** Which of the staff may look into teams. */
export const supportRoles: readonly StaffRole[] = ['owner', 'support']

/** What staff see of a team is what its admins see. */
export const supportRole = 'admin'

/** Not even to be looked at: what opens doors, and what takes everything along. */
const closed: readonly Ability[] = ['keys.manage', 'team.export', 'team.transfer', 'team.delete']

/** Whoever is staff no more, or signed in anew, looks no longer. */
export async function findSupport(
  asking: Asking,
  { personId, sessionId }: SignedIn,
  teamId: string,
): Promise<SupportView | undefined> {
  const row = await asking.db
    .selectFrom('support_access')
    .innerJoin('operator', 'operator.person_id', 'support_access.staff_id')
    .select('reason')
    .where('support_access.team_id', '=', teamId)
    .where('session_id', '=', sessionId)
    .where('staff_id', '=', personId)
    .where('operator.role', 'in', supportRoles)
    .where('ends_at', '>', asking.now)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  if (writes(asking)) throw new Refusal('forbidden', 'support.only_looks')
  return { staffId: personId, reason: row.reason, mayWrite: false }
}

export function refuseToSupport(support: SupportView | undefined, ability: Ability): void {
  if (support && closed.includes(ability)) throw new Refusal('forbidden', 'support.never')
}
