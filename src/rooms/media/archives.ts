// Tiles out of archives, as fast as they can be had: the index of an archive is read once, hot tiles stay in memory, the others
// cost one positioned read. Archives never change under their key, so nothing here ever gets stale. Asks no one's permission.
import { type ByteRange, readArchiveIndex } from '#imaging/archive-reader.ts'
import { type Storage, StorageMissing } from '#platform/storage/storage.ts'

export interface Archives {
  /** A tile that is in memory, at once. Undefined says only that it isn't at hand. */
  cachedTile(key: string, name: string): Buffer | undefined
  tile(key: string, name: string): Promise<Buffer | undefined>
  /** The same for small files that lie beside the archives. */
  cachedFile(key: string): Buffer | undefined
  file(key: string): Promise<Buffer | undefined>
}

export interface ArchivesOptions {
  /** Memory for hot tiles. */
  tileBytes?: number
  /** Archives whose index is kept; one of an 8K panorama takes about 20 KB. */
  indexes?: number
}

const largestFileBytes = 4 * 1024 * 1024

export function createArchives(storage: Storage, options: ArchivesOptions = {}): Archives {
  const { tileBytes = 64 * 1024 * 1024, indexes: indexesKept = 300 } = options
  const hot = new HotBytes(tileBytes)
  const indexes = new Map<string, Promise<Map<string, ByteRange> | undefined>>()

  function indexOf(key: string): Promise<Map<string, ByteRange> | undefined> {
    const known = indexes.get(key)
    if (known) {
      indexes.delete(key)
      indexes.set(key, known)
      return known
    }
    const reading = readIndex(storage, key)
    indexes.set(key, reading)
    reading.then(
      (index) => index ?? indexes.delete(key),
      () => indexes.delete(key),
    )
    for (const [oldest] of indexes) {
      if (indexes.size <= indexesKept) break
      indexes.delete(oldest)
    }
    return reading
  }

  return {
    cachedTile: (key, name) => hot.get(`${key}/${name}`),
    async tile(key, name) {
      const address = `${key}/${name}`
      const range = (await indexOf(key))?.get(name)
      if (!range) return undefined
      const bytes = await storage.read(key, { start: range.offset, length: range.length })
      if (bytes.length !== range.length) throw new Error(`The archive ${key} is shorter than its index says`)
      hot.put(address, bytes)
      return bytes
    },
    cachedFile: (key) => hot.get(key),
    async file(key) {
      const bytes = await storage.read(key).catch(ignoreMissing)
      if (bytes && bytes.length <= largestFileBytes) hot.put(key, bytes)
      return bytes
    },
  }
}

async function readIndex(storage: Storage, key: string): Promise<Map<string, ByteRange> | undefined> {
  const sizeBytes = await storage.size(key)
  if (sizeBytes === undefined) return undefined
  return readArchiveIndex((start, length) => storage.read(key, { start, length }), sizeBytes)
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof StorageMissing)) throw error
}

/** Bytes by address up to a budget; what was not asked for the longest goes first. A Map remembers the order. */
class HotBytes {
  readonly #budget: number
  readonly #entries = new Map<string, Buffer>()
  #used = 0

  constructor(budget: number) {
    this.#budget = budget
  }

  get(address: string): Buffer | undefined {
    const bytes = this.#entries.get(address)
    if (bytes) {
      this.#entries.delete(address)
      this.#entries.set(address, bytes)
    }
    return bytes
  }

  put(address: string, bytes: Buffer): void {
    this.#used += bytes.length - (this.#entries.get(address)?.length ?? 0)
    this.#entries.set(address, bytes)
    for (const [oldest, old] of this.#entries) {
      if (this.#used <= this.#budget) break
      this.#entries.delete(oldest)
      this.#used -= old.length
    }
  }
}
