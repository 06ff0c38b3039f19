import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  beginPatch,
  create,
  createdUrl,
  offsetOf,
  patch,
  randomFile,
  sha256Of,
  terminate,
  type UploadPlace,
  uploadFile,
  uploadsOf,
} from '#test/support/tus.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { openUploads } from './uploads.ts'

const megabyte = 1024 * 1024
const quotaBytes = 40 * megabyte
let world: World
let origin: string

beforeAll(async () => {
  world = await openWorld({ env: { TEAM_QUOTA_BYTES: String(quotaBytes), MAX_UPLOAD_BYTES: String(30 * megabyte) } })
  origin = await world.listen()
})
afterAll(() => world.close())

async function newPlace(member?: TestMember): Promise<UploadPlace & { member: TestMember }> {
  const owner = member ?? (await world.newMember())
  return { origin, teamId: owner.teamId, cookie: owner.cookie, member: owner }
}

const stored = async (teamId: string, bytes: Buffer) =>
  sha256Of(await world.tools.storage.read(`originals/${teamId}/${sha256Of(bytes)}`))

const files = async () => {
  const names = await readdir(join(world.tools.config.dataFolder, 'uploads'))
  return names.filter((name) => name.endsWith('.part'))
}

const useOf = async ({ member }: { member: TestMember }) =>
  (await member.get(`/api/teams/${member.teamId}/storage-use`)).body

