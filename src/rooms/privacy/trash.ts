// Deleted tours can be brought back for thirty days. Then they go for good, with the pictures that nothing else shows.
import { sql } from 'kysely'
import { inTransaction, type Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { forgetPanoramas } from '#rooms/media/media.ts'
import { visibilityChanged } from '#rooms/tours/tours.ts'
import { retiredDays } from './erase-team.ts'

export const trashDays = 30

const dayMs = 86_400_000

export async function emptyTrash(tools: Tools): Promise<number> {
  const now = tools.now()
  const { rows } = await sql<{ team_id: string; tour_id: string }>`
    select team_id, tour_id from tour_deletion
     where deleted_at < ${new Date(now.getTime() - trashDays * dayMs)}
       and not exists (select 1 from access_hold as hold where hold.kind = 'law' and hold.lifted_at is null
         and hold.subject_id in (tour_deletion.team_id, tour_deletion.tour_id))`.execute(tools.db)
  for (const { team_id: teamId, tour_id: tourId } of rows)
    await inTransaction(tools.db, (tx) => removeTour(tx, tools, { teamId, tourId, at: now }))
  return rows.length
}

interface Place {
  teamId: string
  tourId: string
  at: Date
}

async function removeTour(tx: Tx, { storage }: Tools, { teamId, tourId, at }: Place): Promise<void> {
  const freeAt = new Date(at.getTime() + retiredDays * dayMs)
  await sql`insert into retired_slug (slug, retired_at, free_at)
    select slug, ${at}::timestamptz, ${freeAt}::timestamptz from tour_publication where team_id = ${teamId} and tour_id = ${tourId}
    on conflict (slug) do update set free_at = excluded.free_at`.execute(tx)
  await tx.deleteFrom('tour_publication').where('team_id', '=', teamId).where('tour_id', '=', tourId).execute()
  const { numDeletedRows } = await tx
    .deleteFrom('tour')
    .where('team_id', '=', teamId)
    .where('id', '=', tourId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  const panoramas = await forgetPanoramas(tx, storage, teamId, tourId)
  await record(tx, { teamId, personId: null, action: 'tour.removed', targetId: tourId, details: { panoramas }, at })
  await visibilityChanged(tx, tourId)
}
