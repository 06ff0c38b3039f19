// Deletions that the operator ordered: those concerned read why, and the operator alone takes them back.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { createDeskTasks, windowTask } from './window.ts'

let world: World
let owner: TestMember
beforeAll(async () => {
  world = await openWorld()
  owner = await newStaff(world, 'owner')
})
afterAll(() => world.close())

/** Not the only owner, so that the account may go. */
async function newColleague(): Promise<TestMember> {
  const member = await world.newMember()
  await world.newMember({ teamId: member.teamId, role: 'owner' })
  return member
}
const order = ({ personId }: TestMember) =>
  owner.put(`/api/desk/accounts/${personId}/deletion`, { reason: 'Недостоверные данные' })
const erasuresOf = async (member: TestMember) => (await member.get('/api/account/data')).body.erasures
const mailsOf = async ({ personId }: TestMember) =>
  world.db.selectFrom('mail').select(['template', 'sealed']).where('person_id', '=', personId).execute()
const revoke = (by: TestMember, id: string) => by.post(`/api/desk/deletions/${id}/revocation`, { reason: 'Ошибка' })

it('of an account: says why to the person, who can’t undo it; the operator can', async () => {
  const member = await newColleague()
  expect((await order(member)).status).toBe(204)
  const [erasure] = await erasuresOf(member)
  expect(erasure.orderedBecause.kk).toBe('Недостоверные данные')
  expect((await member.get('/api/me/holds')).body.holds[0].statement.ru).toContain('Недостоверные данные')
  expect((await member.delete(`/api/account/erasures/${erasure.id}`)).body).toMatchObject({
    ...{ status: 403, code: 'my_data.ordered_by_operator' },
  })
  expect((await mailsOf(member)).map(({ template }) => template)).toEqual(['deletion_ordered'])
  const row = await world.db.selectFrom('erasure').selectAll().where('id', '=', erasure.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ undo_sha256: null, requested_by: owner.personId })

  expect((await revoke(await newStaff(world, 'support'), erasure.id)).status).toBe(403)
  expect((await revoke(owner, erasure.id)).status).toBe(204)
  expect(await erasuresOf(member)).toEqual([])
  expect((await member.get('/api/me/holds')).body.holds).toEqual([])
  const entries = world.db.selectFrom('audit_entry').select('details').where('action', '=', 'account.deletion_revoked')
  expect(await entries.where('target_id', '=', member.personId).execute()).toEqual([{ details: { reason: 'Ошибка' } }])
})

it('closes the way back of whoever had asked for it themselves, and leaves their day', async () => {
  const member = await newColleague()
  await member.post('/api/account/deletion', { teamIds: [] })
  const [own] = await erasuresOf(member)
  expect((await revoke(owner, own.id)).body.code).toBe('my_data.not_ordered')
  const [mail] = await mailsOf(member)
  const token = String(JSON.parse(world.tools.secret.open(mail?.sealed ?? '')).path).split('#')[1]
  await order(member)
  expect((await world.visitor.post('/api/erasures/undo', { token })).body.code).toBe('my_data.undo_over')
  expect((await member.delete(`/api/account/erasures/${own.id}`)).status).toBe(403)
  expect(await erasuresOf(member)).toEqual([expect.objectContaining({ id: own.id, dueAt: own.dueAt })])
  expect((await member.get('/api/me/holds')).body.holds).toHaveLength(1)
})

it('after a termination: no owner of the team undoes it; taking the termination back does', async () => {
  const member = await world.newMember()
  const url = `/api/desk/teams/${member.teamId}/termination`
  await owner.put(url, { reason: 'tos_violation', statement: { ru: 'Нарушения' }, exportDays: 1 })
  const over = { export_until: new Date(Date.now() - 1000) }
  await world.db.updateTable('team_termination').set(over).where('team_id', '=', member.teamId).execute()
  const task = createDeskTasks(world.tools)[windowTask]
  await task?.({ teamId: member.teamId }, { attempt: 1, signal: new AbortController().signal } as never)
  const [erasure] = await erasuresOf(member)
  expect(erasure).toMatchObject({ kind: 'team', orderedBecause: { ru: 'Нарушения' } })
  for (const path of [`/api/teams/${member.teamId}/deletion`, `/api/account/erasures/${erasure.id}`])
    expect((await member.delete(path)).body.code, path).toBe('my_data.ordered_by_operator')
  expect((await mailsOf(member)).map(({ template }) => template)).toContain('deletion_ordered')
  expect((await owner.put(`${url}/revocation`, { note: 'договорились' })).status).toBe(204)
  expect(await erasuresOf(member)).toEqual([])
  expect((await member.get(`/api/teams/${member.teamId}/holds`)).body.level).toBe('none')
})
