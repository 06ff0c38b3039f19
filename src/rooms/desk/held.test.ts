// T1: what is left to those whom the operator restricts, over the real table of routes: everything that can be asked is asked.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writes } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import type { HoldLevel } from '#rooms/holds/contract.ts'
import { type HoldSubject, liftHold, placeHold } from '#rooms/holds/holds.ts'
import { type Ability, ruleOf } from '#rooms/teams/teams.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const place = (subject: HoldSubject, level: HoldLevel, more: object = {}) =>
  world.write((tx) =>
    placeHold(tx, {
      ...{ subject, kind: 'terms', level, reason: 'spam', statement: { kk: 'Себебі' }, placedBy: null, at: new Date() },
      ...more,
    }),
  )
const lift = (holdId: string) => world.write((tx) => liftHold(tx, { holdId, liftedBy: null, note: '', at: new Date() }))
const teamOf = ({ teamId }: TestMember): HoldSubject => ({ kind: 'team', id: teamId })
const isWrite = (method: string) => writes({ method })
/** The page that says why, the way back from one's own deletion, and taking along what is one's own. */
const staysOpen = ({ method, url, ability }: World['declared'][number]) =>
  ['GET /api/teams/:teamId/holds', 'DELETE /api/teams/:teamId/deletion'].includes(`${method} ${url}`) ||
  (ability !== undefined && ruleOf(ability as Ability).held === true)

/** Every route of a team, asked by its owner with ids of nothing: what matters is who refuses. */
async function askAll(member: TestMember) {
  const routes = world.declared.filter(({ who, url }) => who === 'member' && url.includes(':teamId'))
  const answers = []
  for (const route of routes) {
    const url = route.url
      .replace(':teamId', member.teamId)
      .replace(/:\w*Id\b/g, newId())
      .replace(':sha256', '0'.repeat(64))
      .replace(/:\w+|\*/g, 'x')
    if (/\/(events|presence)$/.test(route.url) && route.method === 'GET') continue // a stream that does not end
    const method = route.method as 'GET'
    const headers = { cookie: member.cookie, origin: 'http://localhost' }
    const answer = await world.inject({ method, url, headers, ...(isWrite(method) && { payload: {} }) })
    // An answer to HEAD has no body: whether it was refused is all that it says.
    const code = method === ('HEAD' as string) && answer.status === 403 ? 'HEAD' : String(answer.body?.code ?? '')
    answers.push({ route, code, isHeld: code === 'HEAD' || code.startsWith('holds.') })
  }
  return answers
}

it('T1: reading only refuses every writing route of the team, and no reading one', async () => {
  const member = await world.newMember()
  await place(teamOf(member), 'read_only')
  const answers = await askAll(member)
  expect(answers.length).toBeGreaterThan(30)
  for (const { route, code, isHeld } of answers) {
    const refused = isWrite(route.method) && !staysOpen(route)
    expect(isHeld, `${route.method} ${route.url} ${code}`).toBe(refused)
  }
})

it('T1: a block refuses every route of the team but the reason and the export', async () => {
  const member = await world.newMember()
  await place(teamOf(member), 'blocked')
  for (const { route, code, isHeld } of await askAll(member))
    expect(isHeld, `${route.method} ${route.url} ${code}`).toBe(!staysOpen(route))
})

it('T1: a limit refuses new uploads, publishing and invitations, and nothing else', async () => {
  const member = await world.newMember()
  await place(teamOf(member), 'limited')
  for (const { route, code, isHeld } of await askAll(member)) {
    const grows =
      route.ability !== undefined && ruleOf(route.ability as Ability).growth === true && isWrite(route.method)
    expect(isHeld, `${route.method} ${route.url} ${code}`).toBe(grows)
  }
})

it('T1: a person who may only read keeps their own pages, in every team', async () => {
  const member = await world.newMember()
  const holdId = await place({ kind: 'person', id: member.personId }, 'read_only')
  expect((await member.patch('/api/me', { name: 'Басқа' })).body.code).toBe('holds.read_only')
  expect((await member.get('/api/me')).status).toBe(200)
  expect((await member.get(`/api/teams/${member.teamId}/tours`)).status).toBe(200)
  const tour = { title: 'Пәтер', language: 'kk' }
  expect((await member.post(`/api/teams/${member.teamId}/tours`, tour)).body.code).toBe('holds.read_only')
  await lift(holdId)
  expect((await member.post(`/api/teams/${member.teamId}/tours`, tour)).status).toBe(201)
})

it('a blocked person sees why, and nothing of their teams', async () => {
  const member = await world.newMember()
  const colleague = await world.newMember({ teamId: member.teamId, role: 'admin' })
  await place({ kind: 'person', id: member.personId }, 'blocked')
  expect((await member.get(`/api/teams/${member.teamId}/tours`)).body.code).toBe('holds.blocked')
  expect((await member.get('/api/me')).status).toBe(200)
  expect((await member.get('/api/me/holds')).body).toMatchObject({ level: 'blocked', holds: [{ reason: 'spam' }] })
  expect((await colleague.get(`/api/teams/${member.teamId}/tours`)).status).toBe(200)
  expect((await member.delete('/api/sessions/current')).status).toBe(204)
})

it('says why to the team’s own, whatever stands, and to nobody else', async () => {
  const [member, stranger] = [await world.newMember(), await world.newMember()]
  const until = new Date(Date.now() + 86_400_000)
  await place(teamOf(member), 'blocked', { until })
  const url = `/api/teams/${member.teamId}/holds`
  const { body } = await member.get(url)
  expect(body).toMatchObject({ level: 'blocked', holds: [{ statement: { kk: 'Себебі' }, until: until.toISOString() }] })
  expect((await stranger.get(url)).status).toBe(404)
})

it('restricts one tour and leaves the others', async () => {
  const member = await world.newMember()
  const tours = `/api/teams/${member.teamId}/tours`
  const [one, other] = [
    (await member.post(tours, { title: 'Бір', language: 'kk' })).body,
    (await member.post(tours, { title: 'Екі', language: 'kk' })).body,
  ]
  await place({ kind: 'tour', id: one.id }, 'read_only')
  const save = ({ id, document }: { id: string; document: object }) =>
    member.put(`${tours}/${id}`, { revision: 1, document })
  expect((await save(one)).body.code).toBe('holds.read_only')
  expect((await member.get(`${tours}/${one.id}`)).status).toBe(200)
  expect((await save(other)).status).toBe(200)
  const held = async (id: string) =>
    (await member.get(`/api/teams/${member.teamId}/holds?tourId=${id}`)).body.holds.length
  expect([await held(one.id), await held(other.id)]).toEqual([1, 0])
})

it('lifting brings everything back as it was', async () => {
  const member = await world.newMember()
  const tours = `/api/teams/${member.teamId}/tours`
  const made = (await member.post(tours, { title: 'Пәтер', language: 'kk' })).body
  const before = (await member.get(`${tours}/${made.id}`)).body
  const holdId = await place(teamOf(member), 'blocked')
  expect((await member.get(`${tours}/${made.id}`)).status).toBe(403)
  await lift(holdId)
  expect((await member.get(`${tours}/${made.id}`)).body).toEqual(before)
})