describe('an upload', () => {
  it('becomes an original and a panorama in the queue, with history', async () => {
    const place = await newPlace()
    const bytes = randomFile(3 * megabyte + 17)
    const { panoramaId } = await uploadFile(place, bytes, { metadata: { filename: 'Қонақ бөлме.jpg', batch: 'b1' } })

    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
    const { body } = await place.member.get(`/api/teams/${place.teamId}/panoramas/${panoramaId}`)
    expect(body).toMatchObject({ state: 'queued', fileName: 'Қонақ бөлме.jpg', batch: 'b1', tourId: null })
    expect(await useOf(place)).toMatchObject({ usedBytes: bytes.length, reservedBytes: 0, quotaBytes })
    expect(await world.history(place.teamId)).toContain('panorama.received')
    expect(await files()).toEqual([])
  })

  it('arrives in many requests too', async () => {
    const place = await newPlace()
    const bytes = randomFile(2 * megabyte + 1)
    await uploadFile(place, bytes, { chunkSize: 300_000 })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })

  it('may bring its first bytes with its creation, and needs no metadata', async () => {
    const place = await newPlace()
    const bytes = randomFile(200_000)
    await uploadFile(place, bytes, { uploadDataDuringCreation: true, metadata: {} })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
    expect((await create(place, 10, { 'upload-metadata': '' })).status).toBe(201)
    expect((await create(place, 10, { 'upload-metadata': 'plain' })).status).toBe(201)
  })

  it('may be empty', async () => {
    const place = await newPlace()
    const answer = await create(place, 0)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('panorama-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('keeps what came before the connection was cut; a new client goes on from there', async () => {
    const place = await newPlace()
    const bytes = randomFile(6 * megabyte)
    const url = await createdUrl(place, bytes.length)
    const socket = await beginPatch(place, url, bytes.length, bytes.subarray(0, 4 * megabyte))
    await pause(300)
    socket.destroy()

    await expect.poll(() => offsetOf(place, url)).toBe(4 * megabyte)
    await uploadFile(place, bytes, { uploadUrl: url })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })

  it('goes on when the client only fell silent: whoever comes next takes its place', async () => {
    const place = await newPlace()
    const bytes = randomFile(2 * megabyte)
    const url = await createdUrl(place, bytes.length)
    const silent = await beginPatch(place, url, bytes.length, bytes.subarray(0, megabyte))
    await pause(2300)
    const { url: finished } = await uploadFile(place, bytes, { uploadUrl: url })
    silent.destroy()

    expect(finished).toBe(url)
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })

  it('has one writer at a time: the second is answered 423 and disturbs nothing', async () => {
    const place = await newPlace()
    const bytes = randomFile(3 * megabyte)
    const url = await createdUrl(place, bytes.length)
    const first = await beginPatch(place, url, bytes.length, bytes.subarray(0, megabyte))
    await pause(200)
    let at = megabyte
    const feeding = setInterval(() => {
      first.write(bytes.subarray(at, at + 20_000))
      at += 20_000
    }, 50)
    const second = await patch(place, url, 0, randomFile(megabyte))
    clearInterval(feeding)
    expect(second.status).toBe(423)

    first.write(bytes.subarray(at))
    const reply = await new Promise<string>((resolve) => first.once('data', (data) => resolve(data.toString())))
    first.destroy()
    expect(reply).toMatch(/^HTTP\/1.1 204/)
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })

  it('refuses a wrong offset and keeps what it has', async () => {
    const place = await newPlace()
    const bytes = randomFile(megabyte)
    const url = await createdUrl(place, bytes.length)
    expect((await patch(place, url, 0, bytes.subarray(0, 1000))).status).toBe(204)
    for (const offset of [0, 999, 1001])
      expect((await patch(place, url, offset, bytes.subarray(0, 5000))).status).toBe(409)
    expect(await offsetOf(place, url)).toBe(1000)
    await uploadFile(place, bytes, { uploadUrl: url })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })

  it('can be given up: its bytes and its room are free again', async () => {
    const place = await newPlace()
    const bytes = randomFile(megabyte)
    const url = await createdUrl(place, bytes.length)
    await patch(place, url, 0, bytes.subarray(0, 1000))
    expect(await useOf(place)).toMatchObject({ reservedBytes: megabyte })
    expect((await terminate(place, url)).status).toBe(204)
    expect(await useOf(place)).toMatchObject({ reservedBytes: 0, usedBytes: 0 })
    expect(await offsetOf(place, url)).toBe(-404)
    expect(await files()).not.toContain(`${url.split('/').at(-1)}.part`)
  })

  it('is forgotten when nobody went on with it for a day', async () => {
    const place = await newPlace()
    const url = await createdUrl(place, megabyte)
    await patch(place, url, 0, randomFile(1000))
    const tomorrow = new Date(Date.now() + 24 * 3600_000 + 60_000)
    const uploads = await openUploads({ ...world.tools, now: () => tomorrow }, world.listener, async () => {})
    await uploads.keepHouse()
    await uploads.close()

    expect(await useOf(place)).toMatchObject({ reservedBytes: 0 })
    expect(await offsetOf(place, url)).toBe(-404)
  })

  it('is recognised when the tour has the file already; another tour gets a panorama but no second copy', async () => {
    const place = await newPlace()
    const bytes = randomFile(megabyte)
    const tourIds = ['one', 'two'].map(() => crypto.randomUUID())
    const into = (tourId = '') => uploadFile(place, bytes, { metadata: { filename: 'a.jpg', tourId } })
    const first = await into(tourIds[0])
    const again = await into(tourIds[0])
    const other = await into(tourIds[1])

    expect(first.duplicateOf).toBeUndefined()
    expect(again).toMatchObject({ panoramaId: first.panoramaId, duplicateOf: first.panoramaId })
    expect(other.panoramaId).not.toBe(first.panoramaId)
    expect(await useOf(place)).toMatchObject({ usedBytes: megabyte })
    const known = await place.member.post(`/api/teams/${place.teamId}/known-files`, {
      sha256: [sha256Of(bytes), 'f'.repeat(64)],
    })
    expect(known.body.known.map((file: { sha256: string }) => file.sha256)).toEqual([sha256Of(bytes), sha256Of(bytes)])
  })
})

describe('two web machines on one database', () => {
  it('the one without the bytes says so and lowers nothing; the other goes on, and judges what it really lost', async () => {
    const place = await newPlace()
    const bytes = randomFile(megabyte)
    const url = await createdUrl(place, bytes.length)
    expect((await patch(place, url, 0, bytes.subarray(0, 300_000))).status).toBe(204)

    const dataFolder = await mkdtemp(join(tmpdir(), 'panoqor-other-machine-'))
    const tools = { ...world.tools, config: { ...world.tools.config, dataFolder } }
    const other = await openUploads(tools, world.listener, async () => {})
    const { teamId, personId } = place.member
    const asked = { sessionId: '', provedAt: new Date(), hasSecondFactor: false, isVerified: true }
    const who = { ...asked, teamId, personId, role: 'owner' } as const
    const server = createServer((request, reply) => other.handle(who, request, reply))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const there = url.replace(origin, `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`)
    expect(await offsetOf(place, there)).toBe(-423)
    const refused = await patch(place, there, 300_000, bytes.subarray(300_000))
    expect(refused.status).toBe(423)
    expect(await refused.json()).toMatchObject({ code: 'media.upload_elsewhere' })
    await other.keepHouse()
    expect(await offsetOf(place, url)).toBe(300_000)

    await uploadFile(place, bytes, { uploadUrl: url })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
    expect(await offsetOf(place, there)).toBe(bytes.length)
    server.close()
    await other.close()

    const lost = await createdUrl(place, megabyte)
    await patch(place, lost, 0, bytes.subarray(0, 300_000))
    await rm(join(world.tools.config.dataFolder, 'uploads', `${lost.split('/').at(-1)}.part`))
    expect(await offsetOf(place, lost)).toBe(0)
  })

  it('a finished upload tells on HEAD what came of it, for a client that missed the answer', async () => {
    const place = await newPlace()
    const { url, panoramaId } = await uploadFile(place, randomFile(1000))
    const headers = { 'tus-resumable': '1.0.0', cookie: place.cookie }
    const answer = await fetch(url, { method: 'HEAD', headers })
    expect(answer.headers.get('panorama-id')).toBe(panoramaId)
    expect(answer.headers.get('upload-offset')).toBe('1000')
  })
})

describe('an outage during an upload', () => {
  it.each([
    ['ENOSPC', 507, 'media.disk_full'],
    ['EROFS', 503, 'media.storage_away'],
  ])('%s is answered %i, and the upload goes on when it is over', async (code, status, problem) => {
    const place = await newPlace()
    const bytes = randomFile(20_000)
    const url = await createdUrl(place, bytes.length)
    const { putFile } = world.tools.storage
    world.tools.storage.putFile = async () => {
      throw Object.assign(new Error('out'), { code })
    }
    const answer = await patch(place, url, 0, bytes)
    world.tools.storage.putFile = putFile
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code: problem })
    await uploadFile(place, bytes, { uploadUrl: url })
    expect(await stored(place.teamId, bytes)).toBe(sha256Of(bytes))
  })
})

