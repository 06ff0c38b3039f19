// Keys of a team: what they open, what they never open, and that they are as weak as their maker has become.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId, sha256 } from '#platform/ids.ts'
import { liftHold, placeHold } from '#rooms/holds/holds.ts'
import { freely } from '#test/support/matrix-fixtures.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { keyScopes } from './scopes/contract.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const all = [...keyScopes]

async function newKey(maker: TestMember, scopes: readonly string[] = all, more: { days?: number } = {}) {
  const made = await maker.post(`/api/teams/${maker.teamId}/keys`, { name: 'Сайт', scopes, days: 30, ...more })
  expect(made.status).toBe(201)
  return { id: made.body.key.id as string, token: made.body.token as string }
}

const ask = (token: string, method: string, url: string, payload?: object, headers: Record<string, string> = {}) =>
  world.inject({
    method: method as 'GET',
    url,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload && { payload }),
  })

/** Ids that don't exist: only the wall in front of the route is looked at. */
const addressOf = (url: string, teamId: string) =>
  url
    .replace(':teamId', teamId)
    .replace(/:(\w+)/g, (_, name: string) => freely[`${url} ${name}`] ?? freely[name] ?? newId())
    .replace('*', 'x')

it('is shown once, and only its hash is stored (B1)', async () => {
  const owner = await world.newMember()
  const { id, token } = await newKey(owner)
  expect(token).toMatch(/^pq_[\w-]{43}$/)
  const row = await world.db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.token_sha256).toEqual(sha256(token))
  expect(JSON.stringify(row)).not.toContain(token)
  const listed = await owner.get(`/api/teams/${owner.teamId}/keys`)
  expect(listed.text).not.toContain(token)
  expect(listed.body[0]).toMatchObject({ name: 'Сайт', ending: token.slice(-4), state: 'works', idleScopes: [] })
})

