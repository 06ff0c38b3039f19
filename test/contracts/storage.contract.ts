// What every storage engine must do. Run by storage.test.ts against each engine; an engine that passes can be used.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Storage, StorageMissing } from '#platform/storage/storage.ts'

const writesInPlace = 'this S3 server (s3rver) writes in place; run the suite with S3_ENDPOINT against a real one'

export interface StorageUnderTest {
  storage: Storage
  close(): Promise<void>
}

/** `writesWhole: false` for a test server that writes objects in place, so that what readers see meanwhile proves nothing. */
export function storageContract(
  name: string,
  open: () => Promise<StorageUnderTest>,
  { writesWhole = true }: { writesWhole?: boolean } = {},
): void {
  describe(`storage on ${name}`, () => {
    let opened: StorageUnderTest
    let folder = ''
    const newKey = (ending = '.bin') => `contract/${randomUUID()}${ending}`
    const newFile = async (bytes: Uint8Array) => {
      const path = join(folder, randomUUID())
      await writeFile(path, bytes)
      return path
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'panoqor-contract-'))
      opened = await open()
    })
    afterAll(async () => {
      await opened.storage.close()
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    })

    it('keeps nobody waiting for readers who have stopped reading', async () => {
      const [film, other] = [newKey(), newKey()]
      await opened.storage.putBytes(film, Buffer.alloc(4_000_000))
      await opened.storage.putBytes(other, Buffer.from('here'))
      const stalled: Readable[] = []
      for (let reader = 0; reader < 60; reader++) stalled.push(await opened.storage.open(film))
      expect((await opened.storage.read(other)).toString()).toBe('here')
      for (const stream of stalled) stream.destroy()
    })

    it('gives back exactly the bytes of a file and takes the file over', async () => {
      const [key, bytes] = [newKey('.jpg'), randomBytes(300_001)]
      const path = await newFile(bytes)
      await opened.storage.putFile(key, path)

      expect(await opened.storage.size(key)).toBe(bytes.length)
      expect((await opened.storage.read(key)).equals(bytes)).toBe(true)
      expect((await collect(await opened.storage.open(key))).equals(bytes)).toBe(true)
      expect(existsSync(path)).toBe(false)
    })

    it('gives back exactly the bytes that were handed over, also none', async () => {
      for (const bytes of [randomBytes(5), Buffer.alloc(0)]) {
        const key = newKey()
        await opened.storage.putBytes(key, bytes)
        expect((await opened.storage.read(key)).equals(bytes)).toBe(true)
        expect(await opened.storage.size(key)).toBe(bytes.length)
      }
    })

    it('stores a file that is larger than one request', { timeout: 120_000 }, async () => {
      const [key, bytes] = [newKey(), randomBytes(70 * 1024 * 1024)]
      await opened.storage.putFile(key, await newFile(bytes))
      const back = await opened.storage.read(key)
      expect(sha256(back)).toBe(sha256(bytes))
      const seam = { start: 32 * 1024 * 1024 - 2, length: 4 }
      expect((await opened.storage.read(key, seam)).equals(bytes.subarray(seam.start, seam.start + 4))).toBe(true)
    })

    it('reads a part: inside, over the end, behind the end, nothing', async () => {
      const [key, bytes] = [newKey(), Buffer.from('0123456789')]
      await opened.storage.putBytes(key, bytes)
      const cases = [
        { start: 0, length: 1, found: '0' },
        { start: 3, length: 4, found: '3456' },
        { start: 8, length: 100, found: '89' },
        { start: 10, length: 5, found: '' },
        { start: 500, length: 5, found: '' },
        { start: 2, length: 0, found: '' },
      ]
      for (const { start, length, found } of cases)
        expect((await opened.storage.read(key, { start, length })).toString()).toBe(found)
      expect((await collect(await opened.storage.open(key, { start: 3, length: 4 }))).toString()).toBe('3456')
    })

    it('says of what is not there that it is not there', async () => {
      const key = newKey()
      await expect(opened.storage.read(key)).rejects.toBeInstanceOf(StorageMissing)
      await expect(opened.storage.read(key, { start: 0, length: 4 })).rejects.toBeInstanceOf(StorageMissing)
      await expect(opened.storage.open(key)).rejects.toBeInstanceOf(StorageMissing)
      await expect(opened.storage.localFile(key)).rejects.toBeInstanceOf(StorageMissing)
      expect(await opened.storage.size(key)).toBeUndefined()
    })

    it('replaces a key whole: readers see the old bytes or the new ones', async ({ skip }) => {
      skip(!writesWhole, writesInPlace)
      const key = newKey()
      const versions = [1, 2, 3, 4, 5, 6].map((fill) => Buffer.alloc(200_000, fill))
      await opened.storage.putBytes(key, versions[0] ?? Buffer.alloc(0))
      let writing = true
      const reading = (async () => {
        let mixed = 0
        while (writing) {
          const seen = await opened.storage.read(key)
          if (seen.length !== 200_000 || seen[0] !== seen[199_999]) mixed++
        }
        return mixed
      })()
      for (const version of versions) await opened.storage.putBytes(key, version)
      writing = false

      expect(await reading).toBe(0)
      expect((await opened.storage.read(key))[0]).toBe(6)
    })

    it('shows nothing of a file before all of it is there', async ({ skip }) => {
      skip(!writesWhole, writesInPlace)
      const [key, bytes] = [newKey(), randomBytes(40 * 1024 * 1024)]
      const path = await newFile(bytes)
      const storing = opened.storage.putFile(key, path).then(() => true)
      const sizes = new Set<number | undefined>()
      while (!(await Promise.race([storing, pause(1)]))) sizes.add(await opened.storage.size(key))
      sizes.delete(undefined)
      expect([...sizes].every((size) => size === bytes.length)).toBe(true)
      expect(await opened.storage.size(key)).toBe(bytes.length)
    })

    it('lends a local file with the bytes', async () => {
      const [key, bytes] = [newKey(), randomBytes(5000)]
      await opened.storage.putBytes(key, bytes)
      const lent = await opened.storage.localFile(key)
      expect((await readFile(lent.path)).equals(bytes)).toBe(true)
      await lent.release()
      expect((await opened.storage.read(key)).equals(bytes)).toBe(true)
    })

    it('erases, and erasing nothing is success', async () => {
      const key = newKey()
      await opened.storage.putBytes(key, randomBytes(10))
      await opened.storage.read(key, { start: 0, length: 2 })
      await opened.storage.erase(key)
      await opened.storage.erase(key)
      expect(await opened.storage.size(key)).toBeUndefined()
      await expect(opened.storage.read(key, { start: 0, length: 2 })).rejects.toBeInstanceOf(StorageMissing)
    })

    it('lists what begins with a prefix, with sizes', async () => {
      const base = `list/${randomUUID()}`
      for (const name of ['a/1', 'a/2', 'ab', 'b/3'])
        await opened.storage.putBytes(`${base}/${name}`, Buffer.from(name))
      const listed = async (prefix: string) => {
        const found: string[] = []
        for await (const entry of opened.storage.list(prefix)) found.push(`${entry.key} ${entry.sizeBytes}`)
        return found.map((line) => line.slice(base.length + 1))
      }
      expect(await listed(`${base}/`)).toEqual(['a/1 3', 'a/2 3', 'ab 2', 'b/3 3'])
      expect(await listed(`${base}/a/`)).toEqual(['a/1 3', 'a/2 3'])
      expect(await listed(`${base}/none`)).toEqual([])
    })

    it('refuses keys that are not ours to make', async () => {
      for (const key of ['../x', 'a/../b', '/etc/passwd', 'A', 'a//b', '.incoming/x', 'a b', ''])
        await expect(Promise.resolve().then(() => opened.storage.putBytes(key, Buffer.from('x')))).rejects.toThrow(
          /storage key/,
        )
    })
  })
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pause = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms))
