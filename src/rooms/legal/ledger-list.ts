// The ledger as staff read it: newest first, searched by name and address, as pages or as a table for spreadsheets.
import { sql } from 'kysely'
import { z } from 'zod'
import { type Cell, csvHead, csvRows } from '#platform/csv.ts'
import type { Db } from '#platform/db.ts'
import { type LedgerRow, LegalKind } from './contract.ts'

export const LedgerQuery = z.object({
  search: z.string().trim().max(200).default(''),
  kind: LegalKind.optional(),
  personId: z.uuid().optional(),
  before: z.coerce.number().int().positive().optional(),
})
type LedgerQuery = z.output<typeof LedgerQuery>

const rowsPerPage = 100
/** A table of more rows than spreadsheets take is of no use to anybody. */
const mostExported = 1_000_000
const exportedAtOnce = 5000

function select(db: Db, { search, kind, personId, before }: LedgerQuery, rows: number) {
  let query = db
    .selectFrom('legal_acceptance as entry')
    .leftJoin('person', 'person.id', 'entry.person_id')
    .select(['entry.position', 'entry.act', 'entry.person_id', 'entry.kind', 'entry.version', 'entry.language'])
    .select(['entry.text_sha256', 'entry.method', 'entry.at', 'entry.network', 'entry.shortened_address'])
    .select(['entry.user_agent', 'entry.sha256', 'entry.erased_at', 'person.name', 'person.email'])
    .orderBy('entry.position', 'desc')
    .limit(rows)
  if (kind) query = query.where('entry.kind', '=', kind)
  if (personId) query = query.where('entry.person_id', '=', personId)
  if (before !== undefined) query = query.where('entry.position', '<', String(before))
  if (search === '') return query
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return query.where((expression) =>
    expression.or([
      expression('person.email_canonical', 'like', pattern),
      expression(sql`lower(person.name)`, 'like', pattern),
    ]),
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const onTheWire = (row: Row): z.input<typeof LedgerRow> => ({
  ...{ position: Number(row.position), act: row.act, kind: row.kind, version: row.version, language: row.language },
  ...{ personId: row.person_id, personName: row.name, personEmail: row.email, method: row.method, at: row.at },
  ...{ textSha256: row.text_sha256, sha256: row.sha256, network: row.network, userAgent: row.user_agent },
  ...{ shortenedAddress: row.shortened_address, erasedAt: row.erased_at },
})

export async function ledgerPage(db: Db, query: LedgerQuery) {
  const rows = (await select(db, query, rowsPerPage).execute()).map(onTheWire)
  return { rows, next: rows.length === rowsPerPage ? (rows.at(-1)?.position ?? null) : null }
}

const head = [
  ...[
    'position',
    'act',
    'document',
    'version',
    'language',
    'text_sha256',
    'method',
    'at',
    'person_id',
    'name',
    'email',
  ],
  ...['network', 'shortened_address', 'user_agent', 'sha256', 'erased_at'],
]

const cells = (row: Row): Cell[] => [
  ...[row.position, row.act, row.kind, row.version, row.language, row.text_sha256, row.method, row.at.toISOString()],
  ...[row.person_id, row.name, row.email, row.network, row.shortened_address, row.user_agent, row.sha256],
  row.erased_at?.toISOString(),
]

/** The same rows as text, in portions, so that a long ledger is never held as a whole. */
export async function* ledgerTable(db: Db, query: LedgerQuery): AsyncGenerator<string> {
  yield csvHead(head)
  let before = query.before
  for (let count = 0; count < mostExported; count += exportedAtOnce) {
    const rows = await select(db, { ...query, before }, exportedAtOnce).execute()
    if (rows.length > 0) yield csvRows(rows.map(cells))
    if (rows.length < exportedAtOnce) return
    before = Number(rows.at(-1)?.position)
  }
}