it('acts for its team; the history names the key beside its maker', async () => {
  const owner = await world.newMember()
  const { id, token } = await newKey(owner)
  const made = await ask(token, 'POST', `/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
  expect(made.status).toBe(201)
  const entry = await world.db
    .selectFrom('audit_entry')
    .select(['person_id', 'details'])
    .where('action', '=', 'tour.created')
    .where('team_id', '=', owner.teamId)
    .executeTakeFirstOrThrow()
  expect(entry).toEqual({ person_id: owner.personId, details: { keyId: id, keyName: 'Сайт' } })
  const [key] = (await owner.get(`/api/teams/${owner.teamId}/keys`)).body
  expect(key.lastUsedAt).toMatch(/:00:00\.000Z$/)
})

it('B3: every route outside its scopes answers 403, every route of a person too', async () => {
  const owner = await world.newMember()
  const withAbility = world.declared.filter((route) => route.who !== 'anyone')
  expect(withAbility.length).toBeGreaterThan(30)
  for (const scope of keyScopes) {
    const { token } = await newKey(owner, [scope])
    for (const route of withAbility.filter(({ ability }) => ability !== scope)) {
      const answer = await ask(token, route.method, addressOf(route.url, owner.teamId), undefined, {
        'tus-resumable': '1.0.0',
      })
      expect(answer.status, `${scope}: ${route.method} ${route.url}`).toBe(403)
    }
  }
}, 60_000)

it('B3: no key reaches keys, people, money or deletion, whatever it was made for', async () => {
  const owner = await world.newMember()
  const dangerous = /\/(keys|invitations|members|deletion|ownership|requisites|account)\b/
  const { token } = await newKey(owner)
  const routes = world.declared.filter(({ url, method }) => dangerous.test(url) && method !== 'GET')
  expect(routes.filter(({ who }) => who === 'member').length).toBeGreaterThan(2)
  for (const { method, url } of routes.filter(({ who }) => who !== 'anyone'))
    expect((await ask(token, method, addressOf(url, owner.teamId))).status, `${method} ${url}`).toBe(403)
})

it('B3: a scope that is not offered is refused, and one that its maker lacks', async () => {
  const owner = await world.newMember()
  for (const scopes of [['keys.manage'], ['tours.delete'], ['team.delete'], ['members.manage'], []])
    expect((await owner.post(`/api/teams/${owner.teamId}/keys`, { name: 'x', scopes, days: 30 })).status).toBe(400)
  const more = { userId: newId(), teamId: newId(), created_by: newId() }
  const foreign = await owner.post(`/api/teams/${owner.teamId}/keys`, { name: 'x', scopes: all, days: 30, ...more })
  expect(foreign.status).toBe(400)
})

it('B3: a body that names another person or team is refused or changes nothing of them', async () => {
  const owner = await world.newMember()
  const other = await world.newMember()
  const { token } = await newKey(owner)
  for (const extra of [{ userId: other.personId }, { teamId: other.teamId }, { orgId: other.teamId }]) {
    const body = { title: 'Пәтер', language: 'kk', ...extra }
    expect((await ask(token, 'POST', `/api/teams/${owner.teamId}/tours`, body)).status).toBe(400)
  }
  expect((await other.get(`/api/teams/${other.teamId}/tours`)).body).toEqual([])
})

it('B3: is bound to its team: another team does not exist for it, even one of its maker', async () => {
  const owner = await world.newMember()
  const other = await world.newMember()
  const { token } = await newKey(owner)
  const absent = await ask(token, 'GET', `/api/teams/${newId()}/tours`)
  const foreign = await ask(token, 'GET', `/api/teams/${other.teamId}/tours`)
  expect(foreign.status).toBe(404)
  expect(foreign.body.code).toBe(absent.body.code)
})

it('B3: is as weak as its maker at the moment of use', async () => {
  const owner = await world.newMember()
  const admin = await world.newMember({ teamId: owner.teamId, role: 'admin' })
  const { token, id } = await newKey(admin)
  const tours = `/api/teams/${owner.teamId}/tours`
  const make = () => ask(token, 'POST', tours, { title: 'Пәтер', language: 'kk' })
  expect((await make()).status).toBe(201)
  const setRole = (role: 'viewer' | 'admin') =>
    world.db.updateTable('membership').set({ role }).where('person_id', '=', admin.personId).execute()
  await setRole('viewer')
  expect((await make()).status).toBe(403)
  expect((await ask(token, 'GET', tours)).status).toBe(200)
  const key = (await owner.get(`/api/teams/${owner.teamId}/keys`)).body.find((each: { id: string }) => each.id === id)
  expect(key.idleScopes).toContain('tours.edit')
  await world.db.deleteFrom('membership').where('person_id', '=', admin.personId).execute()
  expect((await ask(token, 'GET', tours)).status).toBe(401)
})

it('B3: a hold on its maker or its team holds it too, and lifting it lets go', async () => {
  const owner = await world.newMember()
  const { token } = await newKey(owner)
  const tours = `/api/teams/${owner.teamId}/tours`
  const at = new Date()
  const placed = { kind: 'security', reason: 'security_risk', statement: {}, placedBy: null, at } as const
  for (const subject of [
    { kind: 'person', id: owner.personId },
    { kind: 'team', id: owner.teamId },
  ] as const) {
    const holdId = await world.write((tx) => placeHold(tx, { ...placed, subject, level: 'read_only' }))
    expect((await ask(token, 'POST', tours, { title: 'Пәтер', language: 'kk' })).status, subject.kind).toBe(403)
    expect((await ask(token, 'GET', tours)).status).toBe(200)
    await world.write((tx) => liftHold(tx, { holdId, liftedBy: null, note: '', at: new Date() }))
    expect((await ask(token, 'POST', tours, { title: 'Пәтер', language: 'kk' })).status).toBe(201)
  }
})

it('a revoked or expired or invented key opens nothing', async () => {
  const owner = await world.newMember()
  const tours = `/api/teams/${owner.teamId}/tours`
  const { token, id } = await newKey(owner)
  for (let times = 0; times < 2; times++)
    expect((await owner.put(`/api/teams/${owner.teamId}/keys/${id}/revocation`)).status).toBe(204)
  expect((await ask(token, 'GET', tours)).status).toBe(401)
  const old = await newKey(owner)
  await world.db.updateTable('api_key').set({ expires_at: new Date() }).where('id', '=', old.id).execute()
  expect((await ask(old.token, 'GET', tours)).body.code).toBe('keys.expired')
  for (const invented of [`pq_${'a'.repeat(43)}`, 'pq_', 'x', old.token.slice(0, -1)])
    expect((await ask(invented, 'GET', tours)).status).toBe(401)
  expect((await world.history(owner.teamId)).filter((action) => action === 'key.revoked')).toHaveLength(1)
})

it('opens nothing as long as its maker has not proven their address', async () => {
  const owner = await world.newMember()
  const { token } = await newKey(owner)
  await world.db.updateTable('person').set({ email_verified_at: null }).where('id', '=', owner.personId).execute()
  expect((await ask(token, 'GET', `/api/teams/${owner.teamId}/tours`)).status).toBe(401)
})

it('where a key is brought it counts, and no cookie', async () => {
  const owner = await world.newMember()
  const { token } = await newKey(owner, ['leads.view'])
  const both = (url: string, key: string) => ask(key, 'GET', url, undefined, { cookie: owner.cookie })
  expect((await both(`/api/teams/${owner.teamId}/tours`, token)).status).toBe(403)
  expect((await both(`/api/teams/${owner.teamId}/tours`, 'pq_nothing')).status).toBe(401)
  expect((await both('/api/me', token)).status).toBe(403)
})

it('a key that goes wild is told to wait', async () => {
  const owner = await world.newMember()
  const { token, id } = await newKey(owner, ['tours.view'])
  const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000)
  const windows = [minute, new Date(minute.getTime() + 60_000)]
  await world.db
    .insertInto('attempt')
    .values(windows.map((window_start) => ({ bucket: `key:${id}`, window_start, count: 600 })))
    .execute()
  expect((await ask(token, 'GET', `/api/teams/${owner.teamId}/tours`)).status).toBe(429)
})

it('what it uploads stands in the history with the key too', async () => {
  const owner = await world.newMember()
  const { token } = await newKey(owner, ['media.upload'])
  await world.inject({
    method: 'POST',
    url: `/api/teams/${owner.teamId}/uploads`,
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'content-type': 'application/offset+octet-stream',
    },
    payload: Buffer.from('photo'),
  })
  const { details } = await world.db
    .selectFrom('audit_entry')
    .select('details')
    .where('action', '=', 'panorama.received')
    .where('team_id', '=', owner.teamId)
    .executeTakeFirstOrThrow()
  expect(details).toMatchObject({ keyName: 'Сайт' })
})

it('whoever makes a key has proven lately that it is them', async () => {
  const owner = await world.newMember()
  await world.db
    .updateTable('session')
    .set({ proved_at: new Date(Date.now() - 11 * 60_000) })
    .where('person_id', '=', owner.personId)
    .execute()
  const answer = await owner.post(`/api/teams/${owner.teamId}/keys`, { name: 'x', scopes: all, days: 30 })
  expect(answer).toMatchObject({ status: 403, body: { code: 'accounts.prove_again' } })
})

it('an editor sees no keys', async () => {
  const editor = await world.newMember({ role: 'editor' })
  expect((await editor.get(`/api/teams/${editor.teamId}/keys`)).status).toBe(403)
})

it('sees names and roles of the members, and no addresses', async () => {
  const owner = await world.newMember()
  const { token } = await newKey(owner, ['members.view'])
  const { body, text } = await ask(token, 'GET', `/api/teams/${owner.teamId}/members`)
  expect(body.members).toEqual([expect.objectContaining({ name: expect.any(String), role: 'owner', email: null })])
  expect(text).not.toContain(owner.email)
  expect((await owner.get(`/api/teams/${owner.teamId}/members`)).text).toContain(owner.email)
})
