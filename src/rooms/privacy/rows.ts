// SQL that walks the list of tables in personal-data.ts: finds, counts and deletes what belongs to a person or a team. Names of tables
// and columns come from that list alone, never from a request.
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Tables } from '#platform/tables.ts'
import { personalData, tableNames } from './personal-data.ts'
import type { TableRule } from './table-rules.ts'

export type TableName = keyof Tables

export interface Subject {
  kind: 'person' | 'team'
  id: string
  /** Of a person: the address by which some rows are found. */
  email?: string
}

type Condition = RawBuilder<boolean>

const equals = (column: string, id: string): Condition => sql<boolean>`${sql.ref(`t.${column}`)} = ${id}`
const either = (conditions: Condition[]): Condition | undefined =>
  conditions.length === 0 ? undefined : sql<boolean>`(${sql.join(conditions, sql` or `)})`

/** Which rows of a table are the subject's own. Undefined: none can be. */
export function ownRows(name: TableName, subject: Subject): Condition | undefined {
  const rule = personalData[name]
  if (rule.through) return throughRows(rule, subject)
  if (subject.kind === 'team') return rule.team ? equals(rule.team, subject.id) : undefined
  const conditions = rule.owner ? [equals(rule.owner, subject.id)] : []
  if (rule.address && subject.email)
    conditions.push(sql<boolean>`lower(${sql.ref(`t.${rule.address}`)}) = ${subject.email.toLowerCase()}`)
  return either(conditions)
}

function throughRows({ through }: TableRule, subject: Subject): Condition | undefined {
  if (!through) return undefined
  const [column, table, there] = through
  const above = isTable(table) ? ownRows(table, subject) : undefined
  if (!above) return undefined
  const found = sql`select ${sql.ref(`t.${there}`)} from ${sql.table(table)} as t where ${above}`
  return sql<boolean>`${sql.ref(`t.${column}`)} in (${found})`
}

/** Rows in which a person did something. */
export const actorRows = (name: TableName, personId: string): Condition | undefined =>
  either(personalData[name].actors.map((column) => equals(column, personId)))

const isTable = (name: string): name is TableName => Object.hasOwn(personalData, name)

export async function countRows(db: Db, name: TableName, where: Condition): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from ${sql.table(name)} as t where ${where}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

export async function deleteRows(tx: Tx, name: TableName, where: Condition): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(name)} as t where ${where}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Counts the subject's rows in every table. */
export async function countOwnRows(db: Db, subject: Subject, wanted: (rule: TableRule) => boolean) {
  const counts: Record<string, number> = {}
  for (const name of tableNames) {
    const where = wanted(personalData[name]) ? ownRows(name, subject) : undefined
    const count = where ? await countRows(db, name, where) : 0
    if (count > 0) counts[name] = count
  }
  return counts
}

/** Background work that names one of these texts and has not begun. */
export async function deleteJobs(tx: Tx, texts: string[]): Promise<number> {
  const { numAffectedRows } = await sql`delete from graphile_worker._private_jobs
    where locked_at is null and exists (select 1 from unnest(${texts}::text[]) as each where position(each in payload::text) > 0)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/**
 * Whether the details of a row `t` say this address as a whole, or this name where a name stands and in a team where the person was.
 * Others have the same name, and a name may be a word like `editor`: their rows stay.
 */
export function saysPerson({ id, name, emails }: { id: string; name: string; emails: string[] }): Condition {
  const addresses = emails.map((email) => email.replace(/[^\w@]/g, '\\$&')).join('|')
  const whole = `(^|[^a-z0-9._%+-])(${addresses})($|[^a-z0-9.-]|[.]($|[^a-z0-9]))`
  return sql<boolean>`(t.details::text ~* ${whole} or (
    exists (select 1 from jsonb_each_text(t.details) as each where each.value = ${name} and each.key in ('name', 'person', 'member', 'label'))
    and (t.team_id is null or t.team_id in (select team_id from membership where person_id = ${id}
      union select team_id from audit_entry where team_id is not null and (person_id = ${id} or target_id = ${id}::text)))))`
}

/** What the history says in its details about these texts, and about this team or person, is erased; the entries stay in their chain. */
export async function eraseDetails(
  tx: Tx,
  {
    teamId = null,
    personId = null,
    says = sql<boolean>`false`,
  }: { teamId?: string | null; personId?: string | null; says?: Condition },
): Promise<number> {
  const { numAffectedRows } = await sql`update audit_entry as t
    set details = '{}', details_salt = null, network = null, shortened_address = null, origin_salt = null
    where details_salt is not null and (team_id = ${teamId}::uuid or person_id = ${personId}::uuid
      or target_id = ${personId}::text
      or ${says})`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
