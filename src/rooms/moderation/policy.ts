// Which of the operator's staff may settle reports. Pure.
import { Refusal } from '#platform/refusal.ts'
import type { Staff } from '#rooms/accounts/accounts.ts'

const settlers: readonly Staff['role'][] = ['owner', 'moderation']

export const maySettleReports = ({ role }: Pick<Staff, 'role'>): true | Refusal =>
  settlers.includes(role) || new Refusal('forbidden', 'moderation.moderators_settle')
