// Attachments from the upload to the visitor: taken once, made by the background work, given in ranges to whoever may have them.
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { glb, mp4, placeBox, srt, wav } from '#test/support/attachments.ts'
import { listenToTeam } from '#test/support/events.ts'
import { startS3Server } from '#test/support/s3-server.ts'
import { randomFile, uploadAttachment } from '#test/support/tus.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let origin: string
beforeAll(async () => {
  world = await openWorld()
  origin = await world.listen()
  await world.startWorker()
})
afterAll(() => world.close())

const placeOf = ({ teamId, cookie }: TestMember) => ({ origin, teamId, cookie })
const upload = (member: TestMember, bytes: Buffer, fileName: string) =>
  uploadAttachment(placeOf(member), bytes, fileName)

async function settled(member: TestMember, id: string) {
  await expect
    .poll(async () => (await member.get(`/api/teams/${member.teamId}/attachments/${id}`)).body.state, {
      timeout: 30_000,
    })
    .toMatch(/ready|refused/)
  return (await member.get(`/api/teams/${member.teamId}/attachments/${id}`)).body
}

async function tourWith(member: TestMember, attachment: string) {
  const tour = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Квартира', language: 'ru' })
  const panorama = await world.newPanorama(member.teamId)
  const video = { id: 'film', kind: 'video', yawDegrees: 0, pitchDegrees: 0, source: { from: 'file', attachment } }
  const scene = { id: 'hall', name: { ru: 'Холл' }, panorama: panorama.id, hotspots: [video] }
  const title = { ru: 'Квартира' }
  const document = { format: 1, title, languages: ['ru'], defaultLanguage: 'ru', scenes: [scene] }
  const url = `/api/teams/${member.teamId}/tours/${tour.body.id}`
  return { url, id: tour.body.id as string, save: () => member.put(url, { revision: 1, document }) }
}

it('makes an attachment of an upload that asks for it, and tells the team of every state', async () => {
  const member = await world.newMember()
  const line = await listenToTeam(origin, member.teamId, member.cookie)
  const { attachmentId } = await upload(member, mp4(), 'Кіреберіс.mp4')
  const attachment = await settled(member, attachmentId)
  expect(attachment).toMatchObject({
    id: attachmentId,
    kind: 'video',
    fileName: 'Кіреберіс.mp4',
    state: 'ready',
    refusal: null,
    published: { kind: 'video', durationSeconds: 4.2, file: { type: 'video/mp4', widthPx: 1920, heightPx: 1080 } },
  })
  await expect
    .poll(() => line.heard.filter(({ data }) => data.attachmentId === attachmentId).map(({ data }) => data.state))
    .toEqual(['waiting', 'working', 'ready'])
  line.close()
  expect(await world.history(member.teamId)).toEqual(
    expect.arrayContaining(['attachment.received', 'attachment.ready']),
  )
  expect((await member.get(`/api/teams/${member.teamId}/panoramas`)).body).toEqual([])
})

it('looks at more attachments of a document than a statement may have parameters', async () => {
  const member = await world.newMember()
  const tour = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Квартира', language: 'ru' })
  const { id: panorama } = await world.newPanorama(member.teamId)
  const times = <Made>(count: number, make: (id: string) => Made) =>
    Array.from({ length: count }, (_, index) => make(String(index)))
  const place = { kind: 'gallery', yawDegrees: 0, pitchDegrees: 0 }
  const pictures = () => times(60, () => ({ attachment: newId(new Date()) }))
  const hotspots = () => times(200, (id) => ({ ...place, id, pictures: pictures() }))
  const all = times(6, (id) => ({ id, name: {}, panorama, hotspots: hotspots() }))
  const saved = await member.put(`/api/teams/${member.teamId}/tours/${tour.body.id}`, {
    revision: 1,
    document: { ...tour.body.document, scenes: all },
  })
  expect(saved).toMatchObject({ status: 400, body: { code: 'attachments.unknown' } })
})

