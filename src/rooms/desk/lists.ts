// The desk's lists and its search, read across the rooms. Every way of searching has an index of its own: a hundred thousand accounts
// are found as fast as ten.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { type Cursor, type Page, pageOf } from '#platform/paging.ts'
import { type EffectiveLevel, worstOf } from '#rooms/holds/contract.ts'
import { standingHolds } from '#rooms/holds/holds.ts'
import type { AccountFilter, AccountRow, TeamFilter, TeamRow } from './contract.ts'

export interface Wish<Filter> {
  filter: Filter
  q?: string | undefined
  before?: Cursor | undefined
  from?: Date | undefined
  to?: Date | undefined
  now: Date
  limit: number
  /** A search looks at no more than so many of each way to match: half of all people are called alike, and nobody reads on that far. */
  mostMatches?: number
}

const newForDays = 7

/** LIKE's own signs are taken literally. */
const literally = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
const beginning = (text: string) => `${literally(text)}%`
const anywhere = (text: string) => `%${literally(text)}%`
const atMost = (most: number | undefined) => (most === undefined ? sql`` : sql`limit ${most}`)
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
const all = (conditions: RawBuilder<unknown>[]) => sql.join([sql`true`, ...conditions], sql` and `)

/** Part of a name, the beginning of an address, `@` and the beginning of its host, or an id. */
function peopleLike(searched: string, most: number | undefined): RawBuilder<unknown> {
  const q = searched.toLowerCase()
  if (isId(q)) return sql`select ${q}::uuid`
  const byHost = (host: string) =>
    sql`(select id from person where split_part(email_canonical, '@', 2) like ${beginning(host)} ${atMost(most)})`
  if (q.startsWith('@')) return byHost(q.slice(1))
  return sql`(select id from person where email_canonical like ${beginning(q)} ${atMost(most)})
    union (select id from person where lower(name) like ${anywhere(q)} ${atMost(most)})
    ${/^[\w-]+\.[\w.-]*$/.test(q) ? sql`union ${byHost(q)}` : sql``}`
}

const profileNames = sql`lower(coalesce(names->>'kk', '') || ' ' || coalesce(names->>'ru', '') || ' ' || coalesce(names->>'en', ''))`

