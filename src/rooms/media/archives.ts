// Tiles out of archives, as fast as they can be had: the index of an archive is read once, hot tiles stay in memory as complete
// answers, the others cost one positioned read. An archive is named by the hash of its bytes, so nothing here ever gets stale.
// Asks no one's permission: bytes.ts does.
import { type ByteRange, readArchiveIndex } from '#imaging/archive-reader.ts'
import { createLentMemory } from '#platform/lent-memory.ts'
import { layOut, type Packed, pack } from '#platform/packed.ts'
import { type Storage, StorageMissing } from '#platform/storage/storage.ts'

/** What a tile or picture is known by: `<archive>/<name>`, and where it is stored. */
export interface Entry {
  archive: string
  name: string
  /** Storage key of the archive, or of a picture beside it. */
  key: string
  /** Lies beside the archive instead of inside it. */
  isPicture: boolean
}

export interface Archives {
  /** An entry that can be had without waiting, by its address `<archive>/<name>`. Undefined says only that it isn't at hand. */
  atHand(address: string): Packed | undefined
  get(entry: Entry): Promise<Packed | undefined>
}

export interface ArchivesOptions {
  /** Memory for hot entries. */
  tileBytes: number
  /** What every public answer's headers are, by entry name. */
  headersOf: (name: string) => Record<string, string>
}

const indexesKept = 300

interface Index {
  key: string
  ranges: Map<string, ByteRange>
}

export function createArchives(storage: Storage, { tileBytes, headersOf }: ArchivesOptions): Archives {
  const hot = new HotAnswers(tileBytes)
  const lent = createLentMemory()
  const reading = new Map<string, Promise<Index | undefined>>()
  /** Indexes by archive; the oldest goes first. */
  const indexes = new Map<string, Index>()

  function indexOf({ archive, key }: Entry): Promise<Index | undefined> {
    const known = reading.get(archive)
    if (known) return known
    const fresh = readIndex(storage, key).finally(() => reading.delete(archive))
    reading.set(archive, fresh)
    return fresh.then((index) => {
      if (index) indexes.set(archive, index)
      for (const [oldest] of indexes) {
        if (indexes.size <= indexesKept) break
        indexes.delete(oldest)
      }
      return index
    })
  }

  /**
   * Straight from the system's memory into an answer. A tile that is asked for the first time is no hot one yet: its answer lives in
   * lent memory until it has left.
   */
  function readNow(address: string): Packed | undefined {
    const slash = address.indexOf('/')
    const index = indexes.get(address.slice(0, slash))
    const name = address.slice(slash + 1)
    const range = index?.ranges.get(name)
    if (!index || !range || !storage.readNow) return undefined
    const isHot = hot.isAskedAgain(address)
    let release: (() => void) | undefined
    const packed = layOut(headersOf(name), range.length, (size) => {
      if (isHot) return Buffer.allocUnsafeSlow(size)
      const { buffer, giveBack } = lent.take(size)
      release = giveBack
      return buffer
    })
    if (!storage.readNow(index.key, range.offset, packed.body)) return undefined
    if (isHot) hot.put(address, packed)
    return { ...packed, release }
  }

  async function readTile(entry: Entry): Promise<Buffer | undefined> {
    const index = indexes.get(entry.archive) ?? (await indexOf(entry))
    const range = index?.ranges.get(entry.name)
    if (!range) return undefined
    const bytes = await storage.read(entry.key, { start: range.offset, length: range.length })
    if (bytes.length !== range.length) throw new Error(`The archive ${entry.key} is shorter than its index says`)
    return bytes
  }

  return {
    atHand(address) {
      const known = hot.get(address)
      if (known) return known
      return readNow(address)
    },
    async get(entry) {
      const address = `${entry.archive}/${entry.name}`
      const known = hot.get(address)
      if (known) return known
      const bytes = entry.isPicture ? await storage.read(entry.key).catch(ignoreMissing) : await readTile(entry)
      if (!bytes) return undefined
      const packed = pack(headersOf(entry.name), bytes)
      hot.put(address, packed)
      return packed
    },
  }
}

async function readIndex(storage: Storage, key: string): Promise<Index | undefined> {
  const sizeBytes = await storage.size(key)
  if (sizeBytes === undefined) return undefined
  return { key, ranges: await readArchiveIndex((start, length) => storage.read(key, { start, length }), sizeBytes) }
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof StorageMissing)) throw error
}

const askedOnceKept = 20_000

/** Answers by address up to a budget. What was asked for since the last look gets a second chance, so a hit costs one look-up. */
class HotAnswers {
  readonly #budget: number
  readonly #entries = new Map<string, { packed: Packed; asked: boolean }>()
  readonly #askedOnce = new Set<string>()
  #used = 0

  constructor(budget: number) {
    this.#budget = budget
  }

  /** False the first time, and always where there is no memory to keep anything. */
  isAskedAgain(address: string): boolean {
    if (this.#budget === 0) return false
    if (this.#askedOnce.delete(address)) return true
    if (this.#askedOnce.size >= askedOnceKept) this.#askedOnce.clear()
    this.#askedOnce.add(address)
    return false
  }

  get(address: string): Packed | undefined {
    const entry = this.#entries.get(address)
    if (!entry) return undefined
    entry.asked = true
    return entry.packed
  }

  put(address: string, packed: Packed): void {
    if (packed.answer.length > this.#budget / 8) return
    this.#used += packed.answer.length - (this.#entries.get(address)?.packed.answer.length ?? 0)
    this.#entries.set(address, { packed, asked: false })
    for (const [oldest, entry] of this.#entries) {
      if (this.#used <= this.#budget) break
      this.#entries.delete(oldest)
      if (entry.asked) this.#entries.set(oldest, { ...entry, asked: false })
      else this.#used -= entry.packed.answer.length
    }
  }
}
