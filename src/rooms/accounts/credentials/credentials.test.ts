// Second factors, proofs and sessions, as the security goals name them.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword, setPassword } from '#rooms/accounts/accounts.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let clock = 0
beforeAll(async () => {
  world = await openWorld()
  world.tools.now = () => new Date(Date.now() + clock)
})
afterAll(() => world.close())

const password = 'тау бөктеріндегі үй'

/** Somebody with a password, because world's people have none. */
async function newPerson(): Promise<TestMember> {
  const member = await world.newMember()
  const password_hash = await hashPassword(password)
  await world.db.updateTable('person').set({ password_hash }).where('id', '=', member.personId).execute()
  return member
}

const codeOf = (secret: string, stepsAhead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + clock + stepsAhead * 30_000 })

/** Somebody who set up one-time codes. Their next code is that of the step after. */
async function enrolled() {
  const person = await newPerson()
  const { secret } = (await person.post('/api/me/one-time-codes')).body
  const { codes } = (await person.put('/api/me/one-time-codes', { code: codeOf(secret) })).body
  return { person, secret: String(secret), codes: codes as string[] }
}

const signIn = ({ email }: TestMember) => world.visitor.post('/api/sessions', { email, password })
const stepOf = async (person: TestMember): Promise<string> => (await signIn(person)).body.secondFactor.step
const enterCode = (step: string, code: string) => world.visitor.post('/api/sessions/second-factor', { step, code })
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String([answer.headers['set-cookie']].flat().find((line) => String(line).startsWith('panoqor='))).split(';')[0] ?? ''
const getMe = (cookie: string) => world.inject({ method: 'GET', url: '/api/me', headers: { cookie } })

describe('one-time codes', () => {
  it('A8: are asked for after the password, and the password alone gives no session', async () => {
    const { person, secret } = await enrolled()
    const answer = await signIn(person)
    expect(answer.status).toBe(202)
    expect(answer.headers['set-cookie']).toBeUndefined()
    const entered = await enterCode(answer.body.secondFactor.step, codeOf(secret, 1))
    expect(entered.status).toBe(200)
    expect((await getMe(cookieOf(entered))).body.id).toBe(person.personId)
  })

  it('A8: after five wrong codes the sign-in is over, even for the right one', async () => {
    const { person, secret } = await enrolled()
    const step = await stepOf(person)
    for (let tries = 0; tries < 5; tries++) expect((await enterCode(step, '000000')).status).toBe(401)
    const sixth = await enterCode(step, codeOf(secret, 1))
    expect(sixth.status).toBe(410)
    expect(sixth.body.code).toBe('accounts.sign_in_again')
    // Whoever tried knows the password: its owner is told.
    const told = await world.db.selectFrom('notice').select('kind').where('person_id', '=', person.personId).execute()
    expect(told.map(({ kind }) => kind)).toContain('second_factor_failed')
  })

  it('A8: the same code works once, also for twenty who bring it at once', async () => {
    const { person, secret } = await enrolled()
    const code = codeOf(secret, 1)
    const steps: string[] = []
    for (let signIns = 0; signIns < 4; signIns++) steps.push(await stepOf(person))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => enterCode(steps[index % steps.length] ?? '', code)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await enterCode(await stepOf(person), code)).status).not.toBe(200)
  })

  it('A8: a recovery code opens once and is stored nowhere', async () => {
    const { person, codes } = await enrolled()
    const [first = ''] = codes
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    expect((await enterCode(await stepOf(person), first.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
    expect((await enterCode(await stepOf(person), first)).status).toBe(401)
    const stored = JSON.stringify(await world.db.selectFrom('recovery_code').selectAll().execute())
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''))
  })

  it('count only once a code confirmed them, and the secret lies sealed', async () => {
    const person = await newPerson()
    const { secret, uri } = (await person.post('/api/me/one-time-codes')).body
    expect(uri).toContain(secret)
    expect((await signIn(person)).status).toBe(200)
    expect((await person.put('/api/me/one-time-codes', { code: '000000' })).status).toBe(422)
    const row = await world.db
      .selectFrom('one_time_secret')
      .selectAll()
      .where('person_id', '=', person.personId)
      .executeTakeFirstOrThrow()
    expect(row.sealed).not.toContain(secret)
    expect(world.tools.secret.open(row.sealed)).toBe(secret)
  })

  it('A8: stay when the password is set anew', async () => {
    const { person } = await enrolled()
    const passwordHash = await hashPassword('басқа құпия сөз')
    await world.write((tx) => setPassword(tx, person.personId, passwordHash, new Date()))
    const answer = await world.visitor.post('/api/sessions', { email: person.email, password: 'басқа құпия сөз' })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([202, undefined])
  })

  it('can be taken off, which asks for a password only from then on', async () => {
    const { person } = await enrolled()
    expect((await person.delete('/api/me/one-time-codes')).status).toBe(204)
    expect((await signIn(person)).status).toBe(200)
    expect((await person.get('/api/me/credentials')).body).toMatchObject({ codesSince: null, recoveryCodesLeft: 0 })
  })
})

