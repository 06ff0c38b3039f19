// Takes private parts out of a copy of a file without moving anything else: what remains keeps its place.
import { constants, copyFile, open } from 'node:fs/promises'
import { AttachmentRefusal } from '../refusal.ts'

/** Bytes to write, inside the file, at a position; what is to be blank is `zeros` long after them. */
export interface Patch {
  position: number
  bytes?: Buffer
  zeros?: number
}

const blank = Buffer.alloc(1024 * 1024)

export async function copyWithPatches(source: string, target: string, patches: Patch[]): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE)
  const file = await open(target, 'r+')
  try {
    const { size } = await file.stat()
    if (patches.some(({ position, bytes, zeros = 0 }) => position + (bytes?.length ?? 0) + zeros > size))
      throw new AttachmentRefusal('damaged')
    for (const { position, bytes = Buffer.alloc(0), zeros = 0 } of patches) {
      if (bytes.length > 0) await file.write(bytes, 0, bytes.length, position)
      for (let done = 0; done < zeros; done += blank.length)
        await file.write(blank, 0, Math.min(blank.length, zeros - done), position + bytes.length + done)
    }
  } finally {
    await file.close()
  }
}
