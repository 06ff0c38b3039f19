// The ledger of acceptances: who accepted or withdrew which document, in which words, when and from where. Append-only (a trigger sees to
// it) and chained, so that a changed, removed or inserted row is found. It never keeps a whole network address.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { shortenedAddress } from '#platform/secret.ts'
import type { Tools } from '#platform/tools.ts'
import type { Language } from '#tour/text.ts'
import type { AcceptanceMethod, LegalKind, MissingAcceptance } from './contract.ts'
import { kindsToAccept } from './contract.ts'

export interface NewEntry {
  act: 'accepted' | 'withdrawn'
  personId: string
  kind: LegalKind
  versionId: string
  version: number
  language: Language
  textSha256: string
  method: AcceptanceMethod
  at: Date
}

/** From where somebody acts; empty for what the house itself does. */
export interface Place {
  ip: string
  userAgent: string
  tools: Pick<Tools, 'secret'>
}

const chainLock = 7_211_209
const beforeTheFirst = '0'.repeat(64)
const longestUserAgent = 400

/** Writes one row behind the last. Whoever calls it has written the history first: both chains are locked in this order. */
export async function append(tx: Tx, entry: NewEntry, place: Place | undefined): Promise<void> {
  await sql`select pg_advisory_xact_lock(${chainLock})`.execute(tx)
  const last = await tx
    .selectFrom('legal_acceptance')
    .select('sha256')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = {
    act: entry.act,
    person_id: entry.personId,
    kind: entry.kind,
    version_id: entry.versionId,
    version: entry.version,
    language: entry.language,
    text_sha256: entry.textSha256,
    method: entry.method,
    at: entry.at,
    network: place ? place.tools.secret.networkName(place.ip) : null,
    shortened_address: place ? shortenedAddress(place.ip) : null,
    user_agent: place ? place.userAgent.slice(0, longestUserAgent) : null,
  }
  const content = contentHash(row)
  const previous = last?.sha256 ?? beforeTheFirst
  const chain = { content_sha256: content, previous_sha256: previous, sha256: hash(`${previous}|${content}`) }
  await tx
    .insertInto('legal_acceptance')
    .values({ ...row, ...chain })
    .execute()
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

type Content = Omit<Awaited<ReturnType<typeof selectChain>>[number], 'position' | 'erased_at' | `${string}sha256`> & {
  text_sha256: string
}

/** The order of the fields is part of the format. */
const contentHash = (row: Content) =>
  hash(
    JSON.stringify([
      ...[row.act, row.person_id, row.kind, row.version_id, row.version, row.language, row.text_sha256, row.method],
      ...[row.at.toISOString(), row.network, row.shortened_address, row.user_agent],
    ]),
  )

const selectChain = (db: Db, after: string, rows: number) =>
  db.selectFrom('legal_acceptance').selectAll().where('position', '>', after).orderBy('position').limit(rows).execute()

const rowsAtOnce = 2000

/** Goes through the whole chain and names the rows that are not what they were, or that stand where another row was. */
export async function proveLedger(db: Db): Promise<{ rows: number; brokenAt: number[] }> {
  const brokenAt: number[] = []
  let [previous, position, count] = [beforeTheFirst, '0', 0]
  for (;;) {
    const rows = await selectChain(db, position, rowsAtOnce)
    for (const row of rows) {
      const isWhole = row.erased_at !== null || row.content_sha256 === contentHash(row)
      const isChained =
        row.previous_sha256 === previous && row.sha256 === hash(`${row.previous_sha256}|${row.content_sha256}`)
      if (!isWhole || !isChained) brokenAt.push(Number(row.position))
      previous = row.sha256
      position = row.position
    }
    count += rows.length
    if (rows.length < rowsAtOnce) return { rows: count, brokenAt }
  }
}

/**
 * What a person must accept before they may go on. For each document: did the last thing they did with it leave them with a version that
 * still counts? One query over a handful of versions and the person's own rows.
 */
export async function selectMissing(db: Db, personId: string, at: Date): Promise<MissingAcceptance[]> {
  const { rows } = await sql<{
    kind: LegalKind
    version: number
    version_id: string
    act: 'accepted' | 'withdrawn' | null
  }>`
    with counting as (
      select kind, max(number) as newest, coalesce(max(number) filter (where material), 1) as least
        from legal_version
       where effective_at <= ${at} and cancelled_at is null and kind in (${sql.join([...kindsToAccept])})
       group by kind
    )
    select counting.kind, counting.newest as version, version.id as version_id, last.act
      from counting
      join legal_version as version on version.kind = counting.kind and version.number = counting.newest
      left join lateral (
        select act, version from legal_acceptance
         where person_id = ${personId} and kind = counting.kind order by position desc limit 1
      ) as last on true
     where last.act is null or last.act = 'withdrawn' or last.version < counting.least
     order by counting.kind desc`.execute(db)
  return rows.map(({ kind, version, version_id, act }) => ({
    ...{ kind, version, versionId: version_id },
    because: act === null ? 'never' : act === 'withdrawn' ? 'withdrawn' : 'outdated',
  }))
}

/** The last thing a person did with each document. */
export const selectLatest = (db: Db | Tx, personId: string) =>
  db
    .selectFrom('legal_acceptance')
    .distinctOn('kind')
    .select(['kind', 'act', 'version', 'version_id', 'language', 'text_sha256', 'at'])
    .where('person_id', '=', personId)
    .orderBy('kind')
    .orderBy('position', 'desc')
    .execute()

/** Everything a person ever accepted or withdrew, oldest first: part of what they may take along. */
export const selectOwn = (db: Db, personId: string) =>
  db
    .selectFrom('legal_acceptance')
    .select(['act', 'kind', 'version', 'language', 'text_sha256', 'method', 'at', 'shortened_address', 'user_agent'])
    .where('person_id', '=', personId)
    .orderBy('position')
    .execute()

/**
 * Empties the personal fields of people who have no account any more and whose last act is older than `before`. The hashes stay, so that
 * the chain still proves the others. Returns how many rows were emptied.
 */
export async function eraseOldAcceptances(db: Db, before: Date, at: Date): Promise<number> {
  const forgotten = db
    .selectFrom('legal_acceptance as entry')
    .leftJoin('person', 'person.id', 'entry.person_id')
    .where('entry.person_id', 'is not', null)
    .where('person.id', 'is', null)
    .groupBy('entry.person_id')
    .having(({ fn }) => fn.max('entry.at'), '<', before)
    .select('entry.person_id')
  const erased = await db
    .updateTable('legal_acceptance')
    .set({ person_id: null, network: null, shortened_address: null, user_agent: null, erased_at: at })
    .where('person_id', 'in', forgotten)
    .executeTakeFirst()
  return Number(erased.numUpdatedRows)
}
