// Who is at a tour: one row per open page, gone soon after the page is silent, never told to another team.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { beatSeconds } from './contract.ts'
import { goneAfterSeconds, whoIsAt } from './presence.ts'

let world: World
let owner: TestMember
let viewer: TestMember
let tourId: string
beforeAll(async () => {
  world = await openWorld()
  owner = await world.newMember()
  viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  tourId = (await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body.id
})
afterAll(() => world.close())

const page = (by: TestMember, pageId: string) => `/api/teams/${by.teamId}/tours/${tourId}/pages/${pageId}`

it('members see each other, whoever edits first; two pages of one person are one', async () => {
  const [one, two, three] = [newId(), newId(), newId()]
  await viewer.put(page(viewer, one))
  await owner.put(page(owner, two))
  const answer = await owner.put(page(owner, three))
  expect(answer.body).toMatchObject([
    { id: owner.personId, isEditing: true },
    { id: viewer.personId, isEditing: false },
  ])
  for (const id of [two, three]) expect((await owner.delete(page(owner, id))).status).toBe(204)
  expect((await viewer.put(page(viewer, one))).body).toMatchObject([{ id: viewer.personId }])
  await viewer.delete(page(viewer, one))
})

it('a page that is silent is gone within 30 seconds, and its row a minute later', async () => {
  expect(goneAfterSeconds + beatSeconds).toBeLessThanOrEqual(30)
  await owner.put(page(owner, newId()))
  const soon = new Date(Date.now() + goneAfterSeconds * 1000 + 500)
  expect(await whoIsAt(world.db, owner.teamId, tourId, new Date())).toHaveLength(1)
  expect(await whoIsAt(world.db, owner.teamId, tourId, soon)).toEqual([])
  await world.db
    .updateTable('tour_presence')
    .set({ seen_at: new Date(Date.now() - 61_000) })
    .execute()
  await viewer.put(page(viewer, newId()))
  expect(await world.db.selectFrom('tour_presence').select('person_id').execute()).toEqual([
    { person_id: viewer.personId },
  ])
})

it('another team neither sees nor disturbs it, not even with somebody’s page id', async () => {
  const pageId = newId()
  await owner.put(page(owner, pageId))
  const stranger = await world.newMember()
  expect((await stranger.put(page(owner, newId()))).status).toBe(404)
  expect((await stranger.put(page(stranger, pageId))).status).toBe(404)
  expect((await stranger.delete(page(stranger, pageId))).status).toBe(404)
  await viewer.delete(page(viewer, pageId))
  const there = await whoIsAt(world.db, owner.teamId, tourId, new Date())
  expect(there.map(({ id }) => id)).toContain(owner.personId)
})
