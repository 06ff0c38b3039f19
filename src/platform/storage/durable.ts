// Writing so that it survives a power cut: a file's bytes, then its name, then the names of the folders above it. A name that points
// at unsynced bytes must never exist. Windows can't sync folders; there the file system's own journal has to do.
import { constants } from 'node:fs'
import { copyFile, type FileHandle, mkdir, open, rename, rm, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, constants.O_RDWR)
  await file.sync().finally(() => file.close())
}

export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  await folder.sync().finally(() => folder.close())
}

/** Makes a folder and the missing ones above it, and the entries of all that were made durable. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (!first) return
  const above = dirname(first)
  for (let folder = path; folder !== above; folder = dirname(folder)) await syncFolder(dirname(folder))
}

/** Writes a new file beside its place and moves it there when it is complete. */
export async function writeDurably(temporary: string, target: string, bytes: Uint8Array): Promise<void> {
  await inNewFile(temporary, async (file) => {
    await file.writeFile(bytes)
  })
  await takePlace(temporary, target)
}

/** Moves a file that is complete to its place; copies when the place is on another device. */
export async function moveDurably(source: string, temporary: string, target: string): Promise<void> {
  await syncFile(source)
  try {
    await takePlace(source, target)
  } catch (error) {
    if (!isCode(error, 'EXDEV')) throw error
    await copyFile(source, temporary)
    await syncFile(temporary)
    await takePlace(temporary, target)
    await unlink(source)
  }
}

async function takePlace(source: string, target: string): Promise<void> {
  const folder = dirname(target)
  await makeFolder(folder)
  await rename(source, target)
  await syncFolder(folder)
}

async function inNewFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await write(file)
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

/** Is this the system's error `code`, e.g. ENOENT? */
export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
