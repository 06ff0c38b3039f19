// B5, A12: keys for programs that an intruder made in somebody's name open nothing once the account is taken back.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anotherNetwork, easyPuzzle, lastMailTo, mailsTo, newcomer } from '#test/support/registering.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const password = 'тау бөктеріндегі үй'
const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

/** A key of the member, as old as wanted; answers what it opens now. */
async function newKey(maker: TestMember, daysOld = 0) {
  const body = { name: 'Сайт', scopes: ['tours.view'], days: 365 }
  const made = (await maker.post(`/api/teams/${maker.teamId}/keys`, body)).body
  await world.db
    .updateTable('api_key')
    .set({ created_at: ago(daysOld) })
    .where('id', '=', made.key.id)
    .execute()
  const headers = { authorization: `Bearer ${made.token}` }
  return async () => (await world.inject({ method: 'GET', url: `/api/teams/${maker.teamId}/tours`, headers })).status
}

async function resetToken(email: string): Promise<string> {
  await world.inject({
    ...{ method: 'POST', url: '/api/password-resets', remoteAddress: anotherNetwork() },
    headers: { origin: 'http://localhost' },
    payload: { email, language: 'kk', puzzle: easyPuzzle(world) },
  })
  return (await lastMailTo(world, email)).token
}
const complete = (token: string, more: object = {}) =>
  world.visitor.post('/api/password-resets/completion', { token, password, ...more })

const noticesOf = async ({ personId }: TestMember) =>
  (
    await world.db
      .selectFrom('notice')
      .select('details')
      .where('person_id', '=', personId)
      .where('kind', '=', 'keys_revoked')
      .execute()
  ).map(({ details }) => details)

it('B5: an e-mail change that is taken back ends the keys made since, and up to a month before, in the person’s name', async () => {
  const owner = await world.newMember()
  const member = await world.newMember({ teamId: owner.teamId, role: 'admin' })
  const [old, lately, colleagues] = [await newKey(member, 200), await newKey(member, 3), await newKey(owner)]
  const { email } = newcomer()
  await member.put('/api/me/email-change', { email })
  await world.visitor.post('/api/email-changes/confirmation', { token: (await lastMailTo(world, email)).token })
  const intruders = await newKey(member)
  const mail = (await mailsTo(world, member.email)).find(({ template }) => template === 'email_changed')
  const undone = await world.visitor.post('/api/email-changes/undoing', { token: mail?.token ?? '' })
  expect(undone.status, undone.text).toBe(200)
  expect([await old(), await lately(), await intruders(), await colleagues()]).toEqual([200, 401, 401, 200])
  expect(await noticesOf(owner)).toEqual([expect.objectContaining({ count: 2 })])
  expect((await mailsTo(world, owner.email)).map(({ template }) => template)).toContain('notice_keys_revoked')
  expect((await world.history(owner.teamId)).filter((action) => action === 'key.revoked')).toHaveLength(2)
  const notices = await owner.get('/api/notices')
  expect(notices.body.notices.map(({ kind }: { kind: string }) => kind)).toContain('keys_revoked')
})

it('A12: a new password ends the keys of the last month unless its person says that they are theirs', async () => {
  for (const revokeKeys of [undefined, false]) {
    const member = await world.newMember()
    const [old, lately] = [await newKey(member, 31), await newKey(member, 29)]
    const token = await resetToken(member.email)
    const step = await world.visitor.post('/api/password-resets/step', { token })
    expect(step.body).toEqual({ email: member.email, recentKeys: 1 })
    expect((await complete(token, revokeKeys === undefined ? {} : { revokeKeys })).status).toBe(204)
    expect([await old(), await lately()]).toEqual(revokeKeys === false ? [200, 200] : [200, 401])
    expect(await noticesOf(member)).toHaveLength(revokeKeys === false ? 0 : 1)
  }
})

it('A12: a link that opens nothing revokes nothing', async () => {
  const member = await world.newMember()
  const lately = await newKey(member)
  const token = await resetToken(member.email)
  expect((await complete(token, { password: 'қысқа' })).body.code).toBe('accounts.password_short')
  expect((await complete(`${token.slice(0, -4)}AAAA`)).status).toBe(410)
  expect(await lately()).toBe(200)
})