it('knows a file that the team has already, and keeps those of another team apart', async () => {
  const [member, stranger] = [await world.newMember(), await world.newMember()]
  const first = await upload(member, Buffer.from(srt), 'a.srt')
  const second = await upload(member, Buffer.from(srt), 'b.srt')
  expect(second).toMatchObject({ attachmentId: first.attachmentId, duplicateOf: first.attachmentId })
  expect((await upload(stranger, Buffer.from(srt), 'a.srt')).attachmentId).not.toBe(first.attachmentId)
  const use = (await member.get(`/api/teams/${member.teamId}/storage-use`)).body
  expect(use).toMatchObject({ usedBytes: Buffer.byteLength(srt), reservedBytes: 0 })
})

it('refuses what it can’t use, and looks at it again when it is sent again', async () => {
  const member = await world.newMember()
  const bytes = randomFile(5000)
  const { attachmentId } = await upload(member, bytes, 'x.bin')
  const refused = { state: 'refused', published: null, refusal: { code: 'attachments.unknown_type' } }
  expect(await settled(member, attachmentId)).toMatchObject(refused)
  expect(await upload(member, bytes, 'x.bin')).toEqual({ attachmentId, duplicateOf: undefined })
  expect(await settled(member, attachmentId)).toMatchObject(refused)
})

it('lists the newest first, and one kind alone', async () => {
  const member = await world.newMember()
  const captions = (await upload(member, Buffer.from(srt), 'a.srt')).attachmentId
  const model = (await upload(member, glb(), 'chair.glb')).attachmentId
  const list = async (query = '') =>
    (await member.get(`/api/teams/${member.teamId}/attachments${query}`)).body.map(({ id }: { id: string }) => id)
  expect(await list()).toEqual([model, captions])
  expect(await list('?kind=captions')).toEqual([captions])
  expect((await member.get(`/api/teams/${member.teamId}/attachments?kind=song`)).status).toBe(400)
})

