// Ordering one's data, and the one way to the file: a link that works once opens a download that may be interrupted and goes on, for
// a day, in the session of the person who ordered it.
import { rm } from 'node:fs/promises'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson, sendMail } from '#rooms/notices/notices.ts'
import { findTeam, listMemberships } from '#rooms/teams/teams.ts'
import { exportHours } from './contract.ts'
import { makeExportFile, sweepHalfMade } from './export-file.ts'
import type { Subject } from './rows.ts'

export const exportTask = 'export_data'

const hourMs = 3_600_000
const attemptsAllowed = 3

export async function orderExport(
  tx: Tx,
  tools: Tools,
  { subject, by, at }: { subject: Subject; by: string; at: Date },
): Promise<string> {
  const waiting = await tx
    .selectFrom('data_export')
    .select('id')
    .where('requested_by', '=', by)
    .where('subject_id', '=', subject.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting) return waiting.id
  const id = newId(at)
  await tx
    .insertInto('data_export')
    .values({
      ...{ id, subject_kind: subject.kind, subject_id: subject.id, requested_by: by, state: 'waiting', created_at: at },
      ...{ link_sha256: null, link_used_at: null, download_sha256: null, downloaded_at: null, storage_key: null },
      ...{ size_bytes: null, sha256: null, ready_at: null, expires_at: null },
    })
    .execute()
  const action = subject.kind === 'team' ? 'team.export_ordered' : 'person.export_ordered'
  const teamId = subject.kind === 'team' ? subject.id : null
  await record(tx, { teamId, personId: by, action, targetId: subject.id, at })
  await tools.jobs.enqueue(tx, exportTask, { exportId: id }, { queue: 'exports', maxAttempts: attemptsAllowed })
  return id
}

/** The background work. May be killed anywhere: nothing of an export exists until its row says that it is ready. */
export async function carryOutExport(tools: Tools, exportId: string, attempt: number): Promise<void> {
  const row = await findExport(tools.db, exportId)
  if (row?.state !== 'waiting') return
  const orderedBy = await findOrderer(tools.db, row.requested_by)
  if (!orderedBy) return
  const subject: Subject = { kind: row.subject_kind, id: row.subject_id, email: orderedBy.email }
  try {
    const made = await makeExportFile(tools, { subject, orderedBy, orderedAt: row.created_at })
    const key = `exports/${subject.kind}/${subject.id}/${exportId}.zip`
    await tools.storage.putFile(key, made.path)
    await rm(made.path, { force: true })
    await inTransaction(tools.db, (tx) => makeReady(tx, tools, { exportId, subject, orderedBy, key, ...made }))
  } catch (error) {
    if (attempt < attemptsAllowed) throw error
    tools.log.error({ error, exportId }, 'an export could not be made')
    await tools.db.updateTable('data_export').set({ state: 'failed' }).where('id', '=', exportId).execute()
  }
}

interface ReadyFile {
  exportId: string
  subject: Subject
  orderedBy: NonNullable<Awaited<ReturnType<typeof findOrderer>>>
  key: string
  sizeBytes: number
  sha256: string
}

async function makeReady(tx: Tx, tools: Tools, file: ReadyFile): Promise<void> {
  const { exportId, subject, orderedBy } = file
  const now = tools.now()
  const token = newToken()
  const { numUpdatedRows } = await tx
    .updateTable('data_export')
    .set({
      ...{ state: 'ready', link_sha256: sha256(token), storage_key: file.key, size_bytes: file.sizeBytes },
      ...{ sha256: file.sha256, ready_at: now, expires_at: new Date(now.getTime() + exportHours * hourMs) },
    })
    .where('id', '=', exportId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const name = subject.kind === 'team' ? ((await findTeam(tx, subject.id))?.name ?? '') : orderedBy.name
  await sendMail(tx, tools, {
    ...{ to: orderedBy.email, personId: orderedBy.id, language: orderedBy.language, template: 'export_ready' },
    ...{ values: { name, hours: exportHours }, path: `/account/data#export=${token}`, key: `export ${exportId}` },
  })
  await notifyPerson(tx, tools, {
    ...{ personId: orderedBy.id, kind: 'export_ready', values: { name } },
    ...{ path: '/account/data', key: `export ${exportId}` },
  })
}

const findOrderer = (db: Db, personId: string) =>
  db.selectFrom('person').select(['id', 'name', 'email', 'language']).where('id', '=', personId).executeTakeFirst()

export const findExport = (db: Db, id: string) =>
  db.selectFrom('data_export').selectAll().where('id', '=', id).executeTakeFirst()

export const listExports = (db: Db, personId: string) =>
  db
    .selectFrom('data_export')
    .leftJoin('team', 'team.id', 'data_export.subject_id')
    .selectAll('data_export')
    .select('team.name as team')
    .where('requested_by', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()

/** The mail's link: opens the download once. */
export async function openByLink(tx: Tx, token: string, by: string, at: Date): Promise<string> {
  const row = await tx
    .selectFrom('data_export')
    .selectAll()
    .where('link_sha256', '=', sha256(token))
    .where('requested_by', '=', by)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.link_used_at) throw new Refusal('not_found', 'my_data.link_used')
  return openDownload(tx, row, by, at)
}

/** The page's button, behind a proof of identity. */
export async function openOwn(tx: Tx, exportId: string, by: string, at: Date): Promise<string> {
  const row = await tx
    .selectFrom('data_export')
    .selectAll()
    .where('id', '=', exportId)
    .where('requested_by', '=', by)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
  return openDownload(tx, row, by, at)
}

type ExportRow = NonNullable<Awaited<ReturnType<typeof findExport>>>

/** Answers the address of the file; an address that was given before works no longer. */
async function openDownload(tx: Tx, row: ExportRow, by: string, at: Date): Promise<string> {
  await refuseUnlessOpen(tx, row, by, at)
  const token = newToken()
  await tx
    .updateTable('data_export')
    .set({ link_used_at: at, download_sha256: sha256(token), downloaded_at: at })
    .where('id', '=', row.id)
    .execute()
  const teamId = row.subject_kind === 'team' ? row.subject_id : null
  await record(tx, { teamId, personId: by, action: 'export.downloaded', targetId: row.id, at })
  return `/api/account/exports/${row.id}/file?grant=${token}`
}

/** Whoever is not the owner any more gets the team's data no longer, whatever they ordered before. */
export async function refuseUnlessOpen(db: Db, row: ExportRow, by: string, now: Date): Promise<void> {
  const isOver = row.state !== 'ready' || !row.expires_at || row.expires_at <= now
  if (isOver) throw new Refusal('gone', 'my_data.export_over')
  if (row.subject_kind === 'person') return
  const memberships = await listMemberships(db, by)
  if (!memberships.some(({ id, role }) => id === row.subject_id && role === 'owner'))
    throw new Refusal('not_found', 'http.not_found')
}

/** Files whose day is over go; the rows say for a while that there was one. */
export async function expireExports(tools: Tools): Promise<void> {
  await sweepHalfMade(tools)
  const now = tools.now()
  const rows = await tools.db
    .selectFrom('data_export')
    .select(['id', 'storage_key'])
    .where('state', '=', 'ready')
    .where('expires_at', '<=', now)
    .execute()
  for (const { id, storage_key } of rows) {
    if (storage_key) await tools.storage.erase(storage_key)
    await tools.db
      .updateTable('data_export')
      .set({ state: 'expired', storage_key: null, link_sha256: null, download_sha256: null })
      .where('id', '=', id)
      .execute()
  }
}
