// Who carries out what an agreement says about a matter. Free of schemas, so that the studio reads the same list.
import type { OverrideKey } from '../contract.ts'

/** The software by itself; the operator when they write bills, as long as the software writes none; or the parties. */
export type OverrideEffect = 'by_itself' | 'with_bills' | 'by_parties'

/** docs/decisions/178 names the room that carries out each. */
export const overrideEffects: Readonly<Record<OverrideKey, OverrideEffect>> = {
  ...{ storageLimitBytes: 'by_itself', membersLimit: 'by_itself', suspendPolicy: 'by_itself' },
  ...{ publicToursOnSuspend: 'by_itself', terminationNoticeDays: 'by_itself', retentionDays: 'by_itself' },
  ...{ priceText: 'with_bills', currency: 'with_bills', dueDays: 'with_bills', pastDueDays: 'with_bills' },
  ...{ graceDays: 'with_bills', serviceLevelText: 'by_parties', liabilityText: 'by_parties' },
  governingLanguage: 'by_parties',
}