describe('proofs', () => {
  it('B5: after eleven minutes every change of a credential asks for a new proof', async () => {
    const person = await newPerson()
    const dangerous = world.declared.filter(({ url, provenLately }) => url.startsWith('/api/me/') && provenLately)
    expect(dangerous.length).toBeGreaterThan(5)
    clock = 11 * 60_000
    try {
      for (const { method, url } of dangerous) {
        const answer = await world.inject({
          method: method as 'POST',
          url: url.replace(/:\w+/, '00000000-0000-7000-8000-000000000000'),
          headers: { cookie: person.cookie, origin: 'http://localhost' },
          ...(method !== 'GET' && { payload: {} }),
        })
        expect([answer.status, answer.body.code], `${method} ${url}`).toEqual([403, 'accounts.prove_again'])
      }
      const proof = await person.post('/api/me/proofs', { password })
      expect(proof.status).toBe(204)
      const headers = { cookie: cookieOf(proof), origin: 'http://localhost' }
      expect((await world.inject({ method: 'POST', url: '/api/me/one-time-codes', headers })).status).toBe(200)
    } finally {
      clock = 0
    }
  })

  it('B4: a proof gives the session a new token and the old one is dead', async () => {
    const person = await newPerson()
    const renewed = cookieOf(await person.post('/api/me/proofs', { password }))
    expect(renewed).not.toBe(person.cookie)
    expect((await getMe(renewed)).status).toBe(200)
    expect((await getMe(person.cookie)).status).toBe(401)
  })

  it('a wrong password proves nothing, and guessing ends', async () => {
    const person = await newPerson()
    // At the beginning of a quarter hour, in which guesses are counted.
    clock = 1000 - (Date.now() % 900_000)
    try {
      expect((await person.post('/api/me/proofs', { password: 'x' })).body.code).toBe('accounts.wrong_own_password')
      for (let tries = 0; tries < 9; tries++) await person.post('/api/me/proofs', { password: 'x' })
      expect((await person.post('/api/me/proofs', { password })).status).toBe(429)
    } finally {
      clock = 0
    }
  })

  it('a code is a proof too, and makes the session one with a second factor', async () => {
    const { person, secret } = await enrolled()
    await world.db
      .updateTable('session')
      .set({ second_factor_at: null })
      .where('person_id', '=', person.personId)
      .execute()
    const proof = await person.post('/api/me/proofs', { code: codeOf(secret, 1) })
    expect(proof.status).toBe(204)
    const headers = { cookie: cookieOf(proof) }
    const { body } = await world.inject({ method: 'GET', url: '/api/me/credentials', headers })
    expect(body.secondFactorPassed).toBe(true)
  })
})

