// What a team's separate agreement says about ending and restricting: it prevails over what the staff may otherwise do.
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { agreementOf, limitOf } from '#rooms/agreements/agreements.ts'
import { type HoldKind, type HoldLevel, isAtLeast } from '#rooms/holds/contract.ts'
import { undoDays } from '#rooms/privacy/contract.ts'

/** Where it says that missing money restricts nothing, a warning is all that can be placed for it. */
export async function refuseAgainstAgreement(
  db: Db,
  teamId: string | null,
  { kind, level }: { kind: HoldKind; level: HoldLevel },
  at: Date,
): Promise<void> {
  if (teamId === null || kind !== 'billing' || !isAtLeast(level, 'limited')) return
  const agreement = await agreementOf(db, teamId, at)
  if (agreement?.overrides.suspendPolicy !== 'no_suspend') return
  throw new Refusal('conflict', 'agreements.no_suspend', { number: agreement.number })
}

const dayMs = 86_400_000
const after = (from: Date, days: number) => new Date(from.getTime() + days * dayMs)

export interface EndingDates {
  /** Until then everything goes on as before. */
  beginsAt: Date
  exportUntil: Date
  /** Nothing is deleted before. */
  keptUntil: Date
  /** The day of the deletion that is ordered then. */
  deletedAt: Date
}

/** After the export window a team stays closed for so long, as the Terms say; the days of grace of its deletion are the last of them. */
const closedDays = 60

/**
 * Notice comes first, then reading and exporting; what was agreed to be kept is kept that long from the end of the notice. `usually`: when
 * it begins where no agreement says how much notice there is.
 */
export async function datesOfEnding(
  db: Db,
  teamId: string,
  exportDays: number,
  usually: Date,
  at: Date,
): Promise<EndingDates> {
  const usualDays = (usually.getTime() - at.getTime()) / dayMs
  const notice = await limitOf(db, teamId, 'terminationNoticeDays', usualDays, at)
  const kept = await limitOf(db, teamId, 'retentionDays', 0, at)
  const beginsAt = after(at, notice.value)
  const exportUntil = after(beginsAt, exportDays)
  const keptUntil = after(beginsAt, Math.max(kept.value, exportDays + closedDays - undoDays))
  return { beginsAt, exportUntil, keptUntil, deletedAt: after(keptUntil, undoDays) }
}
