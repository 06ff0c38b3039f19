// A file that lies on this machine already (the demo's panoramas) becomes an original and a panorama, as if a member had uploaded it.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { type OnShown, receiveFile } from './panoramas.ts'
import { insertOriginal } from './store.ts'
import { originalKey } from './upload-finish.ts'
import { changeStorageUse, holdStorageUse } from './upload-rows.ts'

export interface LocalFile {
  teamId: string
  personId: string
  tourId: string | null
  path: string
  fileName: string
}

/** Returns the panorama's id. The same file in the same tour is not made a second one. */
export async function addLocalFile(tools: Tools, file: LocalFile, onShown: OnShown): Promise<string> {
  const { teamId } = file
  const bytes = await readFile(file.path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const storageKey = originalKey(teamId, sha256)
  if ((await tools.storage.size(storageKey)) !== bytes.length) await tools.storage.putBytes(storageKey, bytes)
  return inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    await holdStorageUse(tx, teamId)
    const isNew = await insertOriginal(tx, { teamId, sha256, sizeBytes: bytes.length, storageKey, at })
    if (isNew) await changeStorageUse(tx, teamId, { original: bytes.length })
    const received = { ...file, sha256, batch: 'demo', face: undefined }
    return (await receiveFile(tx, tools.jobs, received, onShown, at)).panoramaId
  })
}
