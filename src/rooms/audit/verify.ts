// Walks every chain of the history from its beginning to its head and names each row that is not as it was sealed. Reads one
// snapshot, in batches; changes nothing.
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { verifyAnchors } from './anchor.ts'
import { detailsDigest, type EntryText, hashOf, originDigest } from './chain.ts'
import type { HistoryFault } from './contract.ts'

export interface Verification {
  chains: number
  entries: number
  /** Entries whose details were erased: they are still in their place, but what they said is gone. */
  erased: number
  faults: HistoryFault[]
}

interface SealedRow extends Omit<EntryText, 'id'> {
  chain: string
  position: string
  entry_id: string
  previous_sha256: Buffer
  sha256: Buffer
  /** Null: the entry is gone. */
  id: string | null
  details: string | null
  details_salt: Buffer | null
  network: string | null
  shortened_address: string | null
  origin_salt: Buffer | null
}

interface Chain {
  chain: string
  length: string
  head_sha256: Buffer
  cut_position: string
  cut_sha256: Buffer
}

const batchRows = 2000

/** @param anchorLines What was written down outside the database, day by day. */
export async function verifyHistory(db: Db, anchorLines: string[] = []): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const walk = new Walk()
      const heads = await snapshot.selectFrom('audit_chain').selectAll().orderBy('chain').execute()
      for (const head of heads) await walkChain(snapshot, head, walk)
      const sealless = await entriesWithoutSeal(snapshot)
      const strays = await sealsWithoutChain(snapshot)
      const anchors = await verifyAnchors(snapshot, anchorLines)
      const faults = [...walk.finish(), ...sealless, ...strays, ...anchors]
      return { chains: heads.length, entries: walk.entries, erased: walk.erased, faults }
    })
}

async function walkChain(db: Db, head: Chain, walk: Walk): Promise<void> {
  walk.begin(head)
  let after = Number(head.cut_position)
  for (;;) {
    const rows = await readBatch(db, head.chain, after)
    for (const row of rows) walk.visit(row)
    if (rows.length < batchRows) break
    after = Number(rows.at(-1)?.position)
  }
  walk.end(head)
}

async function readBatch(db: Db, chain: string, after: number): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select seal.chain, seal.position, seal.entry_id, seal.previous_sha256, seal.sha256, entry.id, entry.team_id,
           entry.person_id, entry.staff_id, entry.action, entry.target_id, entry.details_digest, entry.origin_digest,
           entry.details::text as details, entry.details_salt, entry.network, entry.shortened_address, entry.origin_salt,
           floor(extract(epoch from entry.at) * 1000000)::bigint::text as at_microseconds
      from audit_seal as seal left join audit_entry as entry on entry.id = seal.entry_id
     where seal.chain = ${chain} and seal.position > ${after}
     order by seal.position limit ${batchRows}`.execute(db)
  return rows
}

/** The state of walking: where in which chain, and what was found. */
class Walk {
  entries = 0
  erased = 0
  private readonly faults: HistoryFault[] = []
  /** Rows whose hash doesn't fit: edited, or exchanged with another of these. */
  private readonly suspects: SealedRow[] = []
  private position = 0
  private sha256: Buffer = Buffer.alloc(32)
  private before: SealedRow | undefined

  begin(head: Chain): void {
    this.position = Number(head.cut_position)
    this.sha256 = head.cut_sha256
    this.before = undefined
  }

  visit(row: SealedRow): void {
    const position = Number(row.position)
    this.missingUpTo(row.chain, position)
    const follows = row.previous_sha256.equals(this.sha256)
    const fits = this.check(row)
    // A row that is right itself but follows something else: the seal before it was written anew.
    if (!follows && fits && this.before && this.position === position - 1) this.suspect(this.before)
    this.position = position
    this.sha256 = row.sha256
    this.before = row
    this.entries++
  }

  end(head: Chain): void {
    this.missingUpTo(head.chain, Number(head.length) + 1)
    if (this.position > Number(head.length)) this.add('head_edited', head.chain, Number(head.length), null)
    else if (!this.sha256.equals(head.head_sha256)) {
      if (this.before && Number(this.before.position) === Number(head.length)) this.suspect(this.before)
      else this.add('head_edited', head.chain, Number(head.length), null)
    }
  }

  finish(): HistoryFault[] {
    for (const row of this.suspects) {
      const others = this.suspects.filter((other) => other !== row && other.chain === row.chain).slice(0, 1000)
      const kind = others.some((other) => changedPlaces(row, other)) ? 'reordered' : 'edited'
      this.add(kind, row.chain, Number(row.position), row.entry_id)
    }
    return this.faults
  }

  private check(row: SealedRow): boolean {
    if (!isPresent(row)) {
      this.add('deleted', row.chain, Number(row.position), row.entry_id)
      return false
    }
    const fits = hashOf(row.previous_sha256, row.chain, Number(row.position), row).equals(row.sha256)
    if (!fits) this.suspect(row)
    else if (!detailsFit(row)) this.add('details_edited', row.chain, Number(row.position), row.id)
    if (row.details_salt === null) this.erased++
    return fits
  }

  private missingUpTo(chain: string, position: number): void {
    for (let missing = this.position + 1; missing < position; missing++) this.add('deleted', chain, missing, null)
  }

  private suspect(row: SealedRow): void {
    if (!this.suspects.includes(row)) this.suspects.push(row)
  }

  private add(kind: HistoryFault['kind'], chain: string, position: number, entryId: string | null): void {
    this.faults.push({ kind, chain, position, entryId })
  }
}

const isPresent = (row: SealedRow): row is SealedRow & { id: string } => row.id !== null

/** Would this row fit at the other's place? */
function changedPlaces(row: SealedRow, other: SealedRow): boolean {
  if (!isPresent(row)) return false
  const sealMoved = hashOf(row.previous_sha256, row.chain, Number(other.position), row).equals(row.sha256)
  const entryMoved = hashOf(other.previous_sha256, row.chain, Number(other.position), row).equals(other.sha256)
  return sealMoved || entryMoved
}

/** What was erased says nothing; what is there must be what was written. */
function detailsFit(row: SealedRow): boolean {
  const details = row.details ?? ''
  const detailsAreRight = row.details_salt
    ? detailsDigest(row.details_salt, details).equals(row.details_digest)
    : details === '{}'
  const originIsRight = row.origin_salt
    ? originDigest(row.origin_salt, row.network, row.shortened_address).equals(row.origin_digest)
    : row.network === null && row.shortened_address === null
  return detailsAreRight && originIsRight
}

async function entriesWithoutSeal(db: Db): Promise<HistoryFault[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['id', 'team_id'])
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('audit_seal').select('entry_id').whereRef('entry_id', '=', 'audit_entry.id')),
      ),
    )
    .execute()
  return rows.map(({ id, team_id }) => ({ kind: 'inserted', chain: team_id, position: null, entryId: id }))
}

async function sealsWithoutChain(db: Db): Promise<HistoryFault[]> {
  const rows = await db
    .selectFrom('audit_seal')
    .select(['chain', 'position', 'entry_id'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('audit_chain')
            .select('chain')
            .whereRef('audit_chain.chain', '=', 'audit_seal.chain')
            .whereRef('cut_position', '<', 'audit_seal.position'),
        ),
      ),
    )
    .execute()
  return rows.map((row) => ({
    kind: 'inserted',
    chain: row.chain,
    position: Number(row.position),
    entryId: row.entry_id,
  }))
}
