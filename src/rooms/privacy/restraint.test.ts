// What staff do with somebody's data at the desk, as its account page asks for it: with a reason that the history keeps.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { record } from '#rooms/audit/audit.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { carryOutExport } from './exports.ts'
import { purgeLeftovers } from './purge.ts'

let world: World
let owner: TestMember
let support: TestMember
beforeAll(async () => {
  world = await openWorld()
  owner = await newStaff(world, 'owner')
  support = await newStaff(world, 'support')
})
afterAll(() => world.close())

const at = ({ personId }: { personId: string }, verb: string) => `/api/desk/accounts/${personId}/${verb}`
const why = { reason: 'Өтініш № 12' }

const historyOf = ({ personId }: TestMember, action: string) =>
  world.db
    .selectFrom('audit_entry')
    .select(['person_id', 'details'])
    .where('target_id', '=', personId)
    .where('action', '=', action)
    .execute()

it('blocks the processing of somebody’s data and resumes it, each with its reason in the history', async () => {
  const member = await world.newMember()
  expect((await support.post(at(member, 'processing/block'))).status).toBe(400)
  expect((await support.post(at(member, 'processing/block'), why)).status).toBe(204)
  expect((await support.post(at(member, 'processing/block'), why)).status).toBe(204)
  expect((await member.patch('/api/me', { name: 'Басқа' })).body.code).toBe('holds.read_only')
  expect((await member.get('/api/account/data')).status).toBe(200)
  expect((await member.post('/api/account/exports')).status).toBe(202)
  const { holds } = (await support.get(`/api/desk/accounts/${member.personId}`)).body
  expect(holds).toEqual([expect.objectContaining({ source: 'processing', isActive: true })])
  expect((await support.post(at(member, 'processing/resume'), { reason: 'Өтініш № 13' })).status).toBe(204)
  expect((await member.patch('/api/me', { name: 'Басқа' })).status).toBe(200)
  expect((await support.post(at(member, 'processing/resume'), why)).status).toBe(404)
  const entry = (reason: string) => [{ person_id: support.personId, details: { reason } }]
  expect(await historyOf(member, 'person.processing_blocked')).toEqual(entry('Өтініш № 12'))
  expect(await historyOf(member, 'person.processing_resumed')).toEqual(entry('Өтініш № 13'))
})

it('anonymises an account for good: nothing says the name, and nothing opens a door any more', async () => {
  const first = await world.newMember()
  const member = await world.newMember({ teamId: first.teamId, role: 'admin' })
  await owner.post(`/api/desk/accounts/${member.personId}/notes`, { text: 'Айгүл қоңырау шалды' })
  await owner.post(`/api/desk/accounts/${member.personId}/reset-links`)
  expect((await support.post(at(member, 'anonymisation'), why)).status).toBe(403)
  expect((await owner.post(at(member, 'anonymisation'), why)).status).toBe(204)
  expect((await member.get('/api/me')).status).toBe(401)
  const row = await world.db.selectFrom('person').selectAll().where('id', '=', member.personId).executeTakeFirst()
  expect(row).toMatchObject({ name: '—', email: `${member.personId}@anonymous.invalid`, password_hash: null })
  for (const table of ['password_reset', 'membership', 'session'] as const)
    expect(
      await world.db.selectFrom(table).select('person_id').where('person_id', '=', member.personId).execute(),
    ).toEqual([])
  const notes = world.db.selectFrom('staff_note').select('id').where('subject_id', '=', member.personId)
  expect(await notes.execute()).toEqual([])
  expect(await historyOf(member, 'person.anonymised')).toEqual([{ person_id: owner.personId, details: why }])
  expect((await owner.post(at({ personId: newId() }, 'anonymisation'), why)).status).toBe(404)
})

