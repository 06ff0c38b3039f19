// What somebody who had an account for a minute may keep of it, and what strangers learn by asking: nothing.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { createSecret } from '#platform/secret.ts'
import { hashPassword } from '#rooms/accounts/accounts.ts'
import { anotherNetwork, easyPuzzle, lastMailTo, mailsTo, newcomer } from '#test/support/registering.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const password = 'тау бөктеріндегі үй'
const confirm = (token: string) => world.visitor.post('/api/email-changes/confirmation', { token })
const undo = (token: string) => world.visitor.post('/api/email-changes/undoing', { token })

async function resetToken(email: string): Promise<string> {
  await world.inject({
    ...{ method: 'POST', url: '/api/password-resets', remoteAddress: anotherNetwork() },
    headers: { origin: 'http://localhost' },
    payload: { email, language: 'kk', puzzle: easyPuzzle(world) },
  })
  return (await lastMailTo(world, email)).token
}

const addPasskey = (member: TestMember, createdAt: Date) =>
  world.db
    .insertInto('passkey')
    .values({
      ...{ id: newId(), person_id: member.personId, credential_id: newId(), public_key: Buffer.from('x'), counter: 0 },
      ...{ transports: '', name: 'Кілт', created_at: createdAt, last_used_at: null },
    })
    .execute()

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

describe('an address that an intruder asked for', () => {
  it('B5: can’t be confirmed any more once the owner has set the password anew', async () => {
    for (const way of ['reset', 'change'] as const) {
      const member = await world.newMember()
      const { email } = newcomer()
      expect((await member.put('/api/me/email-change', { email })).status).toBe(200)
      const { token } = await lastMailTo(world, email)
      const answer =
        way === 'change'
          ? await member.put('/api/me/password', { password })
          : await world.visitor.post('/api/password-resets/completion', {
              ...{ token: await resetToken(member.email), password },
            })
      expect(answer.status, way).toBe(204)
      expect((await confirm(token)).body.code, way).toBe('accounts.link_gone')
      const { email: still } = await world.db
        .selectFrom('person')
        .select('email')
        .where('id', '=', member.personId)
        .executeTakeFirstOrThrow()
      expect(still).toBe(member.email)
    }
  })

  it('B5: taken back, leaves no passkey that was added shortly before it was asked for', async () => {
    const member = await world.newMember()
    await addPasskey(member, ago(200))
    await addPasskey(member, ago(1))
    const { email } = newcomer()
    await member.put('/api/me/email-change', { email })
    await confirm((await lastMailTo(world, email)).token)
    const mail = (await mailsTo(world, member.email)).find(({ template }) => template === 'email_changed')
    expect((await undo(mail?.token ?? '')).status).toBe(200)
    const left = await world.db.selectFrom('passkey').select('created_at').where('person_id', '=', member.personId)
    const dates = (await left.execute()).map(({ created_at }) => created_at.getTime())
    expect(dates).toHaveLength(1)
    expect(dates[0]).toBeLessThan(ago(199).getTime())
  })

  it('ends in one state when everybody opens their link at once', async () => {
    for (let round = 0; round < 5; round++) {
      const member = await world.newMember()
      const [first, second] = [newcomer().email, newcomer().email]
      await member.put('/api/me/email-change', { email: first })
      await confirm((await lastMailTo(world, first)).token)
      const back = (await mailsTo(world, member.email)).find(({ template }) => template === 'email_changed')
      const reset = await resetToken(first)
      await member.put('/api/me/email-change', { email: second })
      const pending = (await lastMailTo(world, second)).token
      const answers = await Promise.all([
        undo(back?.token ?? ''),
        confirm(pending),
        world.visitor.post('/api/password-resets/completion', { token: reset, password }),
      ])
      for (const { status } of answers) expect([200, 204, 410]).toContain(status)
      expect(answers[0]?.status).toBe(200)
      const { email } = await world.db
        .selectFrom('person')
        .select('email')
        .where('id', '=', member.personId)
        .executeTakeFirstOrThrow()
      expect(email).toBe(member.email)
    }
  })
})

