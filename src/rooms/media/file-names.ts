// What uploaded files are called, by the id of what came of them: for the team's history.
import type { Db } from '#platform/db.ts'

export async function fileNamesOf(db: Db, teamId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('panorama')
    .select(['id', 'file_name'])
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .unionAll(
      db.selectFrom('attachment').select(['id', 'file_name']).where('team_id', '=', teamId).where('id', 'in', ids),
    )
    .execute()
  return new Map(rows.map(({ id, file_name }) => [id, file_name]))
}