it('leaves no team without an owner, and what the law keeps stays', async () => {
  const member = await world.newMember()
  expect((await owner.post(at(member, 'anonymisation'), why)).body.code).toBe('my_data.only_owner')
  const law = { kind: 'law', level: 'warn', reason: 'law_requirement', statement: { ru: 'Запрос' }, until: null }
  await owner.post('/api/desk/holds', { ...law, subjectKind: 'person', subjectId: member.personId })
  expect((await owner.post(at(member, 'anonymisation'), why)).body.code).toBe('my_data.kept_by_law')
})

it('lets no lesser role act on other staff, nor anybody on themselves', async () => {
  const moderator = await newStaff(world, 'moderation')
  const hold = { kind: 'terms', level: 'blocked', reason: 'spam', statement: { ru: 'а' }, until: null }
  const onOwner = { ...hold, subjectKind: 'person', subjectId: owner.personId }
  expect((await moderator.post('/api/desk/holds', onOwner)).body.code).toBe('desk.not_on_staff')
  expect((await support.post(at(owner, 'processing/block'), why)).body.code).toBe('desk.not_on_staff')
  expect((await support.post(at(owner, 'sign-outs'), why)).body.code).toBe('desk.not_on_staff')
  expect((await support.post(at(support, 'processing/block'), why)).body.code).toBe('desk.not_on_yourself')
  expect((await owner.post(at(owner, 'anonymisation'), why)).body.code).toBe('desk.not_on_yourself')
  expect((await owner.get('/api/me')).status).toBe(200)
})

it('takes no hold whose source looks like one of the house’s own', async () => {
  const member = await world.newMember()
  const hold = { kind: 'terms', level: 'warn', reason: 'spam', statement: { ru: 'а' }, until: null }
  for (const source of ['deletion', 'processing', 'termination:x'])
    expect(
      (await owner.post('/api/desk/holds', { ...hold, subjectKind: 'team', subjectId: member.teamId, source })).status,
    ).toBe(400)
})

it('a deletion leaves the rows of others who are called alike, or whose address ends alike', async () => {
  const [member, other] = [await world.newMember(), await world.newMember()]
  const at = new Date()
  await world.db.updateTable('person').set({ name: 'editor' }).where('id', '=', member.personId).execute()
  const says = (details: Record<string, string | undefined>) =>
    world.write((tx) =>
      record(tx, { teamId: other.teamId, personId: other.personId, action: 'a.b', targetId: 'x', details, at }),
    )
  const alike = [{ role: 'editor' }, { name: 'editor' }, { to: `x${member.email}` }]
  for (const details of [...alike, { to: `${member.email}, ${other.email}` }]) await says(details)
  await member.post('/api/account/deletion', { teamIds: [member.teamId] })
  const { now } = world.tools
  world.tools.now = () => new Date(Date.now() + 15 * 86_400_000)
  try {
    await purgeLeftovers(world.tools)
  } finally {
    world.tools.now = now
  }
  const entries = world.db.selectFrom('audit_entry').select('details').where('team_id', '=', other.teamId)
  const left = await entries.where('action', '=', 'a.b').orderBy('id').execute()
  expect(left.map(({ details }) => details)).toEqual([...alike, {}])
})

it('the end of an account takes along the files of exports that the person ordered of a team', async () => {
  const first = await world.newMember()
  const member = await world.newMember({ teamId: first.teamId, role: 'owner' })
  await member.post('/api/account/deletion', { teamIds: [] })
  await member.post(`/api/teams/${first.teamId}/exports`)
  const find = world.db.selectFrom('data_export').select('id').where('requested_by', '=', member.personId)
  const { id } = await find.executeTakeFirstOrThrow()
  await carryOutExport(world.tools, id, 1)
  const key = `exports/team/${first.teamId}/${id}.zip`
  expect(await world.tools.storage.size(key)).toBeGreaterThan(0)
  const { now } = world.tools
  world.tools.now = () => new Date(Date.now() + 15 * 86_400_000)
  try {
    await purgeLeftovers(world.tools)
  } finally {
    world.tools.now = now
  }
  expect(await world.tools.storage.size(key)).toBeUndefined()
})
