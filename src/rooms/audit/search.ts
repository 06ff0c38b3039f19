// Looking things up in the history and in the security events, newest first. Names are those of today: an entry itself names nobody.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '#platform/db.ts'

export interface Wanted {
  /** An id, or the beginning of a name or an address. */
  person?: string | undefined
  team?: string | undefined
  /** `tour.published`, or `tour.` for everything about tours. */
  action?: string | undefined
  target?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Older than this entry. */
  before?: string | undefined
  limit: number
}

export interface FoundEntry {
  id: string
  at: Date
  action: string
  personId: string | null
  person: string | null
  teamId: string | null
  team: string | null
  staff: string | null
  targetId: string | null
  target: string | null
  details: Record<string, unknown>
  isErased: boolean
  network: string | null
  address: string | null
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const pattern = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

function whoMatches(column: string, text: string): Expression<SqlBool> {
  if (isId(text)) return sql<SqlBool>`${sql.ref(column)} = ${text}::uuid`
  return sql<SqlBool>`${sql.ref(column)} in (select id from person
    where email_canonical like ${pattern(text)} or lower(name) like ${pattern(text)} limit 200)`
}

const teamMatches = (column: string, text: string): Expression<SqlBool> =>
  isId(text)
    ? sql<SqlBool>`${sql.ref(column)} = ${text}::uuid`
    : sql<SqlBool>`${sql.ref(column)} in (select id from team where lower(name) like ${pattern(text)} limit 200)`

const beginsWith = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`

export async function searchHistory(db: Db, wanted: Wanted): Promise<FoundEntry[]> {
  let query = db
    .selectFrom('audit_entry as entry')
    .leftJoin('person', 'person.id', 'entry.person_id')
    .leftJoin('person as staff', 'staff.id', 'entry.staff_id')
    .leftJoin('team', 'team.id', 'entry.team_id')
    .select(['entry.id', 'entry.at', 'entry.action', 'entry.person_id as personId', 'person.name as person'])
    .select(['entry.team_id as teamId', 'team.name as team', 'staff.name as staff', 'entry.target_id as targetId'])
    .select(['entry.details', 'entry.details_salt', 'entry.network', 'entry.shortened_address as address'])
    .orderBy('entry.id', 'desc')
    .limit(wanted.limit)
  if (wanted.person) query = query.where(whoMatches('entry.person_id', wanted.person))
  if (wanted.team) query = query.where(teamMatches('entry.team_id', wanted.team))
  if (wanted.action) query = query.where('entry.action', 'like', beginsWith(wanted.action))
  if (wanted.target) query = query.where('entry.target_id', '=', wanted.target)
  if (wanted.from) query = query.where('entry.at', '>=', wanted.from)
  if (wanted.to) query = query.where('entry.at', '<', wanted.to)
  if (wanted.before) query = query.where('entry.id', '<', wanted.before)
  const rows = await query.execute()
  const names = await namesOf(db, rows)
  return rows.map(({ details_salt, ...row }) => ({
    ...row,
    target: names.get(row.targetId ?? '') ?? null,
    isErased: details_salt === null,
  }))
}

/** What targets are called today: people, teams, tours, files. Whatever is gone has no name any more. */
async function namesOf(db: Db, rows: { targetId: string | null }[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ targetId }) => (targetId && isId(targetId) ? [targetId] : [])))]
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; name: string | null }>`
    select id, name from person where id = any (${ids}::uuid[])
    union all select id, name from team where id = any (${ids}::uuid[])
    union all select id, (select value from jsonb_each_text(document -> 'title') limit 1) from tour where id = any (${ids}::uuid[])
    union all select id, file_name from panorama where id = any (${ids}::uuid[])
    union all select id, file_name from attachment where id = any (${ids}::uuid[])`.execute(db)
  return new Map(found.rows.flatMap(({ id, name }) => (name ? [[id, name]] : [])))
}

export async function searchSecurity(db: Db, wanted: Omit<Wanted, 'team' | 'target'>) {
  let query = db
    .selectFrom('security_event as event')
    .leftJoin('person', 'person.id', 'event.person_id')
    .select(['event.id', 'event.at', 'event.kind', 'event.person_id as personId', 'person.name as person'])
    .select(['event.details', 'event.network', 'event.shortened_address as address', 'event.user_agent as device'])
    .orderBy('event.id', 'desc')
    .limit(wanted.limit)
  if (wanted.person) query = query.where(whoMatches('event.person_id', wanted.person))
  if (wanted.action) query = query.where('event.kind', 'like', beginsWith(wanted.action))
  if (wanted.from) query = query.where('event.at', '>=', wanted.from)
  if (wanted.to) query = query.where('event.at', '<', wanted.to)
  if (wanted.before) query = query.where('event.id', '<', wanted.before)
  return query.execute()
}