it('A2: the link of the first run is asked for before an address is looked at', async () => {
  const member = await world.newMember()
  const answers = await Promise.all(
    [member.email, newcomer().email].map((email) => {
      const { teamKind: _, ...who } = newcomer({ email })
      return world.visitor.post('/api/first-runs', { ...who, token: 'x'.repeat(43) })
    }),
  )
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [410, 'accounts.first_run_used'],
    [410, 'accounts.first_run_used'],
  ])
})

it('one-time codes whose secret can’t be read any more are refused with the other ways in; recovery codes still open', async () => {
  const own = await openWorld()
  try {
    const member = await own.newMember()
    const password_hash = await hashPassword(password)
    await own.db.updateTable('person').set({ password_hash }).where('id', '=', member.personId).execute()
    const { secret } = (await member.post('/api/me/one-time-codes')).body
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const { codes } = (await member.put('/api/me/one-time-codes', { code: totp.generate() })).body
    const signIn = async () =>
      (await own.visitor.post('/api/sessions', { email: member.email, password })).body.secondFactor.step
    const other = createSecret(Buffer.from('another secret of the same installation')).seal(secret)
    for (const sealed of [other, 'x', '']) {
      await own.db.updateTable('one_time_secret').set({ sealed }).where('person_id', '=', member.personId).execute()
      const code = totp.generate({ timestamp: Date.now() + 30_000 })
      const answer = await own.visitor.post('/api/sessions/second-factor', { step: await signIn(), code })
      expect([answer.status, answer.body.code], sealed).toEqual([422, 'accounts.codes_unreadable'])
      expect((await member.post('/api/me/proofs', { code })).body.code).toBe('accounts.codes_unreadable')
    }
    const answer = await own.visitor.post('/api/sessions/second-factor', { step: await signIn(), code: codes[0] })
    expect(answer.status).toBe(200)
  } finally {
    await own.close()
  }
})

it('O1: neither the password nor its reset is enough to put a second factor beside one that staff have', async () => {
  const member = await world.newMember()
  await addPasskey(member, ago(1))
  const [{ id }] = (await member.get('/api/me/credentials')).body.passkeys
  // For everybody else a passkey is a way in beside the password.
  expect((await member.post('/api/me/one-time-codes')).status).toBe(200)
  await world.db
    .insertInto('operator')
    .values({ person_id: member.personId, role: 'owner', since: new Date() })
    .execute()
  const tries = [
    await member.post('/api/me/one-time-codes'),
    await member.put('/api/me/one-time-codes', { code: '123456' }),
    await member.delete('/api/me/one-time-codes'),
    await member.post('/api/me/recovery-codes'),
    await member.delete(`/api/me/passkeys/${id}`),
  ]
  for (const { status, body } of tries) expect([status, body?.code]).toEqual([403, 'accounts.own_factor_first'])
  expect((await member.get('/api/desk/registration')).body.code).toBe('accounts.second_factor_first')
  const passed = { second_factor_at: new Date() }
  await world.db.updateTable('session').set(passed).where('person_id', '=', member.personId).execute()
  expect((await member.post('/api/me/one-time-codes')).status).toBe(200)
})

it('of somebody without a password one passkey stays, also when the last two are taken off at once', async () => {
  for (let round = 0; round < 5; round++) {
    const member = await world.newMember()
    await world.db.updateTable('person').set({ password_hash: null }).where('id', '=', member.personId).execute()
    for (const days of [1, 2]) await addPasskey(member, ago(days))
    const { passkeys } = (await member.get('/api/me/credentials')).body
    const urls = passkeys.map((key: { id: string }) => `/api/me/passkeys/${key.id}`)
    const answers = await Promise.all(urls.map((url: string) => member.delete(url)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  }
})
