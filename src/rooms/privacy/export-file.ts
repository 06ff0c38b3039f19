// Makes the file of an export: every row about a person or of a team, table by table, the originals of a team's pictures and files,
// and a manifest with the hash of everything. Reads one snapshot; nothing is held in memory as a whole.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { StorageMissing } from '#platform/storage/storage.ts'
import type { Tools } from '#platform/tools.ts'
import { word } from '#platform/words.ts'
import type { Language } from '#tour/text.ts'
import { personalData, tableNames } from './personal-data.ts'
import { actorRows, ownRows, type Subject, type TableName } from './rows.ts'
import { shownColumns, traceColumns } from './table-rules.ts'
import { createZip, type ZipEntry, type ZipFile } from './zip.ts'

export interface ExportOrder {
  subject: Subject
  /** Named in the file, so that one that is found somewhere says whose it was. */
  orderedBy: { id: string; name: string; email: string; language: Language }
  orderedAt: Date
}

export interface MadeFile {
  path: string
  sizeBytes: number
  sha256: string
}

const batchRows = 200

const workFolder = ({ config }: Tools) => join(config.dataFolder, 'export-work')

/** What killed processes left half made: no living one works on a file for a day. */
export async function sweepHalfMade(tools: Tools): Promise<void> {
  const folder = workFolder(tools)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found && found.mtimeMs < tools.now().getTime() - 86_400_000) await rm(join(folder, name), { force: true })
  }
}

/** @returns a local file that the caller moves to its place. */
export async function makeExportFile(tools: Tools, order: ExportOrder): Promise<MadeFile> {
  const folder = workFolder(tools)
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const zip = await createZip(path)
  try {
    const entries = await fill(tools, zip, order)
    await zip.add('manifest.json', [Buffer.from(JSON.stringify(manifest(order, entries), null, 1))])
    return { path, ...(await zip.finish()) }
  } catch (error) {
    await zip.abandon().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

async function fill(tools: Tools, zip: ZipFile, order: ExportOrder): Promise<ZipEntry[]> {
  const entries = [await zip.add('README.txt', [Buffer.from(readMe(order))])]
  const snapshot = tools.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  await snapshot.execute(async (db) => {
    for (const name of tableNames) entries.push(...(await addTable(db, zip, name, order.subject)))
  })
  if (order.subject.kind === 'team') entries.push(...(await addOriginals(tools, zip, order.subject.id)))
  return entries
}

/** A person's export also tells what they did in rows that are a team's: that, and not what others wrote there. */
async function addTable(db: Db, zip: ZipFile, name: TableName, subject: Subject): Promise<ZipEntry[]> {
  const rule = personalData[name]
  if (subject.kind === 'team' && rule.operatorOnly) return []
  const added: ZipEntry[] = []
  const own = ownRows(name, subject)
  if (own)
    added.push(...(await addRows(db, zip, `data/${name}.json`, { name, columns: shownColumns(rule), where: own })))
  const acted = subject.kind === 'person' ? actorRows(name, subject.id) : undefined
  if (acted)
    added.push(
      ...(await addRows(db, zip, `activity/${name}.json`, { name, columns: traceColumns(rule), where: acted })),
    )
  return added
}

interface Rows {
  name: TableName
  columns: string[]
  where: NonNullable<ReturnType<typeof ownRows>>
}

/** Tables without a row make no file. */
async function addRows(db: Db, zip: ZipFile, path: string, wanted: Rows): Promise<ZipEntry[]> {
  const first = await readBatch(db, wanted, '(0,0)')
  return first.length === 0 ? [] : [await zip.add(path, jsonArray(db, wanted, first))]
}

async function* jsonArray(db: Db, wanted: Rows, first: PlacedRow[]): AsyncGenerator<Buffer> {
  let separator = '[\n'
  for (let batch = first; batch.length > 0; batch = await readBatch(db, wanted, batch.at(-1)?.place ?? '(0,0)')) {
    yield Buffer.from(separator + batch.map(({ row }) => JSON.stringify(row)).join(',\n'))
    separator = ',\n'
    if (batch.length < batchRows) break
  }
  yield Buffer.from('\n]\n')
}

interface PlacedRow {
  place: string
  row: unknown
}

async function readBatch(db: Db, { name, columns, where }: Rows, after: string): Promise<PlacedRow[]> {
  const picked = sql.join(columns.map((column) => sql`${sql.ref(`t.${column}`)}`))
  const { rows } = await sql<PlacedRow>`select t.ctid::text as place, to_jsonb(picked) as row
    from ${sql.table(name)} as t cross join lateral (select ${picked}) as picked
    where ${where} and t.ctid > ${after}::tid order by t.ctid limit ${batchRows}`.execute(db)
  return rows
}

/** Every original once, under the name that people know it by. */
async function addOriginals({ db, storage }: Tools, zip: ZipFile, teamId: string): Promise<ZipEntry[]> {
  const { rows } = await sql<{ sha256: string; storage_key: string; file_name: string | null }>`
    select original.sha256, original.storage_key, coalesce(
        (select file_name from panorama_source as s where s.team_id = original.team_id and original_sha256 = original.sha256 limit 1),
        (select file_name from attachment as a where a.team_id = original.team_id and original_sha256 = original.sha256 limit 1)
      ) as file_name
      from original where team_id = ${teamId} order by created_at, sha256`.execute(db)
  const entries: ZipEntry[] = []
  for (const { sha256, storage_key, file_name } of rows) {
    const chunks = await storage.open(storage_key).catch((error: unknown) => {
      if (error instanceof StorageMissing) return undefined
      throw error
    })
    if (chunks) entries.push(await zip.add(`originals/${sha256.slice(0, 12)}-${safeName(file_name)}`, chunks))
  }
  return entries
}

/** No folder, no hidden file, nothing that a system can't store. */
const safeName = (name: string | null): string =>
  (name ?? 'file')
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120)

const manifest = ({ subject, orderedBy, orderedAt }: ExportOrder, entries: ZipEntry[]) => ({
  format: 'panoqor-export 1',
  subject: { kind: subject.kind, id: subject.id },
  orderedBy,
  orderedAt: orderedAt.toISOString(),
  files: entries.map(({ name, sizeBytes, sha256 }) => ({ path: name, sizeBytes, sha256 })),
})

const readMe = ({ subject, orderedBy, orderedAt }: ExportOrder): string =>
  word(orderedBy.language, `my_data.read_me.${subject.kind}`, {
    name: orderedBy.name,
    email: orderedBy.email,
    date: orderedAt.toISOString(),
  })
