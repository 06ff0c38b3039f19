// Whose data an incident reached: everybody of whom something stood in a team, in a tour or anywhere, each once, with how to reach
// them. Reads across the rooms and changes nothing.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Affected, AffectedPerson, AffectedQuery } from './contract.ts'

interface Scope {
  kind: AffectedQuery['scope']
  teamId: string
  tourId: string
  name: string
}

const firstShown = 50
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** A page's address in the studio has the team's id before the tour's: the last one counts. */
const idIn = (text: string): string | undefined => text.match(uuid)?.at(-1)?.toLowerCase()
const slugIn = (text: string): string => /\/(?:t|embed|agency)\/([^/?#]+)/.exec(text)?.[1] ?? text

async function findScope(db: Db, { scope, of }: AffectedQuery): Promise<Scope> {
  if (scope === 'everyone') return { kind: scope, teamId: '', tourId: '', name: '' }
  const [id, slug] = [idIn(of) ?? null, slugIn(of)]
  const { rows } =
    scope === 'team'
      ? await sql<Omit<Scope, 'kind'>>`select team.id as "teamId", '' as "tourId", team.name from team
          where team.id = ${id}::uuid or (${id}::uuid is null and team.id in (select team_id from team_page where slug = ${slug}))`.execute(
          db,
        )
      : await sql<Omit<Scope, 'kind'>>`select tour.team_id as "teamId", tour.id as "tourId",
            coalesce(nullif(document->'title'->>'ru', ''), nullif(document->'title'->>'kk', ''), document->'title'->>'en', '') as name
          from tour where tour.id = ${id}::uuid
            or (${id}::uuid is null and tour.id in (select tour_id from tour_publication where slug = ${slug}))`.execute(
          db,
        )
  const [found] = rows
  if (!found) throw new Refusal('not_found', 'my_data.affected.no_such')
  return { kind: scope, ...found }
}

/** Sources by scope: a role, who, and when it was written down. Somebody with an account is found by their id alone. */
function sources({ kind, teamId, tourId }: Scope): RawBuilder<unknown>[] {
  const account = (role: string, from: RawBuilder<unknown>, person: string, at: string) =>
    sql`select ${role}::text as role, person.id as person_id, person.name, person.email, '' as phone, person.language, ${sql.raw(at)} as at
      from ${from} join person on person.id = ${sql.raw(person)}`
  const stranger = (role: string, from: RawBuilder<unknown>, columns: string) =>
    sql`select ${role}::text, null::uuid, ${sql.raw(columns)} from ${from}`
  const leads = (where: RawBuilder<unknown>) =>
    stranger('visitor', sql`lead where ${where}`, 'name, email, phone, language, created_at')
  const reports = (where: RawBuilder<unknown>) =>
    stranger('reporter', sql`tour_report where email <> '' and ${where}`, "'', email, '', language, created_at")
  const invitations = (where: RawBuilder<unknown>) =>
    stranger('invited', sql`invitation where email is not null and ${where}`, "'', email, '', language, created_at")

  if (kind === 'everyone')
    return [
      sql`select 'account' as role, id as person_id, name, email, '' as phone, language, created_at as at from person`,
      leads(sql`true`),
      reports(sql`true`),
      invitations(sql`true`),
      stranger('registering', sql`registration_request where used_at is null`, "'', email, '', language, created_at"),
      stranger(
        'asked_operator',
        sql`data_request where subject_email <> '' or subject_name <> ''`,
        "subject_name, subject_email, '', language, received_at",
      ),
    ]
  if (kind === 'team') {
    const own = sql`team_id = ${teamId}::uuid`
    return [
      account('member', sql`(select * from membership where ${own}) m`, 'm.person_id', 'm.since'),
      account(
        'acted',
        sql`(select * from audit_entry where ${own} and person_id not in (select person_id from operator)) e`,
        'e.person_id',
        'e.at',
      ),
      leads(own),
      reports(own),
      invitations(own),
    ]
  }
  const talks = sql`(select comment.* from comment join comment_thread thread
    on thread.team_id = comment.team_id and thread.id = comment.thread_id
    where thread.team_id = ${teamId}::uuid and thread.subject_kind = 'tour' and thread.subject_id = ${tourId}::uuid)`
  const own = sql`team_id = ${teamId}::uuid and tour_id = ${tourId}::uuid`
  return [
    account(
      'in_charge',
      sql`(select * from assignment where team_id = ${teamId}::uuid and subject_kind = 'tour' and subject_id = ${tourId}::uuid) a`,
      'a.person_id',
      'a.assigned_at',
    ),
    account(
      'acted',
      sql`(select * from audit_entry where team_id = ${teamId}::uuid and target_id = ${tourId}) e`,
      'e.person_id',
      'e.at',
    ),
    account('commented', sql`${talks} c`, 'c.author_id', 'c.created_at'),
    account(
      'mentioned',
      sql`(select mention.person_id, c.created_at from comment_mention mention join ${talks} c
        on c.team_id = mention.team_id and c.id = mention.comment_id) m`,
      'm.person_id',
      'm.created_at',
    ),
    leads(own),
    reports(own),
  ]
}

interface Row {
  name: string
  email: string
  phone: string
  language: string
  person_id: string | null
  roles: AffectedPerson['roles']
  since: Date
}

const dayMs = 86_400_000
/** Days as the operator's calendar has them. */
const astanaOffsetMs = 5 * 3_600_000
const startOf = (day: string) => new Date(Date.parse(day) - astanaOffsetMs)

async function selectAffected(db: Db, query: AffectedQuery, scope: Scope): Promise<Row[]> {
  const from = query.from ? startOf(query.from) : null
  const to = query.to ? new Date(startOf(query.to).getTime() + dayMs) : null
  // One line per person: by their account, or else by the address or number that they left. A visitor with an account is that account.
  const { rows } = await sql<Row>`
    with found as (${sql.join(sources(scope), sql` union all `)}),
      counted as (select found.*, coalesce(found.person_id, known.id) as whose, known.name as known_name from found
        left join person known on found.person_id is null and found.email <> '' and known.email_canonical = lower(found.email)
        where (${from}::timestamptz is null or found.at >= ${from}) and (${to}::timestamptz is null or found.at < ${to}))
    select coalesce(max(known_name), max(name)) as name, max(email) as email, max(phone) as phone, max(language) as language,
      min(whose::text) as person_id, array_agg(distinct role order by role) as roles, min(at) as since
    from counted
    group by coalesce(whose::text, nullif(lower(email), ''), nullif(regexp_replace(phone, '[^0-9]', '', 'g'), ''), name)
    order by min(at), max(email)`.execute(db)
  return rows
}

const asPerson = ({ person_id, since, ...row }: Row): AffectedPerson => ({
  ...row,
  personId: person_id,
  since: since.toISOString(),
})

export async function findAffected(db: Db, query: AffectedQuery): Promise<Affected> {
  const scope = await findScope(db, query)
  const rows = await selectAffected(db, query, scope)
  return { count: rows.length, scope: scope.name, first: rows.slice(0, firstShown).map(asPerson) }
}

export async function allAffected(db: Db, query: AffectedQuery): Promise<AffectedPerson[]> {
  return (await selectAffected(db, query, await findScope(db, query))).map(asPerson)
}
