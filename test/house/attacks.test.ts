// What an attacker of this product tried and got: each of these once worked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notifyTeam } from '#platform/events.ts'
import { placeHold } from '#rooms/holds/holds.ts'
import { listenToTeam } from '#test/support/events.ts'
import { newScene } from '#test/support/matrix-fixtures.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let origin: string
beforeAll(async () => {
  world = await openWorld()
  origin = await world.listen()
})
afterAll(() => world.close())

async function newTalk() {
  const owner = await world.newMember()
  const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
  const tour = await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Жабық тур', language: 'kk' })
  return { owner, editor, url: `/api/teams/${owner.teamId}/tours/${tour.body.id}/threads` }
}

describe('B6: the live line of a team', () => {
  const block = (kind: 'person' | 'team', id: string) =>
    world.write((tx) =>
      placeHold(tx, {
        ...{ subject: { kind, id }, kind: 'security', level: 'blocked', reason: 'security_risk' },
        ...{ statement: {}, placedBy: null, at: new Date() },
      }),
    )
  const acts: [name: string, act: (member: TestMember, owner: TestMember) => Promise<unknown>][] = [
    ['was removed', ({ personId }, owner) => owner.delete(`/api/teams/${owner.teamId}/members/${personId}`)],
    ['signed out', (member) => member.delete('/api/sessions/current')],
    ['was blocked', ({ personId }) => block('person', personId)],
    ['sees the team blocked', ({ teamId }) => block('team', teamId)],
  ]
  it.each(acts)('tells nothing, a second later, to who %s', async (_name, act) => {
    const owner = await world.newMember()
    const [former, colleague] = [
      await world.newMember({ teamId: owner.teamId, role: 'viewer' }),
      await world.newMember({ teamId: owner.teamId, role: 'viewer' }),
    ]
    const lines = [await listenToTeam(origin, owner.teamId, former.cookie)]
    const teamIsBlocked = act === acts[3]?.[1]
    if (!teamIsBlocked) lines.push(await listenToTeam(origin, owner.teamId, colleague.cookie))
    const say = (name: string) => world.write((tx) => notifyTeam(tx, owner.teamId, { name }))
    await say('before')
    for (const { heard } of lines) await expect.poll(() => heard.map(({ name }) => name)).toEqual(['before'])
    await act(former, owner)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await say('after')
    if (!teamIsBlocked) await expect.poll(() => lines[1]?.heard.at(-1)?.name).toBe('after')
    await expect.poll(() => lines[0]?.isOver).toBe(true)
    expect(lines[0]?.heard.map(({ name }) => name)).not.toContain('after')
    for (const line of lines) line.close()
  })
})

it('W1: a comment whose 200th character is half of an emoji is written, and its reader told', async () => {
  const { owner, editor, url } = await newTalk()
  const text = `${'а'.repeat(198)}${'😀'.repeat(30)}`
  expect((await owner.post(url, { text, mentions: [editor.personId] })).status).toBe(201)
  const [notice] = (await editor.get('/api/notices')).body.notices
  expect(notice.values.text).toBe(`${'а'.repeat(198)}😀…`)
})

it('W1: JSON nested deeper than the stack is refused, also by what anybody may ask', async () => {
  const deep = `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`
  const response = '{"clientDataJSON":"a","authenticatorData":"a","signature":"a"}'
  const passkey = `{"id":"a","rawId":"a","type":"public-key","response":${response},"clientExtensionResults":${deep}}`
  const answer = await world.inject({
    ...{ method: 'POST', url: '/api/sessions/passkey', payload: `{"passkey":${passkey}}` },
    headers: { origin: 'http://localhost', 'content-type': 'application/json' },
  })
  expect(answer.status).toBeLessThan(500)
  const poisoned = await world.inject({
    ...{ method: 'POST', url: '/api/sessions/passkey' },
    payload: `{"passkey":${passkey.replace('{"a":1}', '{"a":"\\u0000"}')}}`,
    headers: { origin: 'http://localhost', 'content-type': 'application/json' },
  })
  expect(poisoned.body.code).toBe('http.invalid')
})

describe('H6: names that can’t be seen or turn the words around them', () => {
  it('are refused or cleaned wherever a name is given', async () => {
    const { owner } = await newTalk()
    for (const name of ['\u200b', '\u3164', '\u202e', '\u2800\u00ad']) {
      expect((await owner.patch('/api/me', { name })).status).toBe(400)
      expect((await owner.post('/api/teams', { name })).status).toBe(400)
    }
    expect((await owner.patch('/api/me', { name: 'Әли\u202e\u200b Ұлы' })).body.name).toBe('Әли Ұлы')
    const key = await owner.post(`/api/teams/${owner.teamId}/keys`, {
      ...{ name: 'Сайт\r\n\u2066жаңалық', scopes: ['tours.view'], days: 30 },
    })
    expect(key.body.key.name).toBe('Сайт жаңалық')
  })
})

