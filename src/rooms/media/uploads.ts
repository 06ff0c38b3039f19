// Uploads over the tus protocol: who may begin one, for what, and whether there is room; then the protocol's own server speaks.
// Also keeps house: what was given up for a day is forgotten, what was complete when the process died is finished.

import { statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { ERRORS, Server, type Upload } from '@tus/server'
import { z } from 'zod'
import { inTransaction } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Listener } from '#platform/listener.ts'
import { type Outage, outageOf } from '#platform/outage.ts'
import { createProcessLocks } from '#platform/process-locks.ts'
import { Refusal, refusalStatus } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import type { Member } from '#rooms/teams/teams.ts'
import { attachmentDuplicateHeader, attachmentHeader, duplicateHeader, panoramaHeader } from './contract.ts'
import type { OnShown } from './panoramas.ts'
import { storageLimit } from './storage-limit.ts'
import { openUploadFiles, type UploadFiles } from './upload-files.ts'
import { createFinish, type FinishUpload } from './upload-finish.ts'
import { openUploadLocker, type UploadLocker, uploadBusy } from './upload-lock.ts'
import {
  deleteUpload,
  insertUpload,
  listComplete,
  listExpired,
  selectExisting,
  type UploadResult,
} from './upload-rows.ts'
import { UploadInterrupted, UploadStore, uploadElsewhere, uploader, uploadLifetimeMs } from './upload-store.ts'

const openPerPerson = 200
/** Below this share of the disk no upload begins: the database lives there too. */
const freeShare = 0.05
const housekeepingMs = 10 * 60_000
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export interface Uploads {
  /** Answers one request of the protocol. */
  handle(member: Member, request: IncomingMessage, response: ServerResponse): Promise<void>
  keepHouse(): Promise<void>
  close(): Promise<void>
}

export async function openUploads(tools: Tools, listener: Listener, onShown: OnShown): Promise<Uploads> {
  const files = await openUploadFiles(join(tools.config.dataFolder, 'uploads'))
  const finish = createFinish(tools, files, onShown)
  const locker = await openUploadLocker(
    createProcessLocks(listener),
    listener,
    () => uploader.getStore()?.insists ?? false,
  )
  const closing = new AbortController()
  const store = new UploadStore(tools, { files, finish, heard: (id) => locker.heard(id), closing: closing.signal })
  const server = createServer(tools, store, finish, locker)
  const keepHouse = () =>
    sweep(tools, files, finish, locker).catch((error) => tools.log.error({ error }, 'uploads were not swept'))
  const timer = setInterval(() => void keepHouse(), housekeepingMs)
  timer.unref()
  let sweeping = keepHouse()

  return {
    handle: ({ teamId, personId, key }, request, response) => {
      dropEmptyMetadata(request)
      const tell = (result: UploadResult) => {
        if (request.method !== 'HEAD') return
        for (const [name, value] of Object.entries(resultHeaders(result))) response.setHeader(name, value)
      }
      return uploader.run({ teamId, personId, key, insists: request.method === 'DELETE', tell }, () =>
        server.handle(request, response),
      )
    },
    keepHouse: () => {
      sweeping = sweeping.then(keepHouse)
      return sweeping
    },
    async close() {
      clearInterval(timer)
      closing.abort()
      await sweeping
    },
  }
}

/** An empty header means "no metadata"; some clients send it, and the protocol's server would refuse it. */
function dropEmptyMetadata({ headers, rawHeaders }: IncomingMessage): void {
  if (headers['upload-metadata']?.toString().trim() !== '') return
  delete headers['upload-metadata']
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'upload-metadata')
  if (at >= 0) rawHeaders.splice(at, 2)
}

function createServer(tools: Tools, store: UploadStore, finish: FinishUpload, locker: UploadLocker): Server {
  return new Server({
    path: '/api/teams',
    datastore: store,
    locker,
    lockDrainTimeout: 50,
    maxSize: tools.config.maxUploadBytes,
    allowedOrigins: [],
    generateUrl: (_request, { id }) => `/api/teams/${uploader.getStore()?.teamId}/uploads/${id}`,
    getFileIdFromRequest: (_request, last) => (last && uuid.test(last) ? last : undefined),
    namingFunction: () => newId(tools.now()),
    onUploadCreate: async (_request, upload) => {
      await begin(tools, upload)
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      return { headers: resultHeaders(await finish(await store.find(upload.id))) }
    },
    onResponseError: (_request, error) => describe(tools, error),
  })
}

const headersOf = {
  panorama: [panoramaHeader, duplicateHeader],
  attachment: [attachmentHeader, attachmentDuplicateHeader],
} as const

function resultHeaders({ kind, id, duplicate }: UploadResult): Record<string, string> {
  const [header, again] = headersOf[kind]
  return { [header]: id, ...(duplicate ? { [again]: id } : {}) }
}

