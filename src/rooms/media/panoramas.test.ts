import { afterAll, beforeAll, expect, it } from 'vitest'
import { listenToTeam } from '#test/support/events.ts'
import { faceJpeg, panoramaJpeg } from '#test/support/photos.ts'
import { randomFile, uploadFile } from '#test/support/tus.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { giveUpOnFaces } from './panoramas.ts'

const patience = { timeout: 45_000, interval: 100 }
let world: World
let origin: string

beforeAll(async () => {
  world = await openWorld()
  origin = await world.listen()
  await world.startWorker()
})
afterAll(() => world.close())

const send = (member: TestMember, bytes: Buffer, metadata: Record<string, string>) =>
  uploadFile({ origin, teamId: member.teamId, cookie: member.cookie }, bytes, { metadata })

const panorama = async (member: TestMember, id: string) =>
  (await member.get(`/api/teams/${member.teamId}/panoramas/${id}`)).body

const stateOf = async (member: TestMember, id: string) => (await panorama(member, id)).state

async function newTour(member: TestMember): Promise<string> {
  return (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body.id
}

it('a photo becomes a scene as soon as it can be shown, and ready a little later; the team hears of it', async () => {
  const member = await world.newMember()
  const tourId = await newTour(member)
  const line = await listenToTeam(origin, member.teamId, member.cookie)
  const { panoramaId } = await send(member, await panoramaJpeg(2048), { filename: 'Ас үй.jpg', tourId })
  await expect.poll(() => stateOf(member, panoramaId), patience).toBe('ready')

  const ready = await panorama(member, panoramaId)
  expect(ready).toMatchObject({
    progress: 1,
    widthPx: 2048,
    heightPx: 1024,
    projection: 'equirectangular',
    refusal: null,
  })
  const picture = await member.get(ready.thumbnailUrl)
  expect(picture.headers['content-type']).toBe('image/webp')
  const tile = await member.get(`${ready.source.tilesUrl}1/f0_0.jpg`)
  expect(tile.headers['cache-control']).toContain('private')
  expect(tile.bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  expect((await member.get(`${ready.source.tilesUrl}9/f0_0.jpg`)).status).toBe(404)

  const tour = await member.get(`/api/teams/${member.teamId}/tours/${tourId}`)
  expect(tour.body.document.scenes).toMatchObject([{ panorama: panoramaId, name: { kk: 'Ас үй' } }])
  await expect.poll(() => line.heard.at(-1)?.data.state).toBe('ready')
  const steps = line.heard.map(({ name, data }) => (name === 'tour' ? 'tour' : data.state))
  expect(steps.indexOf('tour')).toBeGreaterThan(steps.indexOf('working'))
  expect(steps.indexOf('tour')).toBeLessThan(steps.lastIndexOf('ready'))
  line.close()
})

it('tiles of another team do not exist', async () => {
  const [owner, stranger] = [await world.newMember(), await world.newMember()]
  const { id, archive } = await world.newPanorama(owner.teamId)
  const tile = (teamId: string) => `/api/teams/${teamId}/panoramas/${id}/tiles/${archive}/1/f0_0.jpg`
  expect((await owner.get(tile(owner.teamId))).status).toBe(200)
  expect((await stranger.get(tile(owner.teamId))).status).toBe(404)
  expect((await stranger.get(tile(stranger.teamId))).status).toBe(404)
  expect((await owner.get(tile(owner.teamId).replace(archive, 'f'.repeat(64)))).status).toBe(404)
  expect((await world.visitor.get(tile(owner.teamId))).status).toBe(401)
})

it('a file that is no picture is refused with a reason, and the photos around it go on', async () => {
  const member = await world.newMember()
  const first = await send(member, await panoramaJpeg(1024), { filename: '1.jpg' })
  const garbage = await send(member, randomFile(50_000), { filename: '2.jpg' })
  const half = await panoramaJpeg(1024)
  const truncated = await send(member, half.subarray(0, half.length / 2), { filename: '3.jpg' })
  const last = await send(member, await panoramaJpeg(1024), { filename: '4.jpg' })

  await expect.poll(() => stateOf(member, last.panoramaId), patience).toBe('ready')
  expect(await stateOf(member, first.panoramaId)).toBe('ready')
  expect(await panorama(member, garbage.panoramaId)).toMatchObject({
    state: 'refused',
    refusal: { code: 'imaging.not_an_image' },
  })
  expect(await panorama(member, truncated.panoramaId)).toMatchObject({
    state: 'refused',
    refusal: { code: 'imaging.truncated' },
  })
  expect(await world.history(member.teamId)).toContain('panorama.refused')

  const attempts = `/api/teams/${member.teamId}/panoramas/${garbage.panoramaId}/attempts`
  expect((await member.post(attempts)).body.state).toBe('queued')
  await expect.poll(() => stateOf(member, garbage.panoramaId), patience).toBe('refused')
})

it('six faces of one name become one panorama, in whatever order they come', async () => {
  const member = await world.newMember()
  const ids = new Set<string>()
  for (const side of ['u', 'f', 'd', 'r', 'l', 'b']) {
    const metadata = { filename: `bath_${side}.jpg`, batch: 'cube' }
    ids.add((await send(member, await faceJpeg(512), metadata)).panoramaId)
    if (side !== 'b') expect(await stateOf(member, [...ids][0] ?? '')).toBe('waiting')
  }
  expect(ids.size).toBe(1)
  const [id = ''] = ids
  await expect.poll(() => stateOf(member, id), patience).toBe('ready')
  expect(await panorama(member, id)).toMatchObject({ fileName: 'bath' })
})

it('six numbered squares of one drop become one panorama', async () => {
  const member = await world.newMember()
  const ids = new Set<string>()
  for (const number of [3, 0, 5, 1, 4, 2])
    ids.add((await send(member, await faceJpeg(512), { filename: `face${number}.jpg`, batch: 'n' })).panoramaId)
  expect(ids.size).toBe(1)
  await expect.poll(() => stateOf(member, [...ids][0] ?? ''), patience).toBe('ready')
})

it('numbered squares that were no set are judged one by one; one that came alone at once', async () => {
  const member = await world.newMember()
  const alone = await send(member, await faceJpeg(512), { filename: 'photo_1.jpg' })
  await expect.poll(() => stateOf(member, alone.panoramaId), patience).toBe('refused')
  expect((await panorama(member, alone.panoramaId)).refusal.code).toBe('imaging.square')

  const batch = 'two'
  const { panoramaId: id } = await send(member, await faceJpeg(512), { filename: 'view_1.jpg', batch })
  await send(member, await faceJpeg(512), { filename: 'view_2.jpg', batch })
  // Two minutes later:
  await world.write((tx) => giveUpOnFaces(tx, world.tools.jobs, member.teamId, id, new Date()))
  const { body } = await member.get(`/api/teams/${member.teamId}/panoramas`)
  const views = body.filter((one: { fileName: string }) => one.fileName.startsWith('view_'))
  expect(views.map((one: { fileName: string }) => one.fileName).sort()).toEqual(['view_1.jpg', 'view_2.jpg'])
  for (const view of views) await expect.poll(() => stateOf(member, view.id), patience).toBe('refused')
  expect((await panorama(member, id)).refusal.code).toBe('imaging.square')
})

it('a set without one face says which, and goes on when that comes', async () => {
  const member = await world.newMember()
  let id = ''
  for (const side of ['f', 'r', 'b', 'l', 'u'])
    id = (await send(member, await faceJpeg(512), { filename: `hall-${side}.jpg`, batch: 'c2' })).panoramaId
  // Two minutes later:
  await world.write((tx) => giveUpOnFaces(tx, world.tools.jobs, member.teamId, id, new Date()))
  await expect.poll(() => stateOf(member, id), patience).toBe('refused')
  const refusal = { code: 'media.faces_missing', details: { missing: 'd', count: 1 } }
  expect(await panorama(member, id)).toMatchObject({ refusal })

  const attempt = await member.post(`/api/teams/${member.teamId}/panoramas/${id}/attempts`)
  expect(attempt.status).toBe(409)
  const late = await send(member, await faceJpeg(512), { filename: 'hall-d.jpg', batch: 'c2' })
  expect(late.panoramaId).toBe(id)
  await expect.poll(() => stateOf(member, id), patience).toBe('ready')
})

it('can be cancelled in the queue and in the middle of the work, and tried again', async () => {
  const member = await world.newMember()
  const large = await send(member, await panoramaJpeg(8192), { filename: 'large.jpg' })
  const queued = await send(member, await panoramaJpeg(1024), { filename: 'queued.jpg' })
  const cancel = (id: string) => member.put(`/api/teams/${member.teamId}/panoramas/${id}/cancellation`)
  await expect.poll(() => stateOf(member, large.panoramaId), { ...patience, interval: 20 }).toBe('working')
  expect((await cancel(queued.panoramaId)).body.state).toBe('cancelled')
  expect((await cancel(large.panoramaId)).body.state).toBe('cancelled')
  expect((await cancel(large.panoramaId)).body.state).toBe('cancelled')

  const next = await send(member, await panoramaJpeg(1024), { filename: 'next.jpg' })
  await expect.poll(() => stateOf(member, next.panoramaId), patience).toBe('ready')
  expect(await stateOf(member, large.panoramaId)).toBe('cancelled')
  expect((await cancel(next.panoramaId)).status).toBe(409)
  await member.post(`/api/teams/${member.teamId}/panoramas/${queued.panoramaId}/attempts`)
  await expect.poll(() => stateOf(member, queued.panoramaId), patience).toBe('ready')
})

it('the same photo in another tour is ready without new work, and a scene there too', async () => {
  const member = await world.newMember()
  const [one, two] = [await newTour(member), await newTour(member)]
  const photo = await panoramaJpeg(1024)
  const first = await send(member, photo, { filename: 'a.jpg', tourId: one })
  await expect.poll(() => stateOf(member, first.panoramaId), patience).toBe('ready')
  const second = await send(member, photo, { filename: 'a.jpg', tourId: two })
  await expect.poll(() => stateOf(member, second.panoramaId), patience).toBe('ready')

  expect((await panorama(member, second.panoramaId)).source.id).toBe(
    (await panorama(member, first.panoramaId)).source.id,
  )
  const tour = await member.get(`/api/teams/${member.teamId}/tours/${two}`)
  expect(tour.body.document.scenes).toMatchObject([{ panorama: second.panoramaId }])
})

it('lists the panoramas of a tour in the order in which they came', async () => {
  const member = await world.newMember()
  const tourId = crypto.randomUUID()
  const ids = [await world.newPanorama(member.teamId, { tourId }), await world.newPanorama(member.teamId, { tourId })]
  await world.newPanorama(member.teamId)
  const { body } = await member.get(`/api/teams/${member.teamId}/panoramas?tourId=${tourId}`)
  expect(body.map((one: { id: string }) => one.id)).toEqual(ids.map((one) => one.id))
})