describe('passkeys', () => {
  const answer = (challenge: string, more: object = {}) => ({
    ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
    response: {
      clientDataJSON: Buffer.from(
        JSON.stringify({ type: 'webauthn.get', challenge, origin: 'http://localhost:8080' }),
      ).toString('base64url'),
      authenticatorData: 'AAAA',
      signature: 'AAAA',
      ...more,
    },
  })

  it('that nobody has, or that answer nonsense, let nobody in', async () => {
    const { challenge } = (await world.visitor.get('/api/sessions/passkey')).body
    for (const passkey of [answer(challenge), answer('x'), answer(challenge, { clientDataJSON: '!!' })]) {
      const refused = await world.visitor.post('/api/sessions/passkey', { passkey })
      expect([refused.status, refused.body.code]).toEqual([401, 'accounts.passkey_refused'])
    }
    const person = await newPerson()
    const made = { ...answer(challenge), response: { ...answer(challenge).response, attestationObject: 'AAAA' } }
    expect((await person.post('/api/me/passkeys', { name: 'Кілт', passkey: made })).status).toBe(401)
  })

  it('are made for the address of the installation, whatever a request says', async () => {
    const person = await newPerson()
    const { rp, challenge, user } = (await person.get('/api/me/new-passkey', { 'x-forwarded-host': 'evil.example' }))
      .body
    expect(rp.id).toBe('localhost')
    expect(user.name).toBe(person.email)
    expect((await person.get('/api/me/new-passkey')).body.challenge).not.toBe(challenge)
  })
})

describe('sessions', () => {
  it('B4: signing in gives another token and ends the session that the browser had', async () => {
    const person = await newPerson()
    const headers = { cookie: person.cookie, origin: 'http://localhost' }
    const payload = { email: person.email, password }
    const again = cookieOf(await world.inject({ method: 'POST', url: '/api/sessions', headers, payload }))
    expect(again).not.toBe(person.cookie)
    expect((await getMe(person.cookie)).status).toBe(401)
    expect((await getMe(again)).status).toBe(200)
  })

  it('B4: of twenty-one the oldest ends', async () => {
    const person = await newPerson()
    const cookies: string[] = []
    for (let signIns = 0; signIns < 20; signIns++) cookies.push(cookieOf(await signIn(person)))
    expect((await getMe(person.cookie)).status).toBe(401)
    expect((await getMe(cookies[0] ?? '')).status).toBe(200)
    expect((await getMe(cookies[19] ?? '')).status).toBe(200)
  })

  it('are listed with device and network, and can be ended one by one or all but this one', async () => {
    const person = await newPerson()
    const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1'
    const headers = { 'user-agent': userAgent, origin: 'http://localhost' }
    const payload = { email: person.email, password }
    const phone = cookieOf(
      await world.inject({ method: 'POST', url: '/api/sessions', headers, payload, remoteAddress: '203.0.113.77' }),
    )
    const other = cookieOf(await signIn(person))
    const listed = (await person.get('/api/me/sessions')).body
    expect(listed).toHaveLength(3)
    expect(listed.filter((each: { current: boolean }) => each.current)).toHaveLength(1)
    const onPhone = listed.find((each: { kind: string }) => each.kind === 'phone')
    expect(onPhone).toMatchObject({ browser: 'Safari', system: 'iOS', network: '203.0.113.0/24', current: false })
    expect((await person.delete(`/api/me/sessions/${onPhone.id}`)).status).toBe(204)
    expect((await getMe(phone)).status).toBe(401)
    expect((await getMe(other)).status).toBe(200)
    expect((await person.delete('/api/me/sessions')).status).toBe(204)
    expect((await getMe(other)).status).toBe(401)
    expect((await getMe(person.cookie)).status).toBe(200)
  })

  it('of somebody else can’t be ended', async () => {
    const [one, other] = [await newPerson(), await newPerson()]
    const [{ id }] = (await other.get('/api/me/sessions')).body
    expect((await one.delete(`/api/me/sessions/${id}`)).status).toBe(404)
    expect((await getMe(other.cookie)).status).toBe(200)
  })

  it('on a new device is told to its person, on the first and on known ones not', async () => {
    const person = await newPerson()
    const notices = () =>
      world.db.selectFrom('notice').select(['kind', 'details']).where('person_id', '=', person.personId).execute()
    const first = await signIn(person)
    expect(await notices()).toEqual([])
    const device = [first.headers['set-cookie']].flat().find((line) => String(line).startsWith('panoqor-device='))
    const headers = { cookie: String(device).split(';')[0] ?? '', origin: 'http://localhost' }
    await world.inject({ method: 'POST', url: '/api/sessions', headers, payload: { email: person.email, password } })
    expect(await notices()).toEqual([])
    await signIn(person)
    expect(await notices()).toMatchObject([{ kind: 'new_device', details: { place: '127.0.0.0/24' } }])
  })
})
