// Whether visitors may see what belongs to a team: the operator's holds, and what the team's own agreement says about them.
import type { Db } from '#platform/db.ts'
import { keepsPublicTours } from '#rooms/agreements/agreements.ts'
import { type Hold, type HoldSubject, type PublicVerdict, publicVerdict } from '#rooms/holds/holds.ts'

/** With an agreement that keeps public tours on, missing money alone hides nothing before the block. */
export async function visitorsVerdict(
  db: Db,
  teamId: string,
  subjects: HoldSubject[],
  now: Date,
): Promise<PublicVerdict> {
  const usual = await publicVerdict(db, subjects, now)
  if (!usual.why && !usual.changesAt) return usual
  const { keeps, changesAt } = await keepsPublicTours(db, teamId, now)
  const { why } = keeps ? await publicVerdict(db, subjects, now, onlyMoney) : usual
  return { why, changesAt: earlier(usual.changesAt, changesAt) }
}

const onlyMoney = ({ kind, level }: Hold) => kind === 'billing' && level === 'read_only'

const earlier = (one: Date | undefined, other: Date | undefined) =>
  one && other && other < one ? other : (one ?? other)
