import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDiskStorage } from '#platform/storage/disk.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { smallArchive } from '#test/support/small-archive.ts'
import { createArchives } from './archives.ts'

const key = 'archives/team/one.zip'
let folder: string
let storage: Storage
let bytes: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-archives-'))
  storage = await openDiskStorage(folder)
  bytes = (await smallArchive(crypto.randomUUID(), undefined)).bytes
  await storage.putBytes(key, bytes)
})
afterAll(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const options = { tileBytes: 64 * 1024 * 1024, headersOf: () => ({ 'content-type': 'image/jpeg' }) }
const tile = (name: string, archiveKey = key) => ({ archive: archiveKey, name, key: archiveKey, isPicture: false })
/** Archives are addressed by their hash, which has no slash in it; here by a short name. */
const plain = (name: string) => ({ ...tile(name), archive: 'one' })

/** Counts what is asked of the storage; without the shortcut of the disk. */
function counted(): { storage: Storage; reads: () => number } {
  let reads = 0
  const read: Storage['read'] = (...asked) => {
    reads++
    return storage.read(...asked)
  }
  return { storage: { ...storage, read, readNow: undefined }, reads: () => reads }
}

it('gives a tile as it lies in the archive, and from memory the second time', async () => {
  const { storage: watched, reads } = counted()
  const archives = createArchives(watched, options)
  expect(archives.atHand('one/1/f0_0.jpg')).toBeUndefined()
  const first = await archives.get(plain('1/f0_0.jpg'))
  expect(first && bytes.includes(first.body)).toBe(true)
  const before = reads()
  expect(archives.atHand('one/1/f0_0.jpg')).toBe(first)
  await archives.get(plain('1/r0_0.jpg'))
  expect(reads()).toBe(before + 1) // the index is known: one read for one tile
})

it('has a tile that it could not keep at hand all the same when the disk read it a moment ago', async () => {
  const archives = createArchives(storage, { ...options, tileBytes: 0 })
  expect(archives.atHand('one/1/d0_0.jpg')).toBeUndefined()
  await archives.get(plain('1/d0_0.jpg'))
  const again = archives.atHand('one/1/d0_0.jpg')
  expect(again && bytes.includes(again.body)).toBe(true)
})

it('knows of no tile that is not there, and of no archive that is not there', async () => {
  const archives = createArchives(storage, options)
  expect(await archives.get(plain('7/f0_0.jpg'))).toBeUndefined()
  expect(archives.atHand('one/7/f0_0.jpg')).toBeUndefined()
  expect(await archives.get(tile('1/f0_0.jpg', 'archives/team/none.zip'))).toBeUndefined()
  const picture = { archive: 'none', name: 'thumbnail.webp', key: 'archives/team/none/thumbnail.webp', isPicture: true }
  expect(await archives.get(picture)).toBeUndefined()
})

it('finds an archive that was stored after it had been asked for', async () => {
  const archives = createArchives(storage, options)
  const late = tile('1/f0_0.jpg', 'archives/team/late.zip')
  expect(await archives.get(late)).toBeUndefined()
  await storage.putBytes(late.key, bytes)
  expect(await archives.get(late)).toBeDefined()
})

it('keeps no more than its budget, and rather what was asked for again', async () => {
  const { storage: watched } = counted()
  const size = (await createArchives(watched, options).get(plain('1/f0_0.jpg')))?.answer.length ?? 0
  const archives = createArchives(watched, { ...options, tileBytes: size * 8 + 100 })
  const names = ['f', 'r', 'b', 'l', 'u', 'd'].map((face) => `1/${face}0_0.jpg`)
  for (let copy = 0; copy < 2; copy++)
    for (const name of names) {
      await archives.get({ ...plain(name), archive: `copy${copy}` })
      archives.atHand('copy0/1/f0_0.jpg')
    }
  const kept = [0, 1].flatMap((copy) => names.filter((name) => archives.atHand(`copy${copy}/${name}`)))
  expect(kept.length).toBeLessThanOrEqual(8)
  expect(archives.atHand('copy0/1/f0_0.jpg')).toBeDefined()
})

it('says so when an archive is cut short or no archive at all', async () => {
  await storage.putBytes('archives/team/cut.zip', bytes.subarray(0, bytes.length - 9))
  await storage.putBytes('archives/team/text.zip', Buffer.from('not a zip'))
  const archives = createArchives(storage, options)
  for (const name of ['cut', 'text'])
    await expect(archives.get(tile('1/f0_0.jpg', `archives/team/${name}.zip`))).rejects.toThrow(/archive/i)
})
