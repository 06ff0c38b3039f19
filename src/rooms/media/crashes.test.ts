// The imaging process dies, the line to a browser stays open, storage is far away: the work goes on or ends with a reason.
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listenToTeam } from '#test/support/events.ts'
import { panoramaJpeg } from '#test/support/photos.ts'
import { startS3Server } from '#test/support/s3-server.ts'
import { beginPatch, createdUrl, randomFile, sha256Of, uploadFile } from '#test/support/tus.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { outagePauseMs } from './job-rules.ts'

const patience = { timeout: 50_000, interval: 50 }
let world: World
let origin: string

beforeAll(async () => {
  world = await openWorld()
  origin = await world.listen()
  await world.startWorker()
})
afterAll(() => world.close())

const send = (member: TestMember, bytes: Buffer, at = origin) =>
  uploadFile({ origin: at, teamId: member.teamId, cookie: member.cookie }, bytes)

const stateOf = async (member: TestMember, id: string) =>
  (await member.get(`/api/teams/${member.teamId}/panoramas/${id}`)).body.state

/** Ids of this process's imaging children (Linux). */
function imagingProcesses(): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.map(Number).filter((id) => {
    try {
      const parent = Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      return parent === process.pid && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('imaging/child')
    } catch {
      return false
    }
  })
}

const needsProc = 'finds and kills processes through /proc, which only Linux has'
const killImaging = () => imagingProcesses().map((id) => process.kill(id, 'SIGKILL')).length

it('a photo is tried again when the imaging died under it', async ({ skip }) => {
  skip(process.platform !== 'linux', needsProc)
  const member = await world.newMember()
  const { panoramaId } = await send(member, await panoramaJpeg(8192))
  await expect.poll(() => stateOf(member, panoramaId), { ...patience, interval: 10 }).toBe('working')
  await expect.poll(killImaging, { ...patience, interval: 10 }).toBeGreaterThan(0)
  await expect.poll(() => stateOf(member, panoramaId), patience).toBe('ready')
  const row = await world.db.selectFrom('panorama').selectAll().where('id', '=', panoramaId).executeTakeFirst()
  expect(row).toMatchObject({ failures: 1, last_error: null })
})

it('a photo that always kills the imaging is given up; the next one is not', async ({ skip }) => {
  skip(process.platform !== 'linux', needsProc)
  const member = await world.newMember()
  const poison = await send(member, await panoramaJpeg(8192))
  const next = await send(member, await panoramaJpeg(1024))
  const killing = setInterval(async () => {
    if ((await stateOf(member, poison.panoramaId)) === 'working') killImaging()
  }, 30)
  await expect.poll(() => stateOf(member, poison.panoramaId), patience).toBe('refused')
  clearInterval(killing)
  const { body } = await member.get(`/api/teams/${member.teamId}/panoramas/${poison.panoramaId}`)
  expect(body.refusal.code).toBe('media.failed_repeatedly')
  await expect.poll(() => stateOf(member, next.panoramaId), patience).toBe('ready')
})

it('a team hears its own news only, and the house can close while it listens', async () => {
  const other = await openWorld()
  const at = await other.listen()
  const [mine, theirs] = [await other.newMember(), await other.newMember()]
  const line = await listenToTeam(at, mine.teamId, mine.cookie)
  await expect(listenToTeam(at, mine.teamId, theirs.cookie)).rejects.toThrow('404')
  await send(theirs, randomFile(10), at)
  const { panoramaId } = await send(mine, randomFile(10), at)
  await expect.poll(() => line.heard.map(({ data }) => data.panoramaId)).toEqual([panoramaId])
  await other.close()
})

it.each([
  ['a full disk while the results are stored', 'putFile', 'ENOSPC'],
  ['a storage that went away before the original was read', 'localFile', 'EROFS'],
] as const)('%s condemns no photo: it waits and goes on', async (_, verb, code) => {
  const member = await world.newMember()
  const { storage } = world.tools
  const { [verb]: works, putFile } = storage
  let refusals = 0
  const failing = async (key: string, path: string) => {
    if (verb === 'putFile' && key.startsWith('originals/')) return putFile.call(storage, key, path)
    refusals++
    throw Object.assign(new Error('out'), { code })
  }
  Object.assign(storage, { [verb]: failing })
  const sent = await send(member, await panoramaJpeg(1026))
  await expect.poll(() => refusals, patience).toBeGreaterThan(0)
  Object.assign(storage, { [verb]: works })
  await expect.poll(() => stateOf(member, sent.panoramaId), patience).toBe('ready')
  const row = await world.db.selectFrom('panorama').selectAll().where('id', '=', sent.panoramaId).executeTakeFirst()
  // Only the start that succeeded counts.
  expect(row).toMatchObject({ failures: 0, attempts: 1 })
})

it('pauses during an outage grow to minutes', () => {
  expect([0, 1, 5, 30].map(outagePauseMs)).toEqual([2000, 4000, 64_000, 300_000])
})

it('a HEAD for the live line is answered at once', async () => {
  const member = await world.newMember()
  const url = `${origin}/api/teams/${member.teamId}/events`
  const answer = await fetch(url, { method: 'HEAD', headers: { cookie: member.cookie } })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
})

it('the house closes while files are being uploaded, and keeps what came', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-closing-'))
  const closing = await openWorld({ env: { PANOQOR_DATA: folder } })
  const place = { origin: await closing.listen(), ...(await closing.newMember()) }
  const url = await createdUrl(place, 2_000_000)
  const socket = await beginPatch(place, url, 2_000_000, randomFile(1_000_000))
  await pause(200)
  await closing.close()
  socket.destroy()
  const file = (await readdir(join(folder, 'uploads'))).find((name) => name.endsWith('.part')) ?? ''
  expect((await stat(join(folder, 'uploads', file))).size).toBe(1_000_000)
  await rm(folder, { recursive: true, force: true })
})

it('everything works the same with S3 as storage', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-s3-'))
  const { settings, close } = await startS3Server(folder)
  const env = {
    S3_ENDPOINT: settings.endpoint ?? '',
    S3_BUCKET: settings.bucket,
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  }
  const far = await openWorld({ env })
  const at = await far.listen()
  await far.startWorker()
  const member = await far.newMember()
  const photo = await panoramaJpeg(1024)
  const { panoramaId } = await send(member, photo, at)
  await expect.poll(() => stateOf(member, panoramaId), patience).toBe('ready')

  const { body } = await member.get(`/api/teams/${member.teamId}/panoramas/${panoramaId}`)
  expect((await member.get(`${body.source.tilesUrl}1/f0_0.jpg`)).status).toBe(200)
  expect((await member.get(body.thumbnailUrl)).status).toBe(200)
  const original = await far.tools.storage.read(`originals/${member.teamId}/${sha256Of(photo)}`)
  expect(sha256Of(original)).toBe(sha256Of(photo))
  await far.close()
  await close()
  await rm(folder, { recursive: true, force: true })
})
