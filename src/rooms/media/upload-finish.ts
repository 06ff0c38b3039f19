// From the last byte of an upload to a panorama or an attachment in the queue: name the bytes by their hash, store them, then everything in one
// transaction. May be interrupted anywhere and run again: every step finds out whether it was done.

import { recognise } from '#imaging/attachments/recognise.ts'
import { type FaceOfSet, faceOfSet } from '#imaging/face-file.ts'
import { inTransaction, type Tx } from '#platform/db.ts'
import { setKey } from '#platform/origin.ts'
import type { Tools } from '#platform/tools.ts'
import { receiveAttachment } from './attachments.ts'
import type { AttachmentKind } from './contract.ts'
import { originalKey } from './original-key.ts'
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
  type UploadResult,
  type UploadRow,
} from './upload-rows.ts'
import { uploader } from './upload-store.ts'

export type FinishUpload = (upload: UploadRow) => Promise<UploadResult>

export function createFinish(tools: Tools, files: UploadFiles, onShown: OnShown): FinishUpload {
  const running = new Map<string, Promise<UploadResult>>()
  return (upload) => {
    const known = running.get(upload.id)
    if (known) return known
    const finishing = finish(tools, files, onShown, upload).finally(() => running.delete(upload.id))
    running.set(upload.id, finishing)
    return finishing
  }
}

async function finish(tools: Tools, files: UploadFiles, onShown: OnShown, upload: UploadRow): Promise<UploadResult> {
  const before = await findUpload(tools.db, upload.teamId, upload.id)
  if (before?.finishedAt && before.result) return before.result

  const sha256 = before?.sha256 ?? (await nameBytes(tools, files, upload))
  const seen = await storeOriginal(tools, files, upload, sha256)
  const key = uploader.getStore()?.key
  const result = await inTransaction(tools.db, async (tx) => {
    await setKey(tx, key)
    return receive(tx, tools, upload, { sha256, ...seen }, onShown)
  })
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
    const seen = await look(path, upload)
    if ((await storage.size(key)) !== upload.sizeBytes) await storage.putFile(key, path)
    return seen
  }
  if ((await storage.size(key)) !== upload.sizeBytes) throw new Error(`The bytes of the upload ${upload.id} are lost`)
  const lent = await storage.localFile(key)
  return look(lent.path, upload).finally(() => lent.release())
}

/** What the first bytes say: that it is a face of a cube, or which kind of attachment. */
type Seen = { face: FaceOfSet | undefined } | { kind: AttachmentKind }
type Received = { sha256: string } & Seen

const look = async (path: string, { purpose, fileName }: UploadRow): Promise<Seen> =>
  purpose === 'attachment' ? { kind: await recognise(path, fileName) } : { face: await faceOfSet(path, fileName) }

async function receive(
  tx: Tx,
  tools: Tools,
  { teamId, id }: UploadRow,
  received: Received,
  onShown: OnShown,
): Promise<UploadResult> {
  const { sha256 } = received
  const at = tools.now()
  await holdStorageUse(tx, teamId)
  const upload = await holdUpload(tx, teamId, id)
  if (!upload) throw new Error(`The upload ${id} was removed while it was being finished`)
  if (upload.result) return upload.result

  const { sizeBytes } = upload
  const storageKey = originalKey(teamId, sha256)
  const isNew = await insertOriginal(tx, { teamId, sha256, sizeBytes, storageKey, at })
  // The same file's last user may have been forgotten between the look into the storage and this lock: then finishing begins again.
  if (isNew && (await tools.storage.size(storageKey)) !== sizeBytes) throw new Error(`The original ${sha256} went away`)
  await changeStorageUse(tx, teamId, { reserved: -sizeBytes, original: isNew ? sizeBytes : 0 })
  const result =
    'kind' in received
      ? await receiveAttachment(tx, tools.jobs, { ...upload, ...received }, at)
      : await receivePanorama(tx, tools, { ...upload, ...received }, onShown, at)
  await markFinished(tx, upload, result, at)
  return result
}

async function receivePanorama(
  tx: Tx,
  tools: Tools,
  file: Parameters<typeof receiveFile>[2],
  onShown: OnShown,
  at: Date,
): Promise<UploadResult> {
  const { panoramaId, duplicate } = await receiveFile(tx, tools.jobs, file, onShown, at)
  return { kind: 'panorama', id: panoramaId, duplicate }
}
