// From the last byte of an upload to a panorama in the queue: name the bytes by their hash, store them, then everything in one
// transaction. May be interrupted anywhere and run again: every step finds out whether it was done.

import { faceOfSet } from '#imaging/face-file.ts'
import { inTransaction, type Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { type OnShown, receiveFile } from './panoramas.ts'
import { insertOriginal } from './source-rows.ts'
import type { UploadFiles } from './upload-files.ts'
import {
  changeStorageUse,
  findUpload,
  holdStorageUse,
  holdUpload,
  markFinished,
  nameContent,
  type UploadRow,
} from './upload-rows.ts'

export interface FinishedUpload {
  panoramaId: string
  /** The tour had this file already; no second panorama was made. */
  duplicate: boolean
}

export type FinishUpload = (upload: UploadRow) => Promise<FinishedUpload>

export const originalKey = (teamId: string, sha256: string) => `originals/${teamId}/${sha256}`

export function createFinish(tools: Tools, files: UploadFiles, onShown: OnShown): FinishUpload {
  const running = new Map<string, Promise<FinishedUpload>>()
  return (upload) => {
    const known = running.get(upload.id)
    if (known) return known
    const finishing = finish(tools, files, onShown, upload).finally(() => running.delete(upload.id))
    running.set(upload.id, finishing)
    return finishing
  }
}

async function finish(tools: Tools, files: UploadFiles, onShown: OnShown, upload: UploadRow): Promise<FinishedUpload> {
  const before = await findUpload(tools.db, upload.teamId, upload.id)
  if (before?.finishedAt && before.panoramaId) return { panoramaId: before.panoramaId, duplicate: before.duplicate }

  const sha256 = before?.sha256 ?? (await nameBytes(tools, files, upload))
  const face = await storeOriginal(tools, files, upload, sha256)
  const result = await inTransaction(tools.db, (tx) => receive(tx, tools, upload, { sha256, face }, onShown))
  await files.remove(upload.id)
  return result
}

/** The hash is written down before the file moves, so that an interrupted finish knows where the bytes went. */
async function nameBytes(tools: Tools, files: UploadFiles, upload: UploadRow): Promise<string> {
  if (upload.sizeBytes === 0 && (await files.size(upload.id)) === undefined)
    await files.append(upload.id, 0, nothing(), async () => {})
  const sha256 = await files.sha256(upload.id)
  await inTransaction(tools.db, (tx) => nameContent(tx, upload, sha256))
  return sha256
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function storeOriginal(tools: Tools, files: UploadFiles, upload: UploadRow, sha256: string) {
  const { storage } = tools
  const key = originalKey(upload.teamId, sha256)
  const path = files.pathOf(upload.id)
  const isHere = (await files.size(upload.id)) === upload.sizeBytes
  if (isHere) {
    const face = await faceOfSet(path, upload.fileName)
    if ((await storage.size(key)) !== upload.sizeBytes) await storage.putFile(key, path)
    return face
  }
  if ((await storage.size(key)) !== upload.sizeBytes) throw new Error(`The bytes of the upload ${upload.id} are lost`)
  const lent = await storage.localFile(key)
  return faceOfSet(lent.path, upload.fileName).finally(() => lent.release())
}

type Received = { sha256: string; face: Awaited<ReturnType<typeof faceOfSet>> }

async function receive(
  tx: Tx,
  tools: Tools,
  { teamId, id }: UploadRow,
  { sha256, face }: Received,
  onShown: OnShown,
): Promise<FinishedUpload> {
  const at = tools.now()
  await holdStorageUse(tx, teamId)
  const upload = await holdUpload(tx, teamId, id)
  if (!upload) throw new Error(`The upload ${id} was removed while it was being finished`)
  if (upload.panoramaId) return { panoramaId: upload.panoramaId, duplicate: upload.duplicate }

  const { sizeBytes } = upload
  const isNew = await insertOriginal(tx, { teamId, sha256, sizeBytes, storageKey: originalKey(teamId, sha256), at })
  await changeStorageUse(tx, teamId, { reserved: -sizeBytes, original: isNew ? sizeBytes : 0 })
  const result = await receiveFile(tx, tools.jobs, { ...upload, sha256, face }, onShown, at)
  await markFinished(tx, upload, result, at)
  return result
}
