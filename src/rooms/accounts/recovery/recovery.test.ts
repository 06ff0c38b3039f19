// Coming back: lost passwords, other passwords, other addresses; and what their links are worth to anybody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#platform/ids.ts'
import {
  anotherNetwork,
  askToRegister,
  easyPuzzle,
  lastMailTo,
  mailsTo,
  newcomer,
  register,
} from '#test/support/registering.ts'
import { type Answer, openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const headers = { origin: 'http://localhost' }
const askForReset = (email: string) =>
  world.inject({
    ...{ method: 'POST', url: '/api/password-resets', headers, remoteAddress: anotherNetwork() },
    payload: { email, language: 'kk', puzzle: easyPuzzle(world) },
  })
const complete = (token: string, more: object = {}): Promise<Answer> =>
  world.visitor.post('/api/password-resets/completion', { token, password: 'жаңа құпия сөйлем', ...more })
const signIn = (email: string, password: string) => world.visitor.post('/api/sessions', { email, password })

async function resetLink(email: string): Promise<string> {
  expect((await askForReset(email)).status).toBe(202)
  return (await lastMailTo(world, email)).token
}

/** As if the last proof of identity were so many minutes ago. */
const provedBefore = (member: TestMember, minutes: number) =>
  world.db
    .updateTable('session')
    .set({ proved_at: new Date(Date.now() - minutes * 60_000) })
    .where('person_id', '=', member.personId)
    .execute()

describe('a lost password', () => {
  it('is set anew by a link in the mail, ends the open sessions and tells the person', async () => {
    const who = newcomer()
    const made = await register(world, who)
    const cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
    const token = await resetLink(who.email)
    expect((await world.visitor.post('/api/password-resets/step', { token })).body).toEqual({
      email: who.email,
      recentKeys: 0,
    })
    expect((await complete(token, { password: 'password1' })).body.code).toBe('accounts.password_common')
    expect((await complete(token)).status).toBe(204)
    expect((await signIn(who.email, who.password)).status).toBe(401)
    expect((await signIn(who.email, 'жаңа құпия сөйлем')).status).toBe(200)
    expect((await world.inject({ method: 'GET', url: '/api/me', headers: { cookie } })).status).toBe(401)
    const notices = (await mailsTo(world, who.email)).filter((mail) => mail.template === 'notice_credentials_changed')
    expect(notices).toEqual([expect.objectContaining({ values: { what: 'password' } })])
  })

  it('is answered in the language of the account, whatever page asked, and so is who registers or moves to its address', async () => {
    const member = await world.newMember()
    expect((await member.patch('/api/me', { language: 'en' })).status).toBe(200)
    await resetLink(member.email)
    await askToRegister(world, { email: member.email, language: 'kk' })
    const other = await world.newMember()
    await other.patch('/api/me', { language: 'ru' })
    await other.put('/api/me/email-change', { email: member.email })
    const mails = (await mailsTo(world, member.email)).map(({ template, language }) => `${template} ${language}`)
    expect(mails).toEqual(['password_reset en', 'registration_known en', 'email_change_taken en'])
    const { email } = newcomer()
    await askForReset(email)
    expect(await lastMailTo(world, email)).toMatchObject({ template: 'password_reset_unknown', language: 'kk' })
  })

  it('leaves the sessions where the person wants it so', async () => {
    const member = await world.newMember()
    expect((await complete(await resetLink(member.email), { endSessions: false })).status).toBe(204)
    expect((await member.get('/api/me')).status).toBe(200)
  })

  it('A8: leaves the second factor as it was', async () => {
    const member = await world.newMember()
    await world.db
      .insertInto('one_time_secret')
      .values({
        ...{ person_id: member.personId, sealed: world.tools.secret.seal('JBSWY3DPEHPK3PXP') },
        ...{ created_at: new Date(), confirmed_at: new Date() },
      })
      .execute()
    expect((await complete(await resetLink(member.email))).status).toBe(204)
    const answer = await signIn(member.email, 'жаңа құпия сөйлем')
    expect(answer.status).toBe(202)
    expect(Object.keys(answer.body)).toEqual(['secondFactor'])
    expect(String(answer.headers['set-cookie'])).not.toMatch(/panoqor=/)
  })

  it('A12: refuses a link that was used, that runs twice at once, that ran out, or that was overtaken', async () => {
    const member = await world.newMember()
    const [first, second] = [await resetLink(member.email), await resetLink(member.email)]
    const answers = await Promise.all([complete(second), complete(second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410])
    for (const token of [first, second, 'x'.repeat(43)]) {
      expect((await complete(token)).body.code).toBe('accounts.link_gone')
      expect((await world.visitor.post('/api/password-resets/step', { token })).status).toBe(410)
    }
    const expired = await resetLink(member.email)
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 31 * 60_000)
    const late = await complete(expired)
    world.tools.now = now
    expect(late.body.code).toBe('accounts.link_gone')
  })

  it('A12: opens only the account of its own person, and stands nowhere as it could be used', async () => {
    const [one, other] = [await world.newMember(), await world.newMember()]
    const token = await resetLink(one.email)
    await complete(token, { email: other.email, personId: other.personId }).then(({ status }) =>
      expect(status).toBe(400),
    )
    const rows = await world.db.selectFrom('password_reset').selectAll().execute()
    expect(rows.some((row) => row.token_sha256.equals(sha256(token)))).toBe(true)
    for (const table of ['password_reset', 'mail', 'audit_entry', 'notice', 'security_event'] as const) {
      const dump = JSON.stringify(await world.db.selectFrom(table).selectAll().execute())
      expect(dump, table).not.toContain(token)
    }
    const before = await world.db
      .selectFrom('person')
      .select('password_hash')
      .where('id', '=', other.personId)
      .execute()
    expect((await complete(token)).status).toBe(204)
    const after = await world.db.selectFrom('person').select('password_hash').where('id', '=', other.personId).execute()
    expect(after).toEqual(before)
  })

  it('A2: answers for a known and an unknown address with the same bytes and the same work', async () => {
    const [member, absent] = [await world.newMember(), newcomer()]
    for (const email of [member.email, absent.email]) await askForReset(email)
    const counts = async () => [
      (await world.db.selectFrom('password_reset').select('token_sha256').execute()).length,
      (await world.db.selectFrom('mail').select('id').execute()).length,
      (await world.db.selectFrom('audit_entry').select('id').execute()).length,
    ]
    const results: { answer: Answer; work: number[] }[] = []
    for (const email of [member.email, absent.email]) {
      const before = await counts()
      const answer = await askForReset(email)
      results.push({ answer, work: (await counts()).map((count, index) => count - (before[index] ?? 0)) })
    }
    const [known, unknown] = results
    expect(known?.answer.bytes).toEqual(unknown?.answer.bytes)
    expect(known?.answer.status).toBe(unknown?.answer.status)
    expect(known?.work).toEqual(unknown?.work)
    expect((await lastMailTo(world, absent.email)).template).toBe('password_reset_unknown')
  })

  it('sends no link to an address that its account never proved', async () => {
    const member = await world.newMember()
    await world.db.updateTable('person').set({ email_verified_at: null }).where('id', '=', member.personId).execute()
    await askForReset(member.email)
    expect((await lastMailTo(world, member.email)).template).toBe('password_reset_unknown')
  })
})

describe('another password', () => {
  it('B5: asks for a proof of the last ten minutes, ends the other sessions and tells the person', async () => {
    const member = await world.newMember()
    const body = { password: 'басқа құпия сөйлем' }
    await provedBefore(member, 11)
    expect((await member.put('/api/me/password', body)).body.code).toBe('accounts.prove_again')
    await provedBefore(member, 1)
    expect((await member.put('/api/me/password', { password: member.email })).body.code).toBe(
      'accounts.password_personal',
    )
    expect((await member.put('/api/me/password', body)).status).toBe(204)
    expect((await member.get('/api/me')).status).toBe(200)
    const other = await signIn(member.email, body.password)
    expect(other.status).toBe(200)
    expect((await lastMailTo(world, member.email)).template).toMatch(/^notice_/)
  })
})

describe('another address', () => {
  const ask = (member: TestMember, email: string) => member.put('/api/me/email-change', { email })
  const confirm = (token: string) => world.visitor.post('/api/email-changes/confirmation', { token })
  const undo = (token: string) => world.visitor.post('/api/email-changes/undoing', { token })

  it('B5: counts only once its own mail was answered; the old one is told and stays until then', async () => {
    const member = await world.newMember()
    const { email } = newcomer()
    await provedBefore(member, 11)
    expect((await ask(member, email)).body.code).toBe('accounts.prove_again')
    await provedBefore(member, 1)
    expect((await ask(member, email)).body).toEqual({ pending: email })
    expect((await lastMailTo(world, member.email)).template).toBe('email_change_asked')
    expect((await member.get('/api/me')).body.email).toBe(member.email)
    expect((await member.get('/api/me/email-change')).body.pending).toBe(email)
    // A typo is no sign-in: nobody gets in by an address that never answered.
    const made = await world.db.selectFrom('person').select('id').where('email_canonical', '=', email).execute()
    expect(made).toEqual([])
    const { token } = await lastMailTo(world, email)
    const answers = await Promise.all([confirm(token), confirm(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
    expect((await member.get('/api/me')).body.email).toBe(email)
    const told = await lastMailTo(world, member.email)
    expect(told).toMatchObject({ template: 'email_changed', values: { email, hours: 72 } })
    expect(told.path).toMatch(/^\/email-change\/undo#/)
  })

  it('B5: the old mailbox takes the account back within three days, and what was set up meanwhile is gone', async () => {
    const who = newcomer()
    const made = await register(world, who)
    const cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
    const intruder = (method: 'PUT' | 'GET', url: string, payload?: object) =>
      world.inject({ method, url, headers: { ...headers, cookie }, ...(payload && { payload }) })
    const { email } = newcomer()
    expect((await intruder('PUT', '/api/me/email-change', { email })).status).toBe(200)
    expect((await confirm((await lastMailTo(world, email)).token)).status).toBe(200)
    expect((await intruder('PUT', '/api/me/password', { password: 'зиянкестің сөйлемі' })).status).toBe(204)
    const stolen = await resetLink(email)
    // While it can be taken back, nobody can register the old address.
    await askToRegister(world, who)
    expect((await lastMailTo(world, who.email)).template).toBe('registration_known')
    const path = (await mailsTo(world, who.email)).find((mail) => mail.template === 'email_changed')
    expect((await undo(path?.token ?? '')).body).toEqual({ email: who.email })
    expect((await undo(path?.token ?? '')).status).toBe(410)
    expect((await intruder('GET', '/api/me')).status).toBe(401)
    expect((await signIn(who.email, 'зиянкестің сөйлемі')).status).toBe(401)
    expect((await signIn(email, 'зиянкестің сөйлемі')).status).toBe(401)
    expect((await complete(stolen)).status).toBe(410)
    const { token, template } = await lastMailTo(world, who.email)
    expect(template).toBe('email_restored')
    const events = await world.db
      .selectFrom('security_event')
      .select('kind')
      .where('person_id', '=', made.body.id)
      .where('kind', 'not like', 'sign_in%')
      .orderBy('at')
      .execute()
    const kinds = ['email.change_asked', 'email.changed', 'password.changed', 'email.restored']
    expect(events.map(({ kind }) => kind)).toEqual(kinds)
    expect((await complete(token)).status).toBe(204)
    expect((await signIn(who.email, 'жаңа құпия сөйлем')).status).toBe(200)
  })

  it('B5: refuses to undo after three days', async () => {
    const member = await world.newMember()
    const { email } = newcomer()
    await ask(member, email)
    await confirm((await lastMailTo(world, email)).token)
    const { token } = await lastMailTo(world, member.email)
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 73 * 3_600_000)
    const late = await undo(token)
    world.tools.now = now
    expect(late.status).toBe(410)
  })

  it('says nothing of an address that has an account: only its mailbox is told', async () => {
    const [member, other] = [await world.newMember(), await world.newMember()]
    expect((await ask(member, other.email)).body).toEqual({ pending: other.email })
    expect(await lastMailTo(world, other.email)).toMatchObject({ template: 'email_change_taken', path: '/sign-in' })
    expect((await ask(member, member.email)).body.code).toBe('accounts.email_same')
    expect((await ask(member, 'x@yopmail.com')).body.code).toBe('accounts.domain_denied')
  })

  it('worthless: links for a new password that went to the old mailbox', async () => {
    const member = await world.newMember()
    const old = await resetLink(member.email)
    const { email } = newcomer()
    await ask(member, email)
    await confirm((await lastMailTo(world, email)).token)
    expect((await complete(old)).status).toBe(410)
  })
})

describe('A9: links', () => {
  it.each([
    { host: 'evil.example' },
    { host: 'localhost', 'x-forwarded-host': 'evil.example' },
    { host: 'localhost', forwarded: 'host=evil.example;proto=https' },
    { host: 'localhost', 'x-forwarded-proto': 'https', 'x-forwarded-port': '444' },
    { host: 'localhost:9999' },
    { host: 'localhost@evil.example' },
    { host: 'localhost.evil.example' },
    { host: 'localhost', 'x-original-url': 'https://evil.example/' },
    { host: 'localhost', 'x-host': 'evil.example' },
    { host: 'localhost', 'x-forwarded-server': 'evil.example' },
    { host: 'localhost', 'x-rewrite-url': '//evil.example/' },
    { host: 'LOCALHOST' },
  ])('begin with the configured origin, whatever the request says: %o', async (given) => {
    const { email } = newcomer()
    for (const url of ['/api/registrations', '/api/password-resets']) {
      const payload = { email, language: 'kk', puzzle: easyPuzzle(world) }
      const answer = await world.inject({
        ...{ method: 'POST', url, payload, remoteAddress: anotherNetwork() },
        headers: { origin: `http://${given.host}`, ...given },
      })
      expect([202, 403, 421]).toContain(answer.status)
    }
    // What is kept of a mail is a path; its origin is the configuration's when it is sent.
    for (const mail of await mailsTo(world, email)) expect(mail.path).toMatch(/^\/(register|reset)\b/)
    expect(JSON.stringify(await mailsTo(world, email))).not.toContain('evil')
  })
})
