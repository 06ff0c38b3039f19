// Reading the history of one team, newest first. Never reads what belongs to no team.
import type { Db } from '#platform/db.ts'

export interface HistoryEntry {
  id: string
  personId: string | null
  action: string
  targetId: string | null
  details: Record<string, unknown>
  at: Date
}

export interface WantedHistory {
  teamId: string
  /** Only entries older than this one. */
  beforeId?: string | undefined
  personId?: string | undefined
  targetId?: string | undefined
  /** What actions begin with, up to the dot. */
  nouns?: readonly string[] | undefined
  without?: readonly string[] | undefined
  from?: Date | undefined
  until?: Date | undefined
  limit: number
}

export async function selectTeamHistory(db: Db, wanted: WantedHistory): Promise<HistoryEntry[]> {
  const { beforeId, personId, targetId, nouns, without, from, until } = wanted
  let query = db
    .selectFrom('audit_entry')
    .select(['id', 'person_id', 'action', 'target_id', 'details', 'at'])
    .where('team_id', '=', wanted.teamId)
  if (beforeId) query = query.where('id', '<', beforeId)
  if (personId) query = query.where('person_id', '=', personId)
  if (targetId) query = query.where('target_id', '=', targetId)
  if (nouns) query = query.where((where) => where.or(nouns.map((noun) => where('action', 'like', `${noun}.%`))))
  if (without?.length) query = query.where('action', 'not in', without)
  if (from) query = query.where('at', '>=', from)
  if (until) query = query.where('at', '<', until)
  const rows = await query.orderBy('id', 'desc').limit(wanted.limit).execute()
  return rows.map(({ person_id, target_id, ...row }) => ({ ...row, personId: person_id, targetId: target_id }))
}
