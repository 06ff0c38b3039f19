// The bytes of uploads on their way: one file each, below one local folder. What `append` says is kept survives a power cut.
import { createHash, type Hash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isCode, makeFolder, syncFolder } from '#platform/storage/durable.ts'
import { hashFile } from './hash-file.ts'

/** At most this much, or what came in this time, is lost when the process is killed. */
const checkpointBytes = 8 * 1024 * 1024
const checkpointMs = 1000
const hashesKept = 500

export interface UploadFiles {
  /** Names this folder for good: machines that share it share the name, others have another. */
  node: string
  pathOf(id: string): string
  size(id: string): Promise<number | undefined>
  /**
   * Appends what the stream brings from `offset` on. `kept` is called with every new offset whose bytes are safe, the last time
   * before this returns or throws; when the stream breaks, what came before stays.
   */
  append(
    id: string,
    offset: number,
    stream: AsyncIterable<Buffer>,
    kept: (offset: number) => Promise<void>,
  ): Promise<number>
  sha256(id: string): Promise<string>
  remove(id: string): Promise<void>
  /** Files that nobody touched since `before`. */
  listOlder(before: Date): Promise<string[]>
}

export async function openUploadFiles(folder: string): Promise<UploadFiles> {
  await makeFolder(folder)
  const pathOf = (id: string) => join(folder, `${id}.part`)
  const hashes = new RunningHashes()
  const node = await nameFolder(folder)

  return {
    node,
    pathOf,
    size: async (id) => (await stat(pathOf(id)).catch(ignoreMissing))?.size,
    async append(id, offset, stream, kept) {
      const file = await openForAppending(pathOf(id), offset)
      const hash = hashes.take(id, offset)
      const writing = new Writing(file, offset, hash, kept)
      try {
        for await (const chunk of stream) await writing.write(chunk)
      } finally {
        await writing.checkpoint().finally(() => file.close())
        hashes.keep(id, writing.offset, hash)
      }
      return writing.offset
    },
    async sha256(id) {
      const running = hashes.take(id, (await stat(pathOf(id))).size)
      return running ? running.digest('hex') : hashFile(pathOf(id))
    },
    async remove(id) {
      hashes.forget(id)
      await rm(pathOf(id), { force: true })
    },
    async listOlder(before) {
      const ids: string[] = []
      for (const name of await readdir(folder)) {
        const found = name.endsWith('.part') && (await stat(join(folder, name)).catch(ignoreMissing))
        if (found && found.mtimeMs < before.getTime()) ids.push(name.slice(0, -'.part'.length))
      }
      return ids
    },
  }
}

/** Two processes that name a new folder at once must agree: the first link to the name's place wins. */
async function nameFolder(folder: string): Promise<string> {
  const path = join(folder, 'node')
  const known = await readFile(path, 'utf8').catch(ignoreMissing)
  if (known) return known
  const temporary = join(folder, `node.${randomUUID()}`)
  await writeFile(temporary, randomUUID(), { flag: 'wx', flush: true })
  await link(temporary, path).catch((error: unknown) => {
    if (!isCode(error, 'EEXIST')) throw error
  })
  await rm(temporary)
  await syncFolder(folder)
  return readFile(path, 'utf8')
}

/** Bytes behind `offset` were never acknowledged: they are cut off. */
async function openForAppending(path: string, offset: number): Promise<FileHandle> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const { size } = await file.stat()
    if (size !== offset) await file.truncate(offset)
    if (offset === 0) await syncFolder(join(path, '..'))
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

class Writing {
  offset: number
  readonly #file: FileHandle
  readonly #hash: Hash | undefined
  readonly #kept: (offset: number) => Promise<void>
  #safe: number
  #safeAt = Date.now()

  constructor(file: FileHandle, offset: number, hash: Hash | undefined, kept: (offset: number) => Promise<void>) {
    this.#file = file
    this.offset = offset
    this.#safe = offset
    this.#hash = hash
    this.#kept = kept
  }

  async write(chunk: Buffer): Promise<void> {
    let written = 0
    while (written < chunk.length) {
      const { bytesWritten } = await this.#file.write(chunk, written, chunk.length - written, this.offset + written)
      written += bytesWritten
    }
    this.#hash?.update(chunk)
    this.offset += chunk.length
    if (this.offset - this.#safe >= checkpointBytes || Date.now() - this.#safeAt >= checkpointMs)
      await this.checkpoint()
  }

  async checkpoint(): Promise<void> {
    if (this.offset === this.#safe) return
    const reached = this.offset
    await this.#file.sync()
    await this.#kept(reached)
    this.#safe = reached
    this.#safeAt = Date.now()
  }
}

/** Hashes of uploads that this process has seen from their first byte on, so that finishing need not read them again. */
class RunningHashes {
  readonly #hashes = new Map<string, { hash: Hash; offset: number }>()

  take(id: string, offset: number): Hash | undefined {
    const known = this.#hashes.get(id)
    this.#hashes.delete(id)
    if (known?.offset === offset) return known.hash
    return offset === 0 ? createHash('sha256') : undefined
  }

  keep(id: string, offset: number, hash: Hash | undefined): void {
    if (hash) this.#hashes.set(id, { hash, offset })
    for (const [oldest] of this.#hashes) {
      if (this.#hashes.size <= hashesKept) break
      this.#hashes.delete(oldest)
    }
  }

  forget(id: string): void {
    this.#hashes.delete(id)
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isCode(error, 'ENOENT')) throw error
}
