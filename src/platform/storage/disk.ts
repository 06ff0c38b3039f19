// Storage on the local disk, below one folder: a key is a path. What it says is stored survives a power cut (durable.ts).
// Handles of files that are read in parts stay open for a while: tiles are read from the same archives again and again.
import { randomUUID } from 'node:crypto'
import { close, createReadStream, fstat, open as openFile, read as readFile, readSync } from 'node:fs'
import { mkdir, opendir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { isCode, moveDurably, syncFolder, writeDurably } from './durable.ts'
import { checkKey } from './key.ts'
import { type Storage, StorageMissing, type StoredRange } from './storage.ts'

const openHandles = 128
/** Another process may replace or erase a key; no process reads the old bytes for longer than this. */
const handleLifetimeMs = 30_000
const staleAfterMs = 24 * 3600_000
const incomingFolder = '.incoming'

export interface DiskStorage extends Storage {
  /** Deletes what writers that were killed left behind. */
  sweep(now: Date): Promise<number>
}

export async function openDiskStorage(folder: string): Promise<DiskStorage> {
  const incoming = join(folder, incomingFolder)
  await mkdir(incoming, { recursive: true })
  const handles = new HandleCache()
  const pathOf = (key: string) => join(folder, checkKey(key))
  const temporary = () => join(incoming, randomUUID())

  return {
    async putFile(key, path) {
      await moveDurably(path, temporary(), pathOf(key))
      handles.forget(pathOf(key))
    },
    async putBytes(key, bytes) {
      await writeDurably(temporary(), pathOf(key), bytes)
      handles.forget(pathOf(key))
    },
    open: (key, range) => openStream(key, pathOf(key), range),
    read: (key, range) => readPart(handles, key, pathOf(key), range),
    readNow(key, start, into) {
      const handle = handles.atHand(pathOf(key))
      if (!handle?.recent.has(start)) return false
      return readSync(handle.descriptor, into, 0, into.length, start) === into.length
    },
    async size(key) {
      const found = await stat(pathOf(key)).catch(ignoreMissing)
      return found?.isFile() ? found.size : undefined
    },
    async localFile(key) {
      if (!(await stat(pathOf(key)).catch(ignoreMissing))) throw new StorageMissing(key)
      return { path: pathOf(key), release: async () => {} }
    },
    async erase(key) {
      const path = pathOf(key)
      handles.forget(path)
      await rm(path, { force: true })
      await syncFolder(join(path, '..')).catch(ignoreMissing)
    },
    list: (prefix) => list(folder, '', prefix),
    sweep: (now) => sweep(incoming, now),
    async close() {
      handles.clear()
    },
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isCode(error, 'ENOENT') && !isCode(error, 'ENOTDIR')) throw error
  return undefined
}

function openStream(key: string, path: string, range: StoredRange | undefined): Promise<Readable> {
  const { promise, resolve, reject } = Promise.withResolvers<Readable>()
  const part = range && range.length > 0 ? { start: range.start, end: range.start + range.length - 1 } : {}
  const stream = createReadStream(path, part)
  stream.once('open', () => resolve(stream))
  stream.once('error', (error) => reject(isCode(error, 'ENOENT') ? new StorageMissing(key) : error))
  return promise
}

async function readPart(
  handles: HandleCache,
  key: string,
  path: string,
  range: StoredRange | undefined,
): Promise<Buffer> {
  const handle = await handles.use(path)
  if (!handle) throw new StorageMissing(key)
  try {
    const start = Math.min(range?.start ?? 0, handle.sizeBytes)
    const length = Math.min(range?.length ?? handle.sizeBytes, handle.sizeBytes - start)
    const bytes = await readFully(handle.descriptor, start, length)
    handle.recent.add(start)
    return bytes
  } finally {
    handle.release()
  }
}

function readFully(descriptor: number, start: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafeSlow(length)
    let filled = 0
    const next = () =>
      readFile(descriptor, buffer, filled, length - filled, start + filled, (error, count) => {
        if (error) return reject(error)
        filled += count
        if (filled === length || count === 0) return resolve(filled === length ? buffer : buffer.subarray(0, filled))
        next()
      })
    if (length === 0) resolve(buffer)
    else next()
  })
}

interface OpenHandle {
  descriptor: number
  sizeBytes: number
  openedAt: number
  users: number
  /** Where reads of this handle began: the system has these bytes in memory, so reading them again does not wait for the disk. */
  recent: Set<number>
  /** Taken out of the cache: closed as soon as nobody reads. */
  retired: boolean
  release(): void
}

/** Open files by path, the least recently used closed first, none closed while somebody reads from it. */
class HandleCache {
  readonly #handles = new Map<string, OpenHandle>()

  /** An open, fresh handle, without waiting. */
  atHand(path: string): OpenHandle | undefined {
    const known = this.#handles.get(path)
    return known && Date.now() - known.openedAt < handleLifetimeMs ? known : undefined
  }

  async use(path: string): Promise<OpenHandle | undefined> {
    const known = this.atHand(path)
    if (known) {
      this.#handles.delete(path)
      this.#handles.set(path, known)
      known.users++
      return known
    }
    const fresh = await openHandle(path)
    if (!fresh) return undefined
    this.forget(path)
    this.#handles.set(path, fresh)
    for (const [oldest] of this.#handles) {
      if (this.#handles.size <= openHandles) break
      this.forget(oldest)
    }
    return fresh
  }

  forget(path: string): void {
    const handle = this.#handles.get(path)
    if (!handle) return
    this.#handles.delete(path)
    handle.retired = true
    if (handle.users === 0) close(handle.descriptor, () => {})
  }

  clear(): void {
    for (const path of [...this.#handles.keys()]) this.forget(path)
  }
}

const openDescriptor = promisify(openFile)
const describe = promisify(fstat)

/** Opened once more when two ask at the same time; the later one stays in the cache. */
async function openHandle(path: string): Promise<OpenHandle | undefined> {
  const descriptor = await openDescriptor(path, 'r').catch(ignoreMissing)
  if (descriptor === undefined) return undefined
  const { size } = await describe(descriptor)
  const handle: OpenHandle = {
    descriptor,
    sizeBytes: size,
    openedAt: Date.now(),
    users: 1,
    recent: new Set(),
    retired: false,
    release() {
      this.users--
      if (this.retired && this.users === 0) close(this.descriptor, () => {})
    },
  }
  return handle
}

async function* list(
  folder: string,
  above: string,
  prefix: string,
): AsyncGenerator<{ key: string; sizeBytes: number; changedAt: Date }> {
  const entries = await readdir(join(folder, above), { withFileTypes: true }).catch(ignoreMissing)
  for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const key = above ? `${above}/${entry.name}` : entry.name
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory() && (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)))
      yield* list(folder, key, prefix)
    if (!entry.isFile() || !key.startsWith(prefix)) continue
    const found = await stat(join(folder, key)).catch(ignoreMissing)
    if (found) yield { key, sizeBytes: found.size, changedAt: found.mtime }
  }
}

async function sweep(incoming: string, now: Date): Promise<number> {
  let swept = 0
  for await (const entry of await opendir(incoming)) {
    const path = join(incoming, entry.name)
    const found = await stat(path).catch(ignoreMissing)
    if (!found || now.getTime() - found.mtimeMs < staleAfterMs) continue
    await rm(path, { force: true, recursive: true })
    swept++
  }
  return swept
}
