// The background work on attachments: originals in, files for browsers out. Can be killed anywhere and run again: what it stores is
// named by its content, and the row says at the end which of it counts.
import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import type { DerivedAttachment, DerivedPath } from '#imaging/attachments/contract.ts'
import type { Deriving } from '#imaging/attachments/derive.ts'
import { AttachmentRefusal } from '#imaging/attachments/refusal.ts'
import { inTransaction, type Tx } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { DerivedFile } from '#platform/tables.ts'
import type { Tools } from '#platform/tools.ts'
import { createTurns } from '#platform/turns.ts'
import { type AttachmentRow, holdAttachment, listDeleted } from './attachment-rows.ts'
import {
  type AttachmentUses,
  change,
  deriveTask,
  enqueueDeriving,
  enqueueForgetting,
  finishAttachment,
  forgetAttachment,
  forgetTask,
  refuseAttachment,
} from './attachments.ts'
import { attachmentKey } from './bytes.ts'
import { hashFile } from './hash-file.ts'
import { attemptsAllowed, failuresAllowed, isOutage, outagePauseMs, ownFolder, retryAfterMs } from './job-rules.ts'
import { originalKey } from './original-key.ts'

/** In one process: each may hold a gigabyte and a core. */
const attachmentsAtOnce = 2

const Payload = z.object({ teamId: z.uuid(), attachmentId: z.uuid(), outages: z.int().default(0) })
type Payload = z.infer<typeof Payload>

const sweptAtStart = 1000

/** What was deleted and is still there: a version named it, or clearing it away failed too often. Looked at again at every start. */
async function sweepDeleted({ db, jobs }: Tools): Promise<void> {
  const deleted = await listDeleted(db, sweptAtStart)
  await inTransaction(db, async (tx) => {
    for (const place of deleted) await enqueueForgetting(tx, jobs, place)
  })
}

export async function createAttachmentTasks(
  tools: Tools,
  deriving: Deriving,
  uses: AttachmentUses,
): Promise<Record<string, Task>> {
  await sweepDeleted(tools)
  const turns = createTurns(attachmentsAtOnce)
  return {
    [deriveTask]: async (payload, { stopping }) => {
      const order = Payload.parse(payload)
      await turns
        .take(stopping, () => deriveAttachment(tools, deriving, order, stopping))
        .catch(async (error: unknown) => {
          if (!stopping.aborted) throw error
          await inTransaction(tools.db, (tx) =>
            enqueueDeriving(tx, tools.jobs, { teamId: order.teamId, id: order.attachmentId }),
          )
        })
    },
    [forgetTask]: (payload) => {
      const { teamId, attachmentId: id } = Payload.parse(payload)
      return inTransaction(tools.db, (tx) => forgetAttachment(tx, tools, { teamId, id }, uses))
    },
  }
}

async function deriveAttachment(tools: Tools, deriving: Deriving, order: Payload, stopping: AbortSignal) {
  const attachment = await beginWork(tools, order)
  if (!attachment) return
  const folder = join(ownFolder(tools), randomUUID())
  await mkdir(folder, { recursive: true })
  try {
    await work(tools, deriving, attachment, folder, stopping)
  } catch (error) {
    if (!stopping.aborted && !(error instanceof AttachmentRefusal))
      tools.log.error({ err: error, attachmentId: attachment.id }, 'the work on an attachment failed')
    await inTransaction(tools.db, (tx) => settle(tx, tools, attachment, { error, ...order }, stopping.aborted))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Undefined when there is nothing to do: done already, refused, or deleted. */
function beginWork(tools: Tools, { teamId, attachmentId }: Payload): Promise<AttachmentRow | undefined> {
  return inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    const attachment = await holdAttachment(tx, teamId, attachmentId)
    if (!attachment || attachment.deletedAt) return undefined
    if (attachment.state !== 'waiting' && attachment.state !== 'working') return undefined
    const attempts = attachment.attempts + 1
    if (attempts > attemptsAllowed) {
      await refuseAttachment(tx, attachment, brokenDown, at)
      return undefined
    }
    await change(tx, attachment, { state: 'working', attempts }, at)
    return { ...attachment, attempts }
  })
}

const brokenDown = { code: 'attachments.failed_repeatedly', details: {} }

async function work(tools: Tools, deriving: Deriving, row: AttachmentRow, folder: string, signal: AbortSignal) {
  const { storage, db } = tools
  const lent = await storage.localFile(originalKey(row.teamId, row.sha256))
  const made: DerivedAttachment = await deriving
    .derive({ path: lent.path, fileName: row.fileName, kind: row.kind, outputFolder: folder }, signal)
    .finally(() => lent.release())
  const derived = {
    file: await store(tools, row, made.file),
    ...(made.small && { small: await store(tools, row, made.small) }),
  }
  const finished = { kind: made.kind, derived, durationSeconds: made.durationSeconds ?? null }
  const isWanted = await inTransaction(db, (tx) => finishAttachment(tx, row, finished, tools.now()))
  if (!isWanted) await dropUnwanted(tools, row)
}

/** Its name is made of its bytes, so that an address never shows something else. */
async function store({ storage }: Tools, { teamId, id }: AttachmentRow, made: DerivedPath): Promise<DerivedFile> {
  const { path, ...facts } = made
  const hash = await hashFile(path)
  const extension = extname(path)
  const name = `${basename(path, extension)}-${hash.slice(0, 20)}${extension}`
  const { size: sizeBytes } = await stat(path)
  await storage.putFile(attachmentKey(teamId, id, name), path)
  return { name, sizeBytes, ...facts }
}

/** Deleted while it was made: whoever cleared it away may have come before these files. */
async function dropUnwanted(tools: Tools, { teamId, id }: AttachmentRow): Promise<void> {
  const isThere = await inTransaction(tools.db, (tx) => holdAttachment(tx, teamId, id))
  if (isThere) return
  for await (const { key } of tools.storage.list(attachmentKey(teamId, id, ''))) await tools.storage.erase(key)
}

async function settle(
  tx: Tx,
  tools: Tools,
  { teamId, id }: AttachmentRow,
  { error, outages }: { error: unknown; outages: number },
  isStopping: boolean,
) {
  const at = tools.now()
  const held = await holdAttachment(tx, teamId, id)
  if (held?.state !== 'working' || held.deletedAt) return
  const unharmed = { state: 'waiting', attempts: held.attempts - 1 } as const
  if (isStopping) {
    await change(tx, held, unharmed, at)
    return enqueueDeriving(tx, tools.jobs, held)
  }
  if (error instanceof AttachmentRefusal)
    return refuseAttachment(tx, held, { code: `attachments.${error.code}`, details: error.details }, at)
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 2000)
  if (isOutage(error)) {
    await change(tx, held, { ...unharmed, lastError }, at)
    const runAt = new Date(at.getTime() + outagePauseMs(outages))
    return enqueueDeriving(tx, tools.jobs, held, { runAt, outages: outages + 1 })
  }
  const failures = held.failures + 1
  await change(tx, held, { state: 'waiting', failures, lastError }, at)
  if (failures >= failuresAllowed) return refuseAttachment(tx, held, brokenDown, at)
  return enqueueDeriving(tx, tools.jobs, held, { runAt: new Date(at.getTime() + retryAfterMs * failures) })
}