const Metadata = z.object({
  filename: z.string().nullish(),
  name: z.string().nullish(),
  tourId: z.uuid().nullish().or(z.literal('')),
  batch: z.string().max(100).nullish(),
  purpose: z.enum(['panorama', 'attachment']).nullish(),
})

async function begin(tools: Tools, { id, size, metadata = {} }: Upload): Promise<void> {
  const asking = uploader.getStore()
  if (!asking || size === undefined) throw ERRORS.INVALID_LENGTH
  const said = Metadata.safeParse(metadata)
  if (!said.success) throw new Refusal('invalid', 'media.bad_upload_metadata')
  await refuseFullDisk(tools.config.dataFolder, size)
  const { filename, name, tourId, batch, purpose } = said.data
  const createdAt = tools.now()
  const upload = {
    teamId: asking.teamId,
    id,
    personId: asking.personId,
    tourId: tourId || null,
    batch: batch ?? '',
    purpose: purpose ?? 'panorama',
    fileName: plainName(filename || name || '') || (purpose ?? 'panorama'),
    metadata,
    sizeBytes: size,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + uploadLifetimeMs),
  }
  const { value: teamQuotaBytes } = await storageLimit(tools.db, upload.teamId, tools)
  await inTransaction(tools.db, (tx) => insertUpload(tx, upload, { teamQuotaBytes, openPerPerson }))
}

async function refuseFullDisk(folder: string, sizeBytes: number): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder)
  if (bavail * bsize - sizeBytes < blocks * bsize * freeShare) throw new Refusal('no_space', 'media.disk_full')
}

/** The last part of a path without control characters, as it may stand in a list and in a sentence. */
function plainName(text: string): string {
  const last = text.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(-200)
}

interface Answer {
  status_code: number
  body: string
}

/** The protocol's own refusals keep their status; all bodies look like those of the rest of the API. */
function describe(tools: Tools, error: Error | Answer): Answer {
  if (error instanceof Refusal) return problem(refusalStatus[error.kind], error.code, error.details)
  if ('status_code' in error && error !== ERRORS.UNKNOWN_ERROR) {
    const { maxUploadBytes } = tools.config
    if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED)
      return problem(413, 'media.file_too_large', { maximumBytes: maxUploadBytes })
    return problem(error.status_code, codes.get(error) ?? 'http.invalid', {})
  }
  if (error instanceof UploadInterrupted) return problem(503, 'media.upload_interrupted', {})
  const outage = outageOf(error)
  if (outage) {
    tools.log.error({ err: error, outage }, 'an upload met an outage')
    return problem(...outageAnswers[outage], {})
  }
  tools.log.error({ err: error }, 'an upload failed')
  return problem(500, 'media.upload_failed', {})
}

const outageAnswers: Record<Outage, [status: number, code: string]> = {
  full: [507, 'media.disk_full'],
  database: [503, 'http.database_away'],
  storage: [503, 'media.storage_away'],
}

const codes = new Map<unknown, string>([
  [uploadBusy, uploadBusy.body],
  [uploadElsewhere, uploadElsewhere.body],
  [ERRORS.FILE_NOT_FOUND, 'media.upload_gone'],
  [ERRORS.FILE_NO_LONGER_EXISTS, 'media.upload_gone'],
  [ERRORS.INVALID_OFFSET, 'media.wrong_offset'],
  [ERRORS.ABORTED, 'media.upload_interrupted'],
])

const problem = (status: number, code: string, details: Record<string, unknown>): Answer => ({
  status_code: status,
  body: JSON.stringify({ type: 'about:blank', title: code, status, code, details }),
})

async function sweep(tools: Tools, files: UploadFiles, finish: FinishUpload, locker: UploadLocker): Promise<void> {
  for (const upload of await listComplete(tools.db, files.node, 1000)) {
    const lock = await locker.tryTake(upload.id)
    if (!lock) continue
    await finish(upload)
      .catch((error) => tools.log.error({ err: error, uploadId: upload.id }, 'a complete upload could not be finished'))
      .finally(() => lock.release())
  }
  for (const { teamId, id } of await listExpired(tools.db, tools.now(), 1000)) {
    const lock = await locker.tryTake(id)
    if (!lock) continue
    await inTransaction(tools.db, (tx) => deleteUpload(tx, teamId, id)).finally(() => lock.release())
    await files.remove(id)
  }
  await removeStrays(tools, files)
}

/** Files without a row: their upload was forgotten while nobody could delete them. */
async function removeStrays(tools: Tools, files: UploadFiles): Promise<void> {
  const old = await files.listOlder(new Date(tools.now().getTime() - 2 * uploadLifetimeMs))
  if (old.length === 0) return
  const known = await selectExisting(tools.db, old)
  for (const id of old) if (!known.has(id)) await files.remove(id)
}
