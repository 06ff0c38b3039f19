// The day's anchor: the heads of all chains that grew, hashed with the anchor before. One line of it leaves the database, to the log
// and to a file that backups keep, so that not even whoever rewrites the whole database can rewrite the past unseen.
import { createHash } from 'node:crypto'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { isCode } from '#platform/storage/durable.ts'
import type { Tools } from '#platform/tools.ts'
import type { HistoryFault } from './contract.ts'

interface AnchoredHead {
  chain: string
  position: string
  sha256: Buffer
}

const fileOf = (dataFolder: string) => join(dataFolder, 'audit-anchors.jsonl')

/** Once a day; again on the same day it does nothing. */
export async function anchorHistory(tools: Tools): Promise<void> {
  const now = tools.now()
  const day = now.toISOString().slice(0, 10)
  const sha256 = await inTransaction(tools.db, (tx) => insertAnchor(tx, day, now))
  if (!sha256) return
  const line = JSON.stringify({ day, sha256: sha256.toString('hex') })
  tools.log.warn({ from: 'audit', day, sha256: sha256.toString('hex') }, 'anchor of the history')
  await mkdir(tools.config.dataFolder, { recursive: true })
  await appendFile(fileOf(tools.config.dataFolder), `${line}\n`, { flush: true })
}

/** The lines that were written down; none yet on the first day or on another machine. */
export async function readAnchorLines(dataFolder: string): Promise<string[]> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return ''
    throw error
  })
  return text.split('\n').filter(Boolean)
}

async function insertAnchor(tx: Tx, day: string, at: Date): Promise<Buffer | undefined> {
  await sql`lock table audit_anchor_day in exclusive mode`.execute(tx)
  const newest = await tx
    .selectFrom('audit_anchor_day')
    .select(['day', 'sha256'])
    .orderBy('day', 'desc')
    .executeTakeFirst()
  if (newest && newest.day >= day) return undefined
  await sql`insert into audit_anchor (day, chain, position, sha256)
    select ${day}, chain, length, head_sha256 from audit_chain
     where length > coalesce((select max(position) from audit_anchor as old where old.chain = audit_chain.chain), 0)`.execute(
    tx,
  )
  const sha256 = anchorHash(newest?.sha256, day, await headsOf(tx, day))
  await tx.insertInto('audit_anchor_day').values({ day, sha256, anchored_at: at }).execute()
  return sha256
}

const headsOf = (db: Db, day: string): Promise<AnchoredHead[]> =>
  db
    .selectFrom('audit_anchor')
    .select(['chain', 'position', 'sha256'])
    .where('day', '=', day)
    .orderBy('chain')
    .execute()

function anchorHash(before: Buffer | undefined, day: string, heads: AnchoredHead[]): Buffer {
  const hash = createHash('sha256')
  hash.update(before ?? Buffer.alloc(32)).update(day)
  for (const { chain, position, sha256 } of heads) hash.update(`${chain}:${position}:`).update(sha256)
  return hash.digest()
}

/** Every anchored head must still be in its chain, every day must hash as it did, and as it was written down outside. */
export async function verifyAnchors(db: Db, lines: string[]): Promise<HistoryFault[]> {
  return [...(await movedHeads(db)), ...(await changedDays(db, lines))]
}

async function movedHeads(db: Db): Promise<HistoryFault[]> {
  const { rows } = await sql<{ chain: string; position: string; entry_id: string | null }>`
    select anchor.chain, anchor.position, seal.entry_id
      from audit_anchor as anchor
      join audit_chain as head on head.chain = anchor.chain and head.cut_position < anchor.position
      left join audit_seal as seal on seal.chain = anchor.chain and seal.position = anchor.position
     where seal.sha256 is distinct from anchor.sha256`.execute(db)
  return rows.map((row) => ({
    kind: 'anchor_differs',
    chain: row.chain,
    position: Number(row.position),
    entryId: row.entry_id,
  }))
}

async function changedDays(db: Db, lines: string[]): Promise<HistoryFault[]> {
  const days = await db.selectFrom('audit_anchor_day').select(['day', 'sha256']).orderBy('day').execute()
  const written = new Map(lines.map(readLine))
  const faults: HistoryFault[] = []
  let before: Buffer | undefined
  for (const { day, sha256 } of days) {
    const right = anchorHash(before, day, await headsOf(db, day))
    const outside = written.get(day)
    if (!right.equals(sha256) || (outside && outside !== sha256.toString('hex'))) faults.push(dayFault(day))
    written.delete(day)
    before = sha256
  }
  return [...faults, ...[...written.keys()].map(dayFault)]
}

const dayFault = (day: string): HistoryFault => ({
  kind: 'anchor_differs',
  chain: null,
  position: null,
  entryId: null,
  day,
})

function readLine(line: string): [string, string] {
  const { day, sha256 }: { day?: unknown; sha256?: unknown } = JSON.parse(line)
  return [String(day), String(sha256)]
}
