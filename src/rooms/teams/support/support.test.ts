// The operator's staff, and how they look into teams: O1, O2, O3.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let clock = 0
beforeAll(async () => {
  world = await openWorld()
  world.tools.now = () => new Date(Date.now() + clock)
})
afterAll(() => world.close())

const anyId = '00000000-0000-7000-8000-000000000000'
const addressOf = (url: string, teamId = anyId) =>
  url
    .replace(':teamId', teamId)
    .replace(/:(\w+)/g, anyId)
    .replace('*', 'x')
const ask = (method: string, url: string, { cookie }: { cookie: string }) =>
  world.inject({
    method: method as 'GET',
    url,
    headers: { cookie, origin: 'http://localhost', 'tus-resumable': '1.0.0' },
    ...(['POST', 'PUT', 'PATCH'].includes(method) && { payload: {} }),
  })
const desk = () => world.declared.filter(({ who }) => who === 'staff')

/** All of these refuse; an address whose parts can't exist (a kind, a date) may say only that. Answers how many said the code. */
async function refusedWith(code: string, routes: typeof world.declared, who: TestMember): Promise<number> {
  let said = 0
  for (const { method, url } of routes) {
    const answer = await ask(method, addressOf(url), who)
    expect([`403 ${code}`, '404 http.not_found'], `${method} ${url}`).toContain(`${answer.status} ${answer.body?.code}`)
    if (answer.status === 403) said++
  }
  return said
}

describe('the desk', () => {
  it('O1: does not exist for who is not staff', async () => {
    const member = await world.newMember()
    expect(desk().length).toBeGreaterThan(5)
    for (const { method, url } of desk())
      expect((await ask(method, addressOf(url), member)).status, `${method} ${url}`).toBe(404)
  })

  it('O1: opens to staff only with a second factor', async () => {
    const owner = await newStaff(world)
    await world.db
      .updateTable('session')
      .set({ second_factor_at: null })
      .where('person_id', '=', owner.personId)
      .execute()
    expect(await refusedWith('accounts.second_factor_first', desk(), owner)).toBeGreaterThan(10)
  })

  it('O1: opens as soon as a second factor is set up in this session', async () => {
    const owner = await newStaff(world)
    const sessions = world.db.updateTable('session').where('person_id', '=', owner.personId)
    await sessions.set({ second_factor_at: null }).execute()
    expect((await owner.get('/api/desk/staff')).status).toBe(403)
    const { secret } = (await owner.post('/api/me/one-time-codes')).body
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    expect((await owner.put('/api/me/one-time-codes', { code })).status).toBe(200)
    expect((await owner.get('/api/desk/staff')).status).toBe(200)
    expect((await owner.delete('/api/me/one-time-codes')).status).toBe(204)
    expect((await owner.get('/api/desk/staff')).status).toBe(403)
  })

  it('O1: asks for a new proof after ten minutes where it is dangerous', async () => {
    const owner = await newStaff(world)
    const dangerous = desk().filter(({ provenLately }) => provenLately)
    expect(dangerous.length).toBeGreaterThan(3)
    clock = 11 * 60_000
    expect(await refusedWith('accounts.prove_again', dangerous, owner)).toBeGreaterThan(3)
    clock = 0
  })

  it('O1: closes after twelve hours, also for reading, while the studio stays open', async () => {
    const owner = await newStaff(world)
    clock = 12 * 3_600_000 - 60_000
    expect((await owner.get('/api/desk/staff')).status).toBe(200)
    clock += 2 * 60_000
    expect(await refusedWith('accounts.prove_again', desk(), owner)).toBeGreaterThan(10)
    expect((await owner.get(`/api/teams/${owner.teamId}/tours`)).status).toBe(200)
    clock = 0
  })

  it('O1: may be bound to networks', async () => {
    const bound = await openWorld({ env: { DESK_NETWORKS: '203.0.113.0/24, 2001:db8::/32' } })
    try {
      const { cookie } = await newStaff(bound)
      const from = (remoteAddress: string) =>
        bound.inject({ method: 'GET', url: '/api/desk/staff', headers: { cookie }, remoteAddress })
      expect((await from('203.0.113.9')).status).toBe(200)
      expect((await from('2001:db8:7::1')).status).toBe(200)
      const elsewhere = await from('198.51.100.4')
      expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'accounts.desk_elsewhere'])
    } finally {
      await bound.close()
    }
  })

  it('O1: a fresh installation has nobody who could come in', async () => {
    const fresh = await openWorld()
    try {
      expect(await fresh.db.selectFrom('person').selectAll().execute()).toEqual([])
      expect(await fresh.db.selectFrom('operator').selectAll().execute()).toEqual([])
    } finally {
      await fresh.close()
    }
  })

  it('O3: no route takes a password for somebody else', () => {
    const source = desk().map(({ url }) => url)
    expect(source.filter((url) => /password/.test(url))).toEqual([])
  })
})