/** Part of a name, the beginning of a number or of a public address, or the id of the team or of one of its tours. */
function teamsLike(searched: string, most: number | undefined): RawBuilder<unknown> {
  const q = searched.toLowerCase()
  if (isId(q)) return sql`select ${q}::uuid union select team_id from tour where id = ${q}::uuid`
  const byName = sql`(select id from team where lower(name) like ${anywhere(q)} ${atMost(most)})
    union (select team_id from team_profile where ${profileNames} like ${anywhere(q)} ${atMost(most)})`
  if (/^\d{4,12}$/.test(q))
    return sql`${byName} union (select team_id from team_requisites where bin_iin like ${beginning(q)} ${atMost(most)})`
  const slug = /\/(?:t|embed)\/([^/?#]+)/.exec(q)?.[1] ?? q
  return sql`${byName}
    union (select team_id from tour_publication where slug like ${beginning(slug)} ${atMost(most)})
    union (select team_id from team_page where slug like ${beginning(slug)} ${atMost(most)})`
}

const heldNow = (now: Date) => sql`select subject_id from access_hold
  where lifted_at is null and begins_at <= ${now} and (until is null or until > ${now})`

/** What every list can be narrowed by; `one` is the table's name in the query. */
function narrowed<Filter>(one: string, { before, from, to }: Wish<Filter>): RawBuilder<unknown>[] {
  const at = sql.ref(`${one}.created_at`)
  return [
    ...(before ? [sql`(${at}, ${sql.ref(`${one}.id`)}) < (${before.at}, ${before.id}::uuid)`] : []),
    ...(from ? [sql`${at} >= ${from}`] : []),
    ...(to ? [sql`${at} < ${to}`] : []),
  ]
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** Newest first. */
export async function listAccounts(db: Db, wish: Wish<AccountFilter>): Promise<Page<AccountRow>> {
  const { q, filter, now, limit } = wish
  const filters: Record<AccountFilter, RawBuilder<unknown>[]> = {
    all: [],
    held: [sql`p.id in (${heldNow(now)})`],
    new: [sql`p.created_at > ${daysBefore(now, newForDays)}`],
    unverified: [sql`p.email_verified_at is null`],
    staff: [sql`p.id in (select person_id from operator)`],
  }
  const conditions = all([
    ...(q ? [sql`p.id in (${peopleLike(q, wish.mostMatches)})`] : []),
    ...filters[filter],
    ...narrowed('p', wish),
  ])
  const { rows } = await sql<AccountColumns>`
    with chosen as materialized (
      select p.id, p.name, p.email, p.language, p.created_at, p.email_verified_at from person p
      where ${conditions} order by p.created_at desc, p.id desc limit ${limit + 1})
    select chosen.*, operator.role as staff_role,
      (select max(last_seen_at) from session where person_id = chosen.id) as last_seen_at,
      (select count(*)::int from membership where person_id = chosen.id) as teams
    from chosen left join operator on operator.person_id = chosen.id
    order by chosen.created_at desc, chosen.id desc`.execute(db)
  const levels = await levelsOf(db, 'person', rows, now)
  return pageOf(rows, limit, (row) => accountRow(row, levels.get(row.id)))
}

interface AccountColumns {
  id: string
  name: string
  email: string
  language: 'kk' | 'ru' | 'en'
  created_at: Date
  email_verified_at: Date | null
  staff_role: string | null
  last_seen_at: Date | null
  teams: number
}

const accountRow = (row: AccountColumns, level: EffectiveLevel = 'none'): AccountRow => ({
  id: row.id,
  name: row.name,
  email: row.email,
  language: row.language,
  createdAt: row.created_at.toISOString(),
  isVerified: row.email_verified_at !== null,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  teams: row.teams,
  staffRole: row.staff_role,
  level,
})

export async function listTeams(db: Db, wish: Wish<TeamFilter>): Promise<Page<TeamRow>> {
  const { q, filter, now, limit } = wish
  const filters: Record<TeamFilter, RawBuilder<unknown>[]> = {
    all: [],
    held: [sql`t.id in (${heldNow(now)})`],
    new: [sql`t.created_at > ${daysBefore(now, newForDays)}`],
    publishing: [sql`t.id in (select team_id from tour_publication)`],
    terminated: [sql`t.id in (select team_id from team_termination where revoked_at is null)`],
  }
  const conditions = all([
    ...(q ? [sql`t.id in (${teamsLike(q, wish.mostMatches)})`] : []),
    ...filters[filter],
    ...narrowed('t', wish),
  ])
  const { rows } = await sql<TeamColumns>`
    with chosen as materialized (
      select t.id, t.name, t.created_at from team t
      where ${conditions} order by t.created_at desc, t.id desc limit ${limit + 1})
    select chosen.*, coalesce(requisites.bin_iin, '') as bin_iin,
      coalesce(use.original_bytes + use.derived_bytes, 0)::float8 as used_bytes,
      (select count(*)::int from membership where team_id = chosen.id) as members,
      (select count(*)::int from tour where team_id = chosen.id and not exists (
        select 1 from tour_deletion d where d.team_id = chosen.id and d.tour_id = tour.id)) as tours,
      (select count(*)::int from tour_publication where team_id = chosen.id) as published
    from chosen
      left join team_requisites requisites on requisites.team_id = chosen.id
      left join storage_use use on use.team_id = chosen.id
    order by chosen.created_at desc, chosen.id desc`.execute(db)
  const levels = await levelsOf(db, 'team', rows, now)
  return pageOf(rows, limit, (row) => teamRow(row, levels.get(row.id)))
}

interface TeamColumns {
  id: string
  name: string
  created_at: Date
  bin_iin: string
  used_bytes: number
  members: number
  tours: number
  published: number
}

const teamRow = (row: TeamColumns, level: EffectiveLevel = 'none'): TeamRow => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  binIin: row.bin_iin,
  members: row.members,
  tours: row.tours,
  published: row.published,
  usedBytes: row.used_bytes,
  level,
})

/** The worst active level of each that has a hold. */
export async function levelsOf(
  db: Db,
  kind: 'person' | 'team' | 'tour',
  rows: { id: string }[],
  now: Date,
): Promise<Map<string, EffectiveLevel>> {
  const holds = await standingHolds(
    db,
    rows.map(({ id }) => ({ kind, id })),
    now,
  )
  const bySubject = Map.groupBy(holds, ({ subject }) => subject.id)
  return new Map([...bySubject].map(([id, own]) => [id, worstOf(own, now)]))
}
