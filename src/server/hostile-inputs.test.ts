// C3, C4, C6, C7, C8 over the real table of routes: fields that nobody may set, words of other teams, odd content types, poisoned
// prototypes and doubled parameters.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeclaredRoute } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { canary, seedCanaries } from '#test/support/canaries.ts'
import { freely, hijacked, newScene, parameters, type Scene } from '#test/support/matrix-fixtures.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let scene: Scene
let staff: TestMember
beforeAll(async () => {
  world = await openWorld()
  scene = await newScene(world)
  staff = await world.newMember()
  await world.db
    .insertInto('operator')
    .values({ person_id: staff.personId, role: 'owner', since: new Date() })
    .execute()
  const passed = { second_factor_at: new Date() }
  await world.db.updateTable('session').set(passed).where('person_id', '=', staff.personId).execute()
})
afterAll(() => world.close())

const keyOf = ({ method, url }: DeclaredRoute) => `${method} ${url}`
const withBody = () => world.declared.filter(({ takesBody }) => takesBody)

/** Of this scene, and where that says nothing of the right shape. */
async function address(url: string): Promise<string> {
  let path = url
  for (const [whole, name = '*'] of url.matchAll(/:(\w+)|\*/g)) {
    const row = [`${url} ${name}`, name].find((key) => key in parameters || key in freely) ?? ''
    const isTeams = url.startsWith('/api/teams/:teamId') && row in parameters
    path = path.replace(whole, isTeams ? await scene.get(row) : (freely[row] ?? newId()))
  }
  return path
}

let networks = 0
async function send(route: DeclaredRoute, payload: string, type = 'application/json', query = '') {
  const who = route.who === 'staff' ? staff : scene.owner
  return world.inject({
    method: route.method as 'POST',
    url: (await address(route.url)) + query,
    remoteAddress: `203.0.${(++networks >> 8) & 255}.${networks & 255}`,
    headers: { origin: 'http://localhost', cookie: who.cookie, 'content-type': type },
    payload,
  })
}

/** Their bodies are chosen by another field, so that an unknown one is told by that choice failing. */
const isChoice = (issues: { code: string }[]) => issues.some(({ code }) => code === 'invalid_union')

it('C3 lets nobody set what is not theirs to set: every body refuses unknown fields', async () => {
  const wanted = ['ownerId', 'isAdmin', 'plan', 'paidUntil', 'status', 'createdBy', 'operator', 'teamRole']
  const body = JSON.stringify(Object.fromEntries(wanted.map((field) => [field, newId()])))
  const tolerant: string[] = []
  for (const route of withBody()) {
    const answer = await send(route, body)
    const issues: { code: string }[] = answer.body?.details?.issues ?? []
    const refuses = isChoice(issues) || issues.some(({ code }) => code === 'unrecognized_keys')
    if (answer.status !== 400 || !refuses) tolerant.push(`${keyOf(route)}: ${answer.status} ${answer.text}`)
  }
  expect(tolerant).toEqual([])
})

const types = [
  ...['', ' ', ';', '/', 'application', 'application/', '/json', 'json', 'text/json', 'text/plain', 'text/html'],
  ...['application/json\tx', 'application/json \t; charset=utf-8', 'application/json;', 'application/json,text/plain'],
  ...['application/json, application/json', 'application/jsonx', 'application/json-patch+json', 'application/ld+json'],
  ...[
    'application/vnd.api+json',
    'application/problem+json',
    'application/x-json',
    'APPLICATION/JSON',
    'Application/Json',
  ],
  ...['application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/xml'],
  ...['application/json; charset=utf-16', 'application/json; charset="utf-8"', 'application/json;boundary=x', '*/*'],
  ...['application/*', 'application/octet-stream', 'application/cbor', 'application/yaml', 'application/json#x'],
  ...['application/json\\x', ' application/json', 'application /json', 'application/json\u00a0'],
]

it('C6 runs no handler with a body that its schema did not see, whatever the body calls itself', async () => {
  expect(types.length).toBeGreaterThanOrEqual(40)
  const history = async () =>
    Number(
      (
        await world.db
          .selectFrom('audit_entry')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )
  const before = await history()
  for (const route of withBody())
    for (const type of types) {
      const answer = await send(route, '{"__unseen":1}', type)
      expect([400, 415], `${keyOf(route)} ${JSON.stringify(type)}: ${answer.status} ${answer.text}`).toContain(
        answer.status,
      )
    }
  expect(await history()).toBe(before)
})

it('C7 takes no body that reaches for a prototype, at any depth', async () => {
  const poisons = ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}']
  for (const route of withBody())
    for (const poison of poisons)
      for (let depth = 0; depth <= 4; depth++) {
        const body = '{"document":'.repeat(depth) + poison + '}'.repeat(depth)
        const answer = await send(route, body)
        expect(answer.status, `${keyOf(route)} ${body}`).toBe(400)
      }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

it('C8 takes no parameter twice: it is refused, or as if it had not been said', async () => {
  let asked = 0
  for (const route of world.declared.filter(({ url }) => url.startsWith('/api') && !hijacked(url)))
    for (const name of route.queryKeys ?? []) {
      const url = await address(route.url)
      const headers = { origin: 'http://localhost', cookie: (route.who === 'staff' ? staff : scene.owner).cookie }
      const ask = (query: string) => world.inject({ method: route.method as 'GET', url: url + query, headers })
      const answer = await ask(`?${name}=1&${name}=2`)
      if (answer.status !== 400) expect(answer.text, `${keyOf(route)} ${name}`).toBe((await ask('')).text)
      asked++
    }
  expect(asked).toBeGreaterThan(5)
})

it('C4 shows a team no word of another: 200 canaries in no answer', async () => {
  await seedCanaries(world)

  const reads = world.declared.filter(
    ({ method, who, url }) => method === 'GET' && ['member', 'person'].includes(who) && !hijacked(url),
  )
  expect(reads.length).toBeGreaterThan(30)
  for (const route of reads)
    for (const query of ['', `?search=${encodeURIComponent(canary)}`]) {
      const answer = await world.inject({
        method: 'GET',
        url: (await address(route.url)) + query,
        headers: { cookie: scene.owner.cookie },
      })
      expect(answer.text.includes(canary), `${keyOf(route)}${query}`).toBe(false)
    }
})

it('C8 answers numbers and dates that no database holds with a no, not with a fault', async () => {
  const odd = [
    '9223372036854775808',
    '9'.repeat(40),
    '-1',
    '1e400',
    '+275760-09-13',
    '2026-02-31',
    '0000-00-00',
    '%F0%9F',
  ]
  let asked = 0
  for (const route of world.declared.filter(({ url }) => url.startsWith('/api') && !hijacked(url)))
    for (const key of route.queryKeys ?? [])
      for (const value of odd) {
        const answer = await world.inject({
          ...{ method: route.method as 'GET', url: `${await address(route.url)}?${key}=${value}` },
          remoteAddress: `203.1.${(++asked >> 8) & 255}.${asked & 255}`,
          headers: { origin: 'http://localhost', cookie: (route.who === 'staff' ? staff : scene.owner).cookie },
        })
        expect(answer.status, `${keyOf(route)} ${key}=${value}: ${answer.text}`).toBeLessThan(500)
      }
  expect(asked).toBeGreaterThan(100)
})
