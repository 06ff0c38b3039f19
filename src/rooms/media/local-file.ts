// A file of this machine becomes a panorama or an attachment of a team, as if it had been uploaded: for seeding and imports. The file stays.
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { recognise } from '#imaging/attachments/recognise.ts'
import { faceOfSet } from '#imaging/face-file.ts'
import { inTransaction, type Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Tools } from '#platform/tools.ts'
import { receiveAttachment } from './attachments.ts'
import { hashFile } from './hash-file.ts'
import { originalKey } from './original-key.ts'
import { type OnShown, receiveFile } from './panoramas.ts'
import { insertOriginal } from './source-rows.ts'
import { changeStorageUse, holdStorageUse } from './upload-rows.ts'

export interface LocalFile {
  teamId: string
  personId: string
  tourId: string | null
  path: string
  fileName: string
}

/** Returns the panorama's id; the same file added twice is the same panorama. */
export async function addLocalFile(tools: Tools, file: LocalFile, onShown: OnShown): Promise<string> {
  const { path, fileName } = file
  const face = await faceOfSet(path, fileName)
  return keepOriginal(tools, file, async (tx, sha256, at) => {
    const received = { ...file, batch: '', sha256, face }
    return (await receiveFile(tx, tools.jobs, received, onShown, at)).panoramaId
  })
}

/** Returns the attachment's id; the same file added twice is the same attachment. */
export async function addLocalAttachment(tools: Tools, file: Omit<LocalFile, 'tourId'>): Promise<string> {
  const kind = await recognise(file.path, file.fileName)
  return keepOriginal(tools, file, async (tx, sha256, at) => {
    return (await receiveAttachment(tx, tools.jobs, { ...file, sha256, kind }, at)).id
  })
}

type Receive = (tx: Tx, sha256: string, at: Date) => Promise<string>

async function keepOriginal(tools: Tools, { teamId, path }: Omit<LocalFile, 'tourId'>, receive: Receive) {
  const sha256 = await hashFile(path)
  const { size: sizeBytes } = await stat(path)
  const storageKey = originalKey(teamId, sha256)
  if ((await tools.storage.size(storageKey)) !== sizeBytes) await store(tools, path, storageKey)
  return inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    await holdStorageUse(tx, teamId)
    const isNew = await insertOriginal(tx, { teamId, sha256, sizeBytes, storageKey, at })
    if (isNew) await changeStorageUse(tx, teamId, { original: sizeBytes })
    return receive(tx, sha256, at)
  })
}

async function store({ config, storage }: Tools, path: string, key: string): Promise<void> {
  const folder = join(config.dataFolder, 'uploads')
  const copy = join(folder, `${newId()}.part`)
  await mkdir(folder, { recursive: true })
  try {
    await copyFile(path, copy)
    await storage.putFile(key, copy)
  } finally {
    await rm(copy, { force: true })
  }
}