describe('staff', () => {
  it('is appointed from people with a proven address, by an owner alone', async () => {
    const [owner, moderator, person] = [
      await newStaff(world),
      await newStaff(world, 'moderation'),
      await world.newMember(),
    ]
    const wanted = { email: person.email, role: 'support' }
    expect((await moderator.post('/api/desk/staff', wanted)).status).toBe(403)
    expect((await owner.post('/api/desk/staff', { ...wanted, email: `${newId()}@example.kz` })).status).toBe(422)
    expect((await owner.post('/api/desk/staff', wanted)).status).toBe(204)
    expect((await owner.post('/api/desk/staff', wanted)).status).toBe(409)
    const told = (await person.get('/api/notices')).body.notices
    expect(told).toMatchObject([{ kind: 'made_staff', values: { staffRole: 'support' }, path: '/account/security' }])
    const listed = (await owner.get('/api/desk/staff')).body
    expect(listed.find((each: { id: string }) => each.id === person.personId)).toMatchObject({
      role: 'support',
      secondFactor: false,
    })
    expect((await owner.patch(`/api/desk/staff/${person.personId}`, { role: 'auditor' })).status).toBe(204)
    expect((await owner.delete(`/api/desk/staff/${person.personId}`)).status).toBe(204)
    expect((await person.get('/api/desk/staff')).status).toBe(404)
  })

  it('keeps one owner, also when two step down at once', async () => {
    const alone = await openWorld()
    try {
      const [one, other] = [await newStaff(alone), await newStaff(alone)]
      const answers = await Promise.all([
        one.delete(`/api/desk/staff/${one.personId}`),
        other.patch(`/api/desk/staff/${other.personId}`, { role: 'auditor' }),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    } finally {
      await alone.close()
    }
  })
})

describe('support', () => {
  const reason = 'Обращение №184: не открывается тур'
  const openLook = (staff: TestMember, { teamId }: TestMember) => staff.post('/api/desk/support', { teamId, reason })

  it('O2: looks with a recorded reason, writes nothing, and never reaches keys, exports and ownership', async () => {
    const [team, staff] = [await world.newMember(), await newStaff(world, 'support')]
    const tours = `/api/teams/${team.teamId}/tours`
    await team.post(tours, { title: 'Пәтер', language: 'kk' })
    expect((await staff.get(tours)).status).toBe(404)
    expect((await staff.post('/api/desk/support', { teamId: team.teamId, reason: 'x' })).status).toBe(400)
    expect((await openLook(staff, team)).status).toBe(201)
    const [card] = (await staff.get(tours)).body
    expect(card).toMatchObject({ mayDelete: false })
    const { abilities } = (await staff.get(`${tours}/${card.id}`)).body
    expect(Object.values(abilities)).toEqual([false, false, false, false])

    const ofTeams = world.declared.filter(({ who, url }) => who === 'member' && url.startsWith('/api/teams/:teamId'))
    const writing = ofTeams.filter(({ method }) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS')
    expect(writing.length).toBeGreaterThan(20)
    for (const { method, url } of writing) {
      const answer = await ask(method, addressOf(url, team.teamId), staff)
      expect([answer.status, answer.body?.code], `${method} ${url}`).toEqual([403, 'support.only_looks'])
    }
    const closed = ofTeams.filter(
      ({ method, ability }) => method === 'GET' && /^(keys\.|team\.(export|transfer|delete))/.test(ability ?? ''),
    )
    expect(closed.length).toBeGreaterThan(0)
    for (const { method, url } of closed)
      expect((await ask(method, addressOf(url, team.teamId), staff)).body?.code, url).toBe('support.never')
  })

  it('O2: both identities stand in the history, and the owner sees who looked, when and why', async () => {
    const [team, staff] = [await world.newMember(), await newStaff(world, 'support')]
    await openLook(staff, team)
    const entry = await world.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('team_id', '=', team.teamId)
      .where('action', '=', 'support.opened')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ person_id: staff.personId, staff_id: staff.personId })
    expect(entry.details).toMatchObject({ subject: team.personId, withConsent: false })
    const { looks } = (await team.get(`/api/teams/${team.teamId}/support`)).body
    expect(looks).toMatchObject([{ reason, withConsent: false, staff: expect.any(String) }])
    const notices = await world.db.selectFrom('notice').select('kind').where('person_id', '=', team.personId).execute()
    expect(notices).toEqual([{ kind: 'support_opened' }])
  })

  it('ends after half an hour, by hand, with the session’s staff role, and never spreads to another session', async () => {
    const [team, staff, other] = [
      await world.newMember(),
      await newStaff(world, 'support'),
      await newStaff(world, 'support'),
    ]
    const tours = `/api/teams/${team.teamId}/tours`
    await openLook(staff, team)
    expect((await other.get(tours)).status).toBe(404)
    clock = 31 * 60_000
    expect((await staff.get(tours)).status).toBe(404)
    clock = 0
    expect((await staff.get('/api/me')).body.teams.find((each: { support?: object }) => each.support)).toMatchObject({
      id: team.teamId,
      support: { reason },
    })
    const { looks } = (await staff.get('/api/desk/support')).body
    expect(looks).toMatchObject([{ teamId: team.teamId, mine: true }])
    expect((await staff.delete(`/api/desk/support/${looks[0].id}`)).status).toBe(204)
    expect((await staff.get(tours)).status).toBe(404)
    await openLook(staff, team)
    await world.db.deleteFrom('operator').where('person_id', '=', staff.personId).execute()
    expect((await staff.get(tours)).status).toBe(404)
  })

  it('with the team’s consent says so, and ends when the consent is taken back', async () => {
    const [team, staff] = [await world.newMember(), await newStaff(world, 'support')]
    const consent = `/api/teams/${team.teamId}/support/consent`
    expect((await team.put(consent, { days: 365 })).status).toBe(400)
    expect((await team.put(consent, { days: 7 })).status).toBe(204)
    expect((await staff.get(`/api/desk/support?team=${team.teamId}`)).body.team.consentUntil).not.toBeNull()
    await openLook(staff, team)
    expect((await team.get(`/api/teams/${team.teamId}/support`)).body.looks).toMatchObject([{ withConsent: true }])
    expect((await staff.get(`/api/teams/${team.teamId}/tours`)).status).toBe(200)
    expect((await team.delete(consent)).status).toBe(204)
    expect((await staff.get(`/api/teams/${team.teamId}/tours`)).status).toBe(404)
    expect(await world.history(team.teamId)).toEqual(
      expect.arrayContaining(['support.allowed', 'support.opened', 'support.disallowed']),
    )
  })

  it('is not for moderators, auditors and billing', async () => {
    const team = await world.newMember()
    for (const role of ['moderation', 'billing', 'auditor'] as const)
      expect((await openLook(await newStaff(world, role), team)).status).toBe(403)
  })
})
