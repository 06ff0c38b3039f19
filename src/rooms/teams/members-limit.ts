// How many members a team may have where a separate agreement says so; without one there is no limit. Asked after somebody joined, under
// the lock of the team's row, so that two who come at once don't both get the last place.
import type { Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { agreementOf } from '#rooms/agreements/agreements.ts'

export async function refuseBeyondAgreement(tx: Tx, teamId: string, at: Date): Promise<void> {
  const agreement = await agreementOf(tx, teamId, at)
  const limit = agreement?.overrides.membersLimit
  if (!agreement || limit === undefined) return
  await tx.selectFrom('team').select('id').where('id', '=', teamId).forUpdate().execute()
  const { count } = await tx
    .selectFrom('membership')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  if (Number(count) > limit)
    throw new Refusal('conflict', 'agreements.members_limit', { number: agreement.number, limit })
}
