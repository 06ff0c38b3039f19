// Which of the operator's staff may do what at the desk. Pure. Reading is everybody's; who may come in at all is asked by the routes.
import { Refusal } from '#platform/refusal.ts'
import type { Staff } from '#rooms/accounts/accounts.ts'
import type { HoldKind } from '#rooms/holds/contract.ts'

const kindsOf: Record<Staff['role'], readonly HoldKind[]> = {
  owner: ['billing', 'terms', 'law', 'security', 'third_party_rights', 'user_request'],
  moderation: ['terms', 'third_party_rights', 'law'],
  billing: ['billing'],
  support: [],
  auditor: [],
}

/** Placing and lifting alike: whoever may not place a kind may not lift it either. */
export const mayHold = ({ role }: Pick<Staff, 'role'>, kind: HoldKind): true | Refusal =>
  kindsOf[role].includes(kind) || new Refusal('forbidden', 'desk.not_your_kind', { kind })
