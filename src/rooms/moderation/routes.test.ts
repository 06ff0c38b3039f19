// Reports of tours: anyone may, the operator's staff settle them.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'

let world: World
let moderator: TestMember
let slug: string
beforeAll(async () => {
  world = await openWorld()
  const owner = await world.newMember()
  moderator = await newStaff(world, 'moderation')
  slug = `report-${Date.now()}`
  const tours = `/api/teams/${owner.teamId}/tours`
  const { id, document } = (await owner.post(tours, { title: 'Пәтер', language: 'kk' })).body
  const scenes = [Scene.parse({ id: 'hall', name: {}, panorama: (await world.newPanorama(owner.teamId)).id })]
  await owner.put(`${tours}/${id}`, { revision: 1, document: { ...document, scenes } })
  await owner.put(`${tours}/${id}/publication`, { slug })
})
afterAll(() => world.close())

const nameOf = async ({ personId }: TestMember) =>
  (await world.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()).name

let networks = 0
const report = (more: object = {}) =>
  world.inject({
    method: 'POST',
    url: `/api/public/tours/${slug}/reports`,
    remoteAddress: `198.51.100.${++networks}`,
    payload: { reason: 'personal_data', message: 'Моё фото на стене', language: 'ru', sceneId: 'hall', ...more },
  })
/** Page after page, to the end. */
async function reports() {
  const found = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await moderator.get(`/api/desk/reports${next ? `?before=${next}` : ''}`)
    expect(body.items.length).toBeLessThanOrEqual(50)
    found.push(...body.items)
    next = body.next
  }
  return found
}

it('tells the visitor a number and shows the operator what was reported', async () => {
  const answer = await report()
  expect(answer.status).toBe(201)
  expect((await reports())[0]).toMatchObject({
    ...{ number: answer.body.number, slug, version: 1, sceneId: 'hall' },
    ...{ reason: 'personal_data', message: 'Моё фото на стене', settledAt: null },
  })
})

it('refuses reasons that do not exist and addresses that are none', async () => {
  expect((await report({ reason: 'boring' })).status).toBe(400)
  expect((await report({ email: 'nobody' })).body.code).toBe('accounts.email_invalid')
})

it('P1: one network is heard three times an hour, and nobody is locked out by others', async () => {
  const from = (address: string) =>
    world.inject({
      ...{ method: 'POST', url: `/api/public/tours/${slug}/reports`, remoteAddress: address },
      payload: { reason: 'other', message: '', language: 'ru' },
    })
  const statuses: number[] = []
  for (let turn = 0; turn < 4; turn++) statuses.push((await from('203.0.113.40')).status)
  expect(statuses).toEqual([201, 201, 201, 429])
  let stored = 0
  for (let network = 0; network < 50; network++)
    for (let turn = 0; turn < 4; turn++) if ((await from(`198.18.${network}.9`)).status === 201) stored++
  expect(stored).toBeLessThanOrEqual(80)
  expect((await from('198.18.99.9')).status).toBe(201)
})

it('is settled once, with an outcome and a trace', async () => {
  await report()
  const [{ id, number }] = await reports()
  const settle = () => moderator.put(`/api/desk/reports/${id}/settlement`, { outcome: 'Фото размыто' })
  expect((await settle()).status).toBe(204)
  expect((await settle()).body.code).toBe('moderation.settled_already')
  const settled = (await reports()).find((each: { number: number }) => each.number === number)
  expect(settled).toMatchObject({ outcome: 'Фото размыто', settledBy: await nameOf(moderator) })
})

it('staff of another kind may read, but not settle', async () => {
  const auditor = await newStaff(world, 'auditor')
  await report()
  const [{ id }] = await reports()
  expect((await auditor.get('/api/desk/reports')).status).toBe(200)
  expect((await auditor.put(`/api/desk/reports/${id}/settlement`, { outcome: 'x' })).status).toBe(403)
})

it('comes page by page: open ones first, then what was settled, each once', async () => {
  const { team_id, tour_id } = await world.db
    .selectFrom('tour_publication')
    .select(['team_id', 'tour_id'])
    .executeTakeFirstOrThrow()
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const rows = Array.from({ length: 70 }, (_, index) => ({
    ...{ id: newId(), team_id, tour_id, slug, version: 1, scene_id: '', reason: 'other' as const, message: `${index}` },
    ...{ email: '', language: 'kk' as const, created_at: inMinutes(index) },
  }))
  await world.db.insertInto('tour_report').values(rows).execute()
  const settled = rows.slice(40).map(({ id }, index) => ({
    ...{ report_id: id, settled_by: null, settled_at: inMinutes(100 + index), outcome: 'x' },
  }))
  await world.db.insertInto('tour_report_settlement').values(settled).execute()
  const seen: string[] = (await reports()).map(({ id }) => id)
  expect(new Set(seen).size).toBe(seen.length)
  const ours = seen.filter((id) => rows.some((row) => row.id === id))
  const newestFirst = (from: number, to: number) =>
    rows
      .slice(from, to)
      .map(({ id }) => id)
      .reverse()
  expect(ours).toEqual([...newestFirst(0, 40), ...newestFirst(40, 70)])
  expect((await moderator.get('/api/desk/reports?before=nonsense')).status).toBe(400)
})