it('gives members the file whole, in one range, or only its headers', async () => {
  const member = await world.newMember()
  const { attachmentId } = await upload(member, mp4({ extra: [placeBox] }), 'film.mp4')
  const { url, sizeBytes } = (await settled(member, attachmentId)).published.file
  const whole = await member.get(url)
  expect(whole.bytes.length).toBe(sizeBytes)
  expect(whole.bytes.includes('+43.2380')).toBe(false)
  expect(whole.headers).toMatchObject({
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'inline',
  })
  const part = await member.get(url, { range: 'bytes=4-11' })
  expect([part.status, part.headers['content-range'], part.text]).toEqual([206, `bytes 4-11/${sizeBytes}`, 'ftypisom'])
  expect((await member.get(url, { range: `bytes=${sizeBytes}-` })).status).toBe(416)
  const etag = String(whole.headers.etag)
  expect((await member.get(url, { 'if-none-match': etag })).status).toBe(304)
  expect((await member.get(url, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  expect((await member.get(url, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
  const head = await world.inject({ method: 'HEAD', url, headers: { cookie: member.cookie } })
  expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(sizeBytes), 0])
})

it('shows visitors what the published version names, and nothing once it is taken off', async () => {
  const member = await world.newMember()
  const { attachmentId } = await upload(member, mp4(), 'film.mp4')
  const other = (await upload(member, glb(), 'chair.glb')).attachmentId
  await settled(member, attachmentId)
  const secret = (await settled(member, other)).published.file.url.split('/').at(-1)
  const tour = await tourWith(member, attachmentId)
  expect((await tour.save()).status).toBe(200)
  const slug = `film-${newId().slice(-12)}`
  expect((await member.put(`${tour.url}/publication`, { slug })).status).toBe(200)

  const manifest = (await world.visitor.get(`/api/public/tours/${slug}`)).body
  const { url, sizeBytes } = manifest.attachments[attachmentId].file
  expect(url).toMatch(new RegExp(`^/attachments/${tour.id}/${attachmentId}/video-[0-9a-f]{20}\\.mp4$`))
  const answer = await world.visitor.get(url, { range: 'bytes=0-3' })
  expect([answer.status, answer.headers['content-range']]).toEqual([206, `bytes 0-3/${sizeBytes}`])
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  const absent = [
    `/attachments/${tour.id}/${other}/${secret}`,
    `/attachments/${tour.id}/${attachmentId}/video.mp4`,
    `/attachments/${newId()}/${attachmentId}/${url.split('/').at(-1)}`,
    `/attachments/x/y/z`,
  ]
  for (const address of absent) expect((await world.visitor.get(address)).status, address).toBe(404)

  await member.delete(`${tour.url}/publication`)
  await expect.poll(async () => (await world.visitor.get(url)).status).toBe(404)
})

it('can’t be published before it is ready, nor saved when it is another team’s', async () => {
  const [member, stranger] = [await world.newMember(), await world.newMember()]
  const { attachmentId } = await upload(member, randomFile(3000), 'odd.bin')
  await settled(member, attachmentId)
  const tour = await tourWith(member, attachmentId)
  expect((await tour.save()).status).toBe(200)
  const refused = await member.put(`${tour.url}/publication`, { slug: `odd-${newId().slice(-12)}` })
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'publishing.attachments_unready', details: { names: 'odd.bin' } },
  })
  const foreign = await tourWith(stranger, attachmentId)
  expect(await foreign.save()).toMatchObject({ status: 400, body: { code: 'attachments.unknown' } })
})

it('stays while a tour uses it; then goes with its bytes, and its room is free again', async () => {
  const member = await world.newMember()
  const { attachmentId } = await upload(member, mp4({ brand: 'mp42' }), 'film.mp4')
  const url = `/api/teams/${member.teamId}/attachments/${attachmentId}`
  await settled(member, attachmentId)
  const tour = await tourWith(member, attachmentId)
  await tour.save()
  expect(await member.delete(url)).toMatchObject({
    status: 409,
    body: { code: 'attachments.in_use', details: { tours: 'Квартира' } },
  })
  await member.put(`${tour.url}/deletion`)
  expect((await member.delete(url)).status).toBe(204)
  expect((await member.get(url)).status).toBe(404)
  await expect
    .poll(async () => (await member.get(`/api/teams/${member.teamId}/storage-use`)).body.usedBytes, { timeout: 20_000 })
    .toBe(0)
  for (const place of ['originals', 'attachments'])
    for await (const { key } of world.tools.storage.list(`${place}/${member.teamId}/`)) expect(key).toBeUndefined()
})

it('keeps the bytes of what a version names, also when the draft no longer does', async () => {
  const member = await world.newMember()
  const { attachmentId } = await upload(member, mp4({ brand: 'avc1' }), 'film.mp4')
  await settled(member, attachmentId)
  const tour = await tourWith(member, attachmentId)
  await tour.save()
  const slug = `kept-${newId().slice(-12)}`
  await member.put(`${tour.url}/publication`, { slug })
  const { url } = (await world.visitor.get(`/api/public/tours/${slug}`)).body.attachments[attachmentId].file
  const { document, revision } = (await member.get(tour.url)).body
  const scenes = document.scenes.map((scene: object) => ({ ...scene, hotspots: [] }))
  expect((await member.put(tour.url, { revision, document: { ...document, scenes } })).status).toBe(200)
  expect((await member.delete(`/api/teams/${member.teamId}/attachments/${attachmentId}`)).status).toBe(204)
  // Whatever clears away comes after this upload in the same queue of jobs.
  await settled(member, (await upload(member, Buffer.from(srt), 'later.srt')).attachmentId)
  expect((await world.visitor.get(url)).status).toBe(200)
})

it.skipIf(process.platform !== 'linux')(
  'closes the file when the visitor leaves (the system lists open files)',
  async () => {
    const member = await world.newMember()
    const { attachmentId } = await upload(member, longSound(), 'sea.wav')
    const { url, sizeBytes } = (await settled(member, attachmentId)).published.file
    expect(sizeBytes).toBeGreaterThan(20_000_000)
    const leaving = new AbortController()
    const answer = await fetch(`${origin}${url}`, { headers: { cookie: member.cookie }, signal: leaving.signal })
    await answer.body?.getReader().read()
    expect(await openFilesOf(attachmentId)).toHaveLength(1)
    leaving.abort()
    await expect.poll(() => openFilesOf(attachmentId)).toHaveLength(0)
  },
)

function longSound(): Buffer {
  const short = wav()
  const all = Buffer.concat([short, Buffer.alloc(24_000_000)])
  all.writeUInt32LE(all.length - 8, 4)
  all.writeUInt32LE(16_000 + 24_000_000, short.length - 16_000 - 4)
  return all
}

async function openFilesOf(attachmentId: string): Promise<string[]> {
  const names = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  )
  return names.filter((name) => name.includes(`/attachments/`) && name.includes(attachmentId))
}