describe('who may upload', () => {
  it('members who edit; viewers are refused, strangers find nothing', async () => {
    const place = await newPlace()
    const viewer = await world.newMember({ role: 'viewer', teamId: place.teamId })
    const agent = await world.newMember({ role: 'agent', teamId: place.teamId })
    const stranger = await world.newMember()
    expect((await create({ ...place, cookie: viewer.cookie }, 10)).status).toBe(403)
    expect((await create({ ...place, cookie: agent.cookie }, 10)).status).toBe(201)
    expect((await create({ ...place, cookie: stranger.cookie }, 10)).status).toBe(404)
    expect((await create({ ...place, cookie: '' }, 10)).status).toBe(401)
  })

  it('only who began an upload goes on with it', async () => {
    const place = await newPlace()
    const url = await createdUrl(place, 10)
    const colleague = await world.newMember({ role: 'editor', teamId: place.teamId })
    const stranger = await newPlace()
    expect(await offsetOf({ ...place, cookie: colleague.cookie }, url)).toBe(-404)
    expect(await offsetOf(stranger, url.replace(place.teamId, stranger.teamId))).toBe(-404)
    expect(await offsetOf(place, `${uploadsOf(place)}/nonsense`)).toBe(-404)
    expect(await offsetOf(place, url)).toBe(0)
  })
})

describe('room', () => {
  it('never gets promised twice, however many begin at once', async () => {
    const place = await newPlace()
    const answers = await Promise.all(Array.from({ length: 30 }, () => create(place, 3 * megabyte)))
    const accepted = answers.filter((answer) => answer.status === 201).length
    const refused = answers.filter((answer) => answer.status === 507)
    expect(accepted).toBe(13)
    expect(accepted + refused.length).toBe(30)
    expect(await useOf(place)).toMatchObject({ reservedBytes: 39 * megabyte })
    expect(await refused[0]?.json()).toMatchObject({ code: 'media.quota_exceeded' })
  })

  it('is refused to a file that is too large for one upload', async () => {
    const place = await newPlace()
    const answer = await create(place, 31 * megabyte)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'media.file_too_large' })
  })

  it('is refused to the 201st open upload of a person', async () => {
    const place = await newPlace()
    const statuses: number[] = []
    for (let i = 0; i < 21; i++)
      statuses.push(...(await Promise.all(Array.from({ length: 10 }, async () => (await create(place, 1)).status))))
    expect(statuses.filter((status) => status === 201)).toHaveLength(200)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  })
})