describe('B1: an installation that people reach by https', () => {
  it('sets cookies for https alone and says so, though no proxy tells it how one came', async () => {
    const house = await openWorld({
      env: { PUBLIC_URL: 'https://tours.example.kz', DATABASE_URL: 'postgres://unused/x' },
    })
    try {
      const { personId } = await house.newMember()
      const headers = { host: 'tours.example.kz', origin: 'https://tours.example.kz' }
      const { openSession } = await import('#rooms/accounts/sessions.ts')
      const now = new Date()
      const cookie = await house.write((tx) => openSession(tx, personId, { userAgent: '', secure: true, now }))
      expect(cookie).toMatch(/^__Host-panoqor=.*; HttpOnly; Secure; SameSite=Lax$/)
      const [pair = ''] = cookie.split(';')
      const me = await house.inject({ method: 'GET', url: '/api/me', headers: { ...headers, cookie: pair } })
      expect([me.status, me.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
      // A cookie that a neighbouring host could have set counts for nobody.
      const plain = pair.replace('__Host-', '')
      const tossed = await house.inject({ method: 'GET', url: '/api/me', headers: { ...headers, cookie: plain } })
      expect(tossed.status).toBe(401)
      const out = await house.inject({
        ...{ method: 'DELETE', url: '/api/sessions/current', headers: { ...headers, cookie: pair } },
      })
      expect(String(out.headers['set-cookie'])).toMatch(/^__Host-panoqor=;.*; Secure/)
    } finally {
      await house.close()
    }
  })
})

describe('C4: somebody who is not of the team any more', () => {
  it.each(['were removed', 'left'])('finds nothing of it under the bell when they %s', async (how) => {
    const { owner, editor, url } = await newTalk()
    await owner.post(url, { text: 'Жабық сөз', mentions: [editor.personId] })
    expect((await editor.get('/api/notices')).text).toContain('Жабық')
    const [by, what] = how === 'left' ? [editor, 'membership'] : [owner, `members/${editor.personId}`]
    expect((await by.delete(`/api/teams/${owner.teamId}/${what}`)).status).toBe(204)
    const { text, body } = await editor.get('/api/notices')
    expect(text).not.toContain('Жабық')
    expect(body.unread).toBe(how === 'left' ? 0 : 1) // that they were removed
    expect((await editor.get('/api/notices/count')).body).toEqual({ unread: body.unread })
  })
})

it('A1: a device that a neighbouring host handed to a browser is nobody’s known device', async () => {
  const { hashPassword } = await import('#rooms/accounts/passwords.ts')
  const house = await openWorld({ env: { PUBLIC_URL: 'https://tours.example.kz' } })
  try {
    const { personId, email } = await house.newMember()
    const password = 'ұзақ әрі сирек кездесетін сөйлем'
    const password_hash = await hashPassword(password)
    await house.db.updateTable('person').set({ password_hash }).where('id', '=', personId).execute()
    const tossed = 'x'.repeat(43)
    for (const planted of [`panoqor-device=${tossed}`, '__Host-panoqor-device=', '__Host-panoqor-device=guessed']) {
      const answer = await house.inject({
        ...{ method: 'POST', url: '/api/sessions', payload: { email, password } },
        headers: { host: 'tours.example.kz', origin: 'https://tours.example.kz', cookie: planted },
      })
      const [, device = ''] = [answer.headers['set-cookie']].flat().map(String)
      expect(device).toMatch(/^__Host-panoqor-device=[\w-]{43};.*; Secure; SameSite=Lax$/)
      expect(device).not.toContain(tossed)
    }
  } finally {
    await house.close()
  }
})

it('shows the demo’s inbox nowhere but in the demo', async () => {
  const addresses = world.registered.map(({ url }) => url).filter((url) => /inbox/.test(url))
  expect(addresses).toEqual([])
  expect((await world.visitor.get('/inbox')).status).toBe(404)
})

describe('S2: an address that a team let go', () => {
  it('of a tour leads to nobody else’s, whether the tour was taken off or moved', async () => {
    const [former, stranger] = [await newScene(world), await newScene(world)]
    const publish = async (scene: typeof former, slug: string) =>
      scene.owner.put(`/api/teams/${scene.owner.teamId}/tours/${await scene.get('tourId')}/publication`, { slug })
    const [tourId, slug] = [await former.get('tourId'), await former.get('slug')]
    expect((await publish(former, `${slug}-moved`)).status).toBe(200)
    expect((await publish(stranger, slug)).body.code).toBe('publishing.slug_taken')
    await former.owner.delete(`/api/teams/${former.owner.teamId}/tours/${tourId}/publication`)
    expect((await publish(stranger, `${slug}-moved`)).body.code).toBe('publishing.slug_taken')
    expect((await publish(former, slug)).status).toBe(200)
    expect((await publish(stranger, `${slug}-free`)).status).toBe(200)
  })

  it('of its own page leads to nobody else’s, also after the team is gone', async () => {
    const [former, stranger] = [await world.newMember(), await world.newMember()]
    const open = ({ teamId, put }: TestMember, slug: string) => put(`/api/teams/${teamId}/page`, { slug })
    const slug = `agency-rests-${Date.now()}`
    await open(former, slug)
    await open(former, `${slug}-moved`)
    expect((await open(stranger, slug)).body.code).toBe('publishing.slug_taken')
    await former.delete(`/api/teams/${former.teamId}/page`)
    expect((await open(stranger, `${slug}-moved`)).body.code).toBe('publishing.slug_taken')
    expect((await open(former, slug)).status).toBe(200)
    const { eraseTeamRows } = await import('#rooms/privacy/erase-team.ts')
    await world.write((tx) => eraseTeamRows(tx, former.teamId, new Date()))
    for (const each of [slug, `${slug}-moved`]) expect((await open(stranger, each)).status).toBe(409)
    const kept = world.db.selectFrom('retired_slug').select('last_team').where('slug', 'like', `${slug}%`)
    expect((await kept.execute()).map(({ last_team }) => last_team)).toEqual([null, null])
  })
})
