// Coming in: sign-in, sessions, first run, and the wall between teams.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareFirstRun } from '#rooms/accounts/accounts.ts'
import { setUpOperator } from '#test/support/legal.ts'
import { askToRegister, lastMailTo, newcomer, register } from '#test/support/registering.ts'
import { openWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('sign-in', () => {
  it('lets the right password in and keeps the wrong one out with one answer for both mistakes', async () => {
    const who = newcomer()
    await register(world, who)
    expect((await world.visitor.post('/api/sessions', { email: who.email, password: who.password })).status).toBe(200)
    const wrong = await world.visitor.post('/api/sessions', { email: who.email, password: 'something else' })
    const unknown = await world.visitor.post('/api/sessions', { email: newcomer().email, password: 'something else' })
    expect(wrong.status).toBe(401)
    expect(wrong.text).toBe(unknown.text)
  })

  it('A2: does the same work for a known and an unknown address', async () => {
    const who = newcomer()
    await register(world, who)
    const counts = async () => [
      (await world.db.selectFrom('attempt').select('bucket').execute()).length,
      (await world.db.selectFrom('security_event').select('kind').execute()).length,
    ]
    const work: number[][] = []
    const answers: string[] = []
    for (const email of [who.email, newcomer().email]) {
      const before = await counts()
      const answer = await world.visitor.post('/api/sessions', { email, password: 'something else' })
      answers.push(`${answer.status} ${Object.keys(answer.headers).join()} ${answer.text}`)
      work.push((await counts()).map((count, index) => count - (before[index] ?? 0)))
    }
    expect(answers[0]).toBe(answers[1])
    expect(work[0]).toEqual(work[1])
  })

  it('stops guessing after ten tries, also when they come at once', async () => {
    const who = newcomer()
    await register(world, who)
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        world.visitor.post('/api/sessions', { email: who.email, password: 'guess guess' }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(10)
    const later = await world.visitor.post('/api/sessions', { email: who.email, password: who.password })
    expect(later.status).toBe(429)
    expect(Number(later.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('does not let a stranger’s guessing lock out an owner on a device that is known', async () => {
    const who = newcomer()
    const registered = await register(world, who)
    const device = [registered.headers['set-cookie']]
      .flat()
      .find((cookie) => String(cookie).startsWith('panoqor-device='))
    const guess = () => world.visitor.post('/api/sessions', { email: who.email, password: 'guess guess' })
    for (let tries = 0; tries < 12; tries++) await guess()
    expect((await guess()).status).toBe(429)
    const headers = { cookie: String(device).split(';')[0] ?? '', origin: 'http://localhost' }
    const payload = { email: who.email, password: who.password }
    const owner = await world.inject({ method: 'POST', url: '/api/sessions', headers, payload })
    expect(owner.status).toBe(200)
    for (let tries = 0; tries < 11; tries++)
      await world.inject({
        method: 'POST',
        url: '/api/sessions',
        headers,
        payload: { ...payload, password: 'guess guess' },
      })
    expect((await world.inject({ method: 'POST', url: '/api/sessions', headers, payload })).status).toBe(429)
  })

  it('ends a session at once', async () => {
    const member = await world.newMember()
    expect((await member.get('/api/me')).status).toBe(200)
    expect((await member.delete('/api/sessions/current')).status).toBe(204)
    expect((await member.get('/api/me')).status).toBe(401)
  })

  it('keeps only the SHA-256 of a session’s token', async () => {
    const member = await world.newMember()
    const token = member.cookie.split('=')[1] ?? ''
    const rows = await world.db.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('offers one-click accounts only where they were made', async () => {
    const member = await world.newMember()
    expect((await world.visitor.post('/api/demo-sessions', { email: member.email })).status).toBe(404)
  })
})

describe('first run', () => {
  it('makes the operator once, by a link that works once, and takes strangers in only from then on', async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Panoqor <tours@example.kz>' }
    const empty = await openWorld({ env: { PUBLIC_URL: 'http://localhost', ...mail } })
    const { teamKind: _, ...operator } = newcomer()
    try {
      expect((await askToRegister(empty, newcomer())).body.code).toBe('accounts.operator_first')
      expect((await empty.visitor.get('/api/welcome')).body.registration).toBe('first-run')
      const token = await empty.write((tx) => prepareFirstRun(tx, new Date()))
      const weak = await empty.visitor.post('/api/first-runs', { ...operator, password: 'qwerty12345', token })
      expect(weak.body.code).toBe('accounts.password_common')
      const made = await empty.visitor.post('/api/first-runs', { ...operator, token })
      expect(made.status).toBe(201)
      expect(made.body).toMatchObject({ operator: 'owner', isVerified: false })
      const again = await empty.visitor.post('/api/first-runs', { ...operator, email: newcomer().email, token })
      expect(again.body.code).toBe('accounts.first_run_used')
      expect(await empty.write((tx) => prepareFirstRun(tx, new Date()))).toBeUndefined()
      expect((await askToRegister(empty, newcomer())).body.code).toBe('legal.setting_up')
      expect((await empty.visitor.get('/api/welcome')).body.registration).toBe('setting-up')
      await setUpOperator(empty)
      expect((await askToRegister(empty, newcomer())).status).toBe(202)
      const { token: proof } = await lastMailTo(empty, operator.email)
      expect((await empty.visitor.post('/api/address-proofs', { token: proof })).body.email).toBe(operator.email)
      expect((await empty.visitor.post('/api/address-proofs', { token: proof })).status).toBe(410)
      const person = empty.db.selectFrom('person').select('email_verified_at').where('email', '=', operator.email)
      expect((await person.executeTakeFirst())?.email_verified_at).toBeInstanceOf(Date)
    } finally {
      await empty.close()
    }
  })

  it('says that nobody can register while no mail can be sent', async () => {
    const silent = await openWorld({ env: { PUBLIC_URL: 'http://localhost' } })
    const { teamKind: _, ...operator } = newcomer()
    try {
      const token = await silent.write((tx) => prepareFirstRun(tx, new Date()))
      expect((await silent.visitor.post('/api/first-runs', { ...operator, token })).status).toBe(201)
      expect((await silent.visitor.get('/api/welcome')).body.registration).toBe('no-mail')
      expect((await askToRegister(silent, newcomer())).body.code).toBe('accounts.no_mail_yet')
    } finally {
      await silent.close()
    }
  })
})

describe('the outer wall', () => {
  it('answers only under names of this machine while no public address is set', async () => {
    const answer = await world.inject({ method: 'GET', url: '/api/welcome', headers: { host: 'evil.example' } })
    expect(answer.status).toBe(421)
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:4000' },
    { 'sec-fetch-site': 'same-site' },
  ])('lets no other site write: %o', async (headers) => {
    const member = await world.newMember()
    const answer = await world.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { cookie: member.cookie, ...headers },
      payload: { name: 'Stolen' },
    })
    expect(answer.status).toBe(403)
    expect((await member.get('/api/me')).body.name).not.toBe('Stolen')
  })

  it('gives every answer its security headers', async () => {
    for (const url of ['/', '/api/welcome', '/api/me', '/t/nothing', '/no-such-address']) {
      const answer = await world.visitor.get(url)
      expect(answer.headers['content-security-policy'], url).toBeTruthy()
      expect(answer.headers['x-content-type-options'], url).toBe('nosniff')
      expect(answer.headers['x-powered-by'], url).toBeUndefined()
    }
  })

  it('takes no text that the database could not keep', async () => {
    const member = await world.newMember()
    for (const name of ['a\0b', 'half \ud800']) {
      const body = { ...newcomer(), name, token: 'x'.repeat(43), versionIds: [] }
      expect((await world.visitor.post('/api/registrations/completion', body)).status).toBe(400)
      expect((await member.patch('/api/me', { name })).status).toBe(400)
      expect((await member.post(`/api/teams/${member.teamId}/tours`, { title: name, language: 'kk' })).status).toBe(400)
    }
    expect((await world.visitor.get('/t/%00')).status).toBe(404)
    expect((await member.get(`/api/teams/${member.teamId}/tours?search=%00`)).status).toBe(400)
  })

  it('runs no handler with a body that is not JSON', async () => {
    const member = await world.newMember()
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json\t; x',
    ]) {
      const answer = await world.inject({
        method: 'PATCH',
        url: '/api/me',
        headers: { cookie: member.cookie, origin: 'http://localhost', 'content-type': type },
        payload: 'name=x',
      })
      expect([400, 415], type).toContain(answer.status)
    }
  })
})
