// Walks the real table of routes, so that none can be forgotten: nobody and strangers get exactly what the declared policy says.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { freely } from '#test/support/matrix-fixtures.ts'
import { attachmentFileName, openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let owner: TestMember
let stranger: TestMember
let tourId: string
let panoramaId: string
let attachmentId: string

beforeAll(async () => {
  world = await openWorld()
  owner = await world.newMember()
  stranger = await world.newMember()
  tourId = (await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body.id
  panoramaId = (await world.newPanorama(owner.teamId, { tourId })).id
  attachmentId = await world.newAttachment(owner.teamId)
})
afterAll(() => world.close())

const policies = new Set(['anyone', 'person', 'member', 'staff'])
const open = (url: string) => !/^\/api\/teams\//.test(url)

function addressOf(url: string, team: string, ids: { tour: string; panorama: string; attachment: string }): string {
  return url
    .replace(':teamId', team)
    .replace(':tourId', ids.tour)
    .replace(':panoramaId', ids.panorama)
    .replace(':attachmentId', ids.attachment)
    .replace(':name', attachmentFileName)
    .replace(/:(\w+)/g, (_, name: string) => freely[`${url} ${name}`] ?? freely[name] ?? newId())
    .replace('*', 'x')
}

const ask = (method: string, url: string, cookie?: string) =>
  world.inject({
    method: method as 'GET',
    url,
    headers: { origin: 'http://localhost', 'tus-resumable': '1.0.0', ...(cookie && { cookie }) },
    ...(['POST', 'PUT', 'PATCH'].includes(method) && { payload: {} }),
  })

it('every route declares a policy that we know', () => {
  expect(world.declared.length).toBeGreaterThan(20)
  for (const route of world.declared) expect(policies, `${route.method} ${route.url}`).toContain(route.who)
})

it('every route of a team is for its members only', () => {
  for (const route of world.declared.filter((each) => !open(each.url)))
    expect(route.who, `${route.method} ${route.url}`).toBe('member')
})

it('nobody gets 401 where somebody must be signed in', async () => {
  for (const { method, url } of world.declared.filter((route) => route.who !== 'anyone')) {
    const answer = await ask(
      method,
      addressOf(url, owner.teamId, { tour: tourId, panorama: panoramaId, attachment: attachmentId }),
    )
    expect(answer.status, `${method} ${url}`).toBe(401)
  }
})

it('a member of another team gets 404, in the foreign team and with foreign ids in their own', async () => {
  for (const { method, url } of world.declared.filter((route) => route.who === 'member')) {
    const foreign = await ask(
      method,
      addressOf(url, owner.teamId, { tour: tourId, panorama: panoramaId, attachment: attachmentId }),
      stranger.cookie,
    )
    expect(foreign.status, `${method} ${url}`).toBe(404)
    if (!/:(tourId|panoramaId|attachmentId)/.test(url)) continue
    const crossed = addressOf(url, stranger.teamId, { tour: tourId, panorama: panoramaId, attachment: attachmentId })
    const answer = await ask(method, crossed, stranger.cookie)
    // A write with an empty body may be told that the body is wrong, which says nothing about the tour.
    expect(['PUT', 'POST', 'PATCH'].includes(method) ? [400, 404] : [404], `${method} ${crossed}`).toContain(
      answer.status,
    )
    const absent = addressOf(url, stranger.teamId, { tour: newId(), panorama: newId(), attachment: newId() })
    expect((await ask(method, absent, stranger.cookie)).status, `${method} ${absent}`).toBe(answer.status)
  }
})

it('whoever is not of the operator’s staff gets 404 at the desk', async () => {
  const desk = world.declared.filter((route) => route.who === 'staff')
  expect(desk.length).toBeGreaterThan(0)
  for (const { method, url } of desk) {
    expect(url).toMatch(/^\/api\/desk\//)
    const answer = await ask(
      method,
      addressOf(url, owner.teamId, { tour: tourId, panorama: panoramaId, attachment: attachmentId }),
      owner.cookie,
    )
    expect(answer.status, `${method} ${url}`).toBe(404)
  }
})

it('reading changes nothing: GET on every route leaves the history as it was', async () => {
  const before = await world.db.selectFrom('audit_entry').select('id').execute()
  for (const { method, url } of world.declared.filter(
    (route) => route.method === 'GET' && !route.url.endsWith('/events'),
  ))
    await ask(
      method,
      addressOf(url, owner.teamId, { tour: tourId, panorama: panoramaId, attachment: attachmentId }),
      owner.cookie,
    )
  expect(await world.db.selectFrom('audit_entry').select('id').execute()).toEqual(before)
})
