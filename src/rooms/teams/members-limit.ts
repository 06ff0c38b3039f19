// How many members a team may have where a separate agreement says so; without one there is no limit. Asked after somebody joined, under
// the lock of the team's row, so that two who come at once don't both get the last place.
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { agreementOf } from '#rooms/agreements/agreements.ts'

export interface MembersLimit {
  atMost: number
  /** Number of the agreement that says so. */
  fromAgreement: string
}

export async function membersLimit(db: Db, teamId: string, at: Date): Promise<MembersLimit | null> {
  const agreement = await agreementOf(db, teamId, at)
  const atMost = agreement?.overrides.membersLimit
  return agreement && atMost !== undefined ? { atMost, fromAgreement: agreement.number } : null
}

export async function refuseBeyondAgreement(tx: Tx, teamId: string, at: Date): Promise<void> {
  const limit = await membersLimit(tx, teamId, at)
  if (!limit) return
  if ((await countHeld(tx, teamId)) > limit.atMost)
    throw new Refusal('conflict', 'agreements.members_limit', { number: limit.fromAgreement, limit: limit.atMost })
}

/** Nobody is invited to a place that isn't there; `countOnTheirWay` counts the letters that may still be taken up. */
export async function refuseInvitingBeyond(
  tx: Tx,
  teamId: string,
  countOnTheirWay: () => Promise<number>,
  at: Date,
): Promise<void> {
  const limit = await membersLimit(tx, teamId, at)
  if (!limit) return
  const members = await countHeld(tx, teamId)
  const onTheirWay = await countOnTheirWay()
  if (members + onTheirWay < limit.atMost) return
  const details = { number: limit.fromAgreement, limit: limit.atMost, members, invited: onTheirWay }
  throw new Refusal('conflict', 'agreements.no_place_left', details)
}

async function countHeld(tx: Tx, teamId: string): Promise<number> {
  await tx.selectFrom('team').select('id').where('id', '=', teamId).forUpdate().execute()
  const { count } = await tx
    .selectFrom('membership')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
