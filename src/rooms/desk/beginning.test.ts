// Terms 10.4: restrictions and terminations are announced three days ahead, unless they may begin at once or somebody says why.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let operator: TestMember
beforeAll(async () => {
  world = await openWorld()
  operator = await newStaff(world, 'owner')
})
afterAll(() => world.close())

const dayMs = 86_400_000
const inDays = (days: number) => new Date(world.tools.now().getTime() + days * dayMs).toISOString()
const place = ({ teamId }: TestMember, more: object = {}) =>
  operator.post('/api/desk/holds', {
    ...{ subjectKind: 'team', subjectId: teamId, kind: 'terms', level: 'read_only', reason: 'spam' },
    ...{ statement: { kk: 'Тоқтатыңыз' }, ...more },
  })
const heldOf = async (member: TestMember) => (await member.get(`/api/teams/${member.teamId}/holds`)).body
const write = (member: TestMember) =>
  member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
const noticeOf = async ({ personId }: TestMember) =>
  (await world.db.selectFrom('notice').select('details').where('person_id', '=', personId).executeTakeFirst())?.details

it('is announced three days ahead, told at once, and restricts nothing until then', async () => {
  const member = await world.newMember()
  expect((await place(member)).status).toBe(201)
  const held = await heldOf(member)
  expect(held).toMatchObject({ level: 'none', holds: [], announced: [{ level: 'read_only', atOnceBecause: '' }] })
  const waitMs = new Date(held.announced[0].beginsAt).getTime() - Date.now()
  expect(Math.round(waitMs / 60_000)).toBe(3 * 24 * 60)
  expect(String((await noticeOf(member))?.until)).toMatch(/^Басталуы: \d{4} ж\. \d+ /)
  expect((await write(member)).status).toBe(201)
  const { now } = world.tools
  try {
    world.tools.now = () => new Date(Date.now() + 3 * dayMs + 60_000)
    expect((await write(member)).body.code).toBe('holds.read_only')
    expect(await heldOf(member)).toMatchObject({ level: 'read_only', announced: [] })
  } finally {
    world.tools.now = now
  }
})

it('begins no sooner without a reason, which the person reads and the history keeps', async () => {
  const member = await world.newMember()
  expect((await place(member, { beginsAt: inDays(2) })).body).toMatchObject({ code: 'desk.announce_first' })
  expect((await place(member, { beginsAt: inDays(0), atOnceBecause: ' ' })).body.code).toBe('desk.announce_first')
  expect((await place(member, { beginsAt: inDays(4) })).status).toBe(201)
  expect((await heldOf(member)).level).toBe('none')
  const other = await world.newMember()
  await place(other, { atOnceBecause: 'Хаттар қазір таралып жатыр' })
  expect(await heldOf(other)).toMatchObject({
    ...{ level: 'read_only', announced: [], holds: [{ atOnceBecause: 'Хаттар қазір таралып жатыр' }] },
  })
  expect((await noticeOf(other))?.atOnce).toBe('Алдын ала ескертусіз, себебі: Хаттар қазір таралып жатыр')
  const entries = await world.db
    .selectFrom('audit_entry')
    .select('details')
    .where('action', '=', 'hold.placed')
    .where('target_id', '=', other.teamId)
    .execute()
  expect(entries).toMatchObject([{ details: { atOnceBecause: 'Хаттар қазір таралып жатыр' } }])
})

it.each([
  { reason: 'security_risk' },
  { reason: 'malware' },
  { reason: 'unlawful_content' },
  { reason: 'law_requirement' },
  { reason: 'user_request' },
  { kind: 'security' },
  { kind: 'law' },
  { level: 'warn' },
])('%o may begin at once', async (more) => {
  const member = await world.newMember()
  await place(member, more)
  expect(await heldOf(member)).toMatchObject({ holds: [{ atOnceBecause: '' }], announced: [] })
})

it('a termination is announced too, and its window for exporting begins with it', async () => {
  const member = await world.newMember()
  const ending = { reason: 'tos_violation', statement: { kk: 'Бұзу' }, exportDays: 30 }
  expect((await operator.put(`/api/desk/teams/${member.teamId}/termination`, ending)).status).toBe(204)
  const held = await heldOf(member)
  expect(held).toMatchObject({ level: 'none', announced: [{ level: 'read_only' }] })
  const exportDays = (new Date(held.exportUntil).getTime() - new Date(held.announced[0].beginsAt).getTime()) / dayMs
  expect(exportDays).toBe(30)
  expect((await write(member)).status).toBe(201)
  const { termination } = (await operator.get(`/api/desk/teams/${member.teamId}`)).body
  expect(termination).toMatchObject({ beginsAt: held.announced[0].beginsAt, exportUntil: held.exportUntil })
})

it('what a terminated team left is deleted sixty days after its window has closed', async () => {
  const member = await world.newMember()
  const ending = { reason: 'security_risk', statement: { kk: 'Қауіп' }, exportDays: 30 }
  await operator.put(`/api/desk/teams/${member.teamId}/termination`, ending)
  const { rows } = await sql<{ run_at: Date }>`select run_at from graphile_worker._private_jobs
    where key = ${`export_window_ended ${member.teamId}`}`.execute(world.db)
  const graceDays = 14
  const days = ((rows[0]?.run_at.getTime() ?? 0) - Date.now()) / dayMs
  expect(Math.round(days + graceDays)).toBe(90)
})
