// What survives when the whole server is killed in the middle: nothing that was answered is lost, and the work goes on.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { type Db, inTransaction, openDb, openPool } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { openStorage } from '#platform/storage/open.ts'
import { addPerson } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { foundTeam } from '#rooms/teams/teams.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { panoramaJpeg } from '#test/support/photos.ts'
import { randomFile, sha256Of, type UploadPlace, uploadFile } from '#test/support/tus.ts'

let database: TestDatabase
let pool: pg.Pool
let db: Db
let folder: string
let port: number
const started = new Set<ChildProcess>()

beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool(database.connection, () => {})
  db = openDb(pool)
  folder = await mkdtemp(join(tmpdir(), 'panoqor-survival-'))
  port = await freePort()
})
afterEach(async () => {
  for (const house of [...started]) await kill(house)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function startHouse({ worker }: { worker: boolean }): Promise<ChildProcess> {
  const env = { PANOQOR_DATA: folder, PORT: String(port) }
  const argument = JSON.stringify({ connection: database.connection, env, worker })
  const program = join(import.meta.dirname, '../../../test/support/house-process.ts')
  const house = spawn(process.execPath, [program, argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.add(house)
  await new Promise((resolve, reject) => {
    house.stdout.once('data', resolve)
    house.once('exit', (code) => reject(new Error(`The house ended with ${code}`)))
  })
  return house
}

async function kill(house: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => house.once('exit', resolve))
  house.kill('SIGKILL')
  await gone
  started.delete(house)
}

async function newPlace(): Promise<UploadPlace> {
  return inTransaction(db, async (tx) => {
    const now = new Date()
    const email = `${newId()}@example.kz`
    const address = { shown: email, canonical: email }
    const personId = await addPerson(tx, { address, name: 'Данияр', language: 'ru', passwordHash: '-' }, now)
    const teamId = await foundTeam(tx, 'Шаңырақ', personId, now)
    const cookie = (await openSession(tx, personId, { userAgent: 'test', secure: false, now })).split(';')[0] ?? ''
    return { origin: `http://127.0.0.1:${port}`, teamId, cookie }
  })
}

const idIn = (url: string) => url.split('/').at(-1) ?? ''

async function offsetInRow(id: string): Promise<number> {
  const row = await db.selectFrom('upload').select('offset_bytes').where('id', '=', id).executeTakeFirst()
  return Number(row?.offset_bytes)
}

const rowsOf = (teamId: string) => db.selectFrom('panorama').selectAll().where('team_id', '=', teamId).execute()

it('an upload goes on after the server was killed in the middle of it, several times', {
  timeout: 120_000,
}, async () => {
  const place = await newPlace()
  const bytes = randomFile(40 * 1024 * 1024)
  let house = await startHouse({ worker: false })
  let acknowledged = 0
  let id = ''
  const options = {
    chunkSize: 1024 * 1024,
    retryDelays: Array.from({ length: 100 }, () => 200),
    onChunkComplete: (_: number, accepted: number) => {
      acknowledged = accepted
    },
  }
  const finished = uploadFile(place, bytes, options, (url) => {
    id = idIn(url)
  })
  for (const share of [0.2, 0.5, 0.8]) {
    await expect.poll(() => acknowledged, { timeout: 30_000, interval: 5 }).toBeGreaterThan(share * bytes.length)
    const confirmed = acknowledged
    await kill(house)
    expect(await offsetInRow(id)).toBeGreaterThanOrEqual(confirmed)
    house = await startHouse({ worker: false })
  }
  const { panoramaId } = await finished
  expect((await rowsOf(place.teamId)).map((row) => row.id)).toEqual([panoramaId])
  const storage = await openStorage(readConfig({ PANOQOR_DATA: folder }, ''))
  expect(sha256Of(await storage.read(`originals/${place.teamId}/${sha256Of(bytes)}`))).toBe(sha256Of(bytes))
  await storage.close()
})

it('keeps what one long request had brought when the server was killed', { timeout: 60_000 }, async () => {
  const place = await newPlace()
  const bytes = randomFile(64 * 1024 * 1024)
  let house = await startHouse({ worker: false })
  let id = ''
  let sent = 0
  const options = {
    retryDelays: Array.from({ length: 100 }, () => 200),
    onProgress: (count: number) => {
      sent = count
    },
  }
  const finished = uploadFile(place, bytes, options, (url) => {
    id = idIn(url)
  })
  await expect.poll(() => sent, { interval: 1, timeout: 20_000 }).toBeGreaterThan(24 * 1024 * 1024)
  await kill(house)
  expect(await offsetInRow(id)).toBeGreaterThan(0)
  house = await startHouse({ worker: false })
  await finished
  const files = await readdir(join(folder, 'storage/originals', place.teamId))
  expect(files).toEqual([sha256Of(bytes)])
})

it('an upload that was complete when the server was killed becomes a panorama at the next start', async () => {
  const place = await newPlace()
  const bytes = randomFile(100_000)
  let house = await startHouse({ worker: false })
  const { url } = await uploadFile(place, bytes)
  // As if it had been killed after the last byte was safe and before anything else happened.
  const id = idIn(url)
  const storage = await openStorage(readConfig({ PANOQOR_DATA: folder }, ''))
  const lent = await storage.localFile(`originals/${place.teamId}/${sha256Of(bytes)}`)
  await kill(house)
  await inTransaction(db, async (tx) => {
    await tx.deleteFrom('panorama').where('team_id', '=', place.teamId).execute()
    await tx.deleteFrom('original').where('team_id', '=', place.teamId).execute()
    const unfinished = { finished_at: null, panorama_id: null, sha256: null }
    await tx.updateTable('upload').set(unfinished).where('id', '=', id).execute()
    const use = { original_bytes: 0, reserved_bytes: bytes.length }
    await tx.updateTable('storage_use').set(use).where('team_id', '=', place.teamId).execute()
  })
  await rename(lent.path, join(folder, 'uploads', `${id}.part`))
  await storage.close()

  house = await startHouse({ worker: false })
  await expect.poll(async () => (await rowsOf(place.teamId)).length, { timeout: 10_000 }).toBe(1)
  const use = await db.selectFrom('storage_use').selectAll().where('team_id', '=', place.teamId).executeTakeFirst()
  expect(use).toMatchObject({ original_bytes: String(bytes.length), reserved_bytes: '0' })
})

it('panoramas that were being tiled when the server was killed are ready after the next start', {
  timeout: 120_000,
}, async () => {
  const place = await newPlace()
  let house = await startHouse({ worker: true })
  for (const widthPx of [8192, 1024]) await uploadFile(place, await panoramaJpeg(widthPx))
  const states = async () => (await rowsOf(place.teamId)).map((row) => row.state)
  for (let times = 0; times < 2; times++) {
    await expect.poll(states, { timeout: 30_000, interval: 10 }).toContain('working')
    await pause(300)
    await kill(house)
    house = await startHouse({ worker: true })
  }
  await expect.poll(states, { timeout: 60_000 }).toEqual(['ready', 'ready'])
  const [own, ...others] = await readdir(join(folder, 'work'))
  expect(others).toEqual([])
  expect(await readdir(join(folder, 'work', own ?? ''))).toEqual([])
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