it('goes on with what a killed process was working on, and clears away what was deleted before', async () => {
  const other = await openWorld()
  const member = await other.newMember()
  const place = { origin: await other.listen(), teamId: member.teamId, cookie: member.cookie }
  const { attachmentId } = await uploadAttachment(place, Buffer.from(srt), 'a.srt')
  await other.db.updateTable('attachment').set({ state: 'working', attempts: 1 }).execute()
  const gone = await other.newAttachment(member.teamId)
  await other.db.updateTable('attachment').set({ deleted_at: new Date() }).where('id', '=', gone).execute()
  await other.startWorker()
  const { url } = (await settled(member, attachmentId)).published.file
  expect((await member.get(url)).text).toMatch(/^WEBVTT/)
  const rows = () => other.db.selectFrom('attachment').select('id').execute()
  await expect.poll(rows, { timeout: 20_000 }).toEqual([{ id: attachmentId }])
  await other.close()
})

it('gives the same out of S3, and lets go of it when the visitor leaves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-s3-'))
  const s3 = await startS3Server(folder)
  const { endpoint = '', bucket, accessKeyId, secretAccessKey } = s3.settings
  const place = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket }
  const keys = { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey }
  const other = await openWorld({ env: { ...place, ...keys } })
  await other.startWorker()
  const member = await other.newMember()
  const from = { origin: await other.listen(), teamId: member.teamId, cookie: member.cookie }
  const { attachmentId } = await uploadAttachment(from, longSound(), 'sea.wav')
  const { url, sizeBytes } = (await settled(member, attachmentId)).published.file
  const part = await member.get(url, { range: `bytes=${sizeBytes - 4}-` })
  expect([part.status, part.bytes.length, part.headers['content-range']]).toEqual([
    206,
    4,
    `bytes ${sizeBytes - 4}-${sizeBytes - 1}/${sizeBytes}`,
  ])
  expect((await member.get(url, { range: 'bytes=0-3' })).text).toBe('RIFF')
  const leaving = new AbortController()
  const answer = await fetch(`${from.origin}${url}`, { headers: { cookie: member.cookie }, signal: leaving.signal })
  await answer.body?.getReader().read()
  leaving.abort()
  await other.close()
  // Waits for every line to it: ends only because none is left.
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

it('gives a stranger nothing of it', async () => {
  const [member, stranger] = [await world.newMember(), await world.newMember()]
  const { attachmentId } = await upload(member, glb(), 'chair.glb')
  const { url } = (await settled(member, attachmentId)).published.file
  const own = url.replace(member.teamId, stranger.teamId)
  for (const address of [url, own, own.slice(0, own.lastIndexOf('/'))])
    expect((await stranger.get(address)).status, address).toBe(404)
  expect((await stranger.delete(`/api/teams/${stranger.teamId}/attachments/${attachmentId}`)).status).toBe(404)
  expect((await world.visitor.get(url)).status).toBe(401)
})
