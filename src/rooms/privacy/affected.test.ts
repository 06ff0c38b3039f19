// P-5: whom an incident concerns, exactly, on seeded data; and the texts with which it is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { setUpOperator } from '#test/support/legal.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import type { Affected } from './contract.ts'

let world: World
let clerk: TestMember
let incidentId: string
beforeAll(async () => {
  world = await openWorld()
  clerk = await newStaff(world, 'support')
  const incident = {
    title: 'Хат басқа адамға кетті',
    description: 'Файл ашық тұрды.',
    affected: '',
    contact: 'Айгүл, +7 700 000 00 00',
  }
  await clerk.post('/api/desk/incidents', { ...incident, detectedAt: '2026-11-20T12:00:00.000Z' })
  incidentId = (await clerk.get('/api/desk/incidents')).body.items[0].id
})
afterAll(() => world.close())

const ask = (query: Record<string, string>, by = clerk) =>
  by.get(`/api/desk/incidents/${incidentId}/affected?${new URLSearchParams(query)}`)
const peopleIn = async (query: Record<string, string>) => {
  const { count, first }: Affected = (await ask(query)).body
  expect(first).toHaveLength(count)
  return Object.fromEntries(first.map(({ email, phone, name, roles }) => [email || phone || name, roles.toSorted()]))
}

const leave = (teamId: string, tourId: string, more: { name?: string; phone?: string; email?: string; at?: string }) =>
  world.db
    .insertInto('lead')
    .values({
      ...{ team_id: teamId, tour_id: tourId, id: newId(), scene_id: '', message: '', language: 'ru', seen_on: '' },
      ...{ name: more.name ?? 'Гость', phone: more.phone ?? '', email: more.email ?? '' },
      created_at: new Date(more.at ?? '2026-11-10T08:00:00Z'),
    })
    .execute()

async function newTour(member: TestMember): Promise<string> {
  return (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body.id
}

describe('P-5: the people whom an incident concerns', () => {
  it('of a team are its members, those who left a trace, and everybody who wrote to it or was invited', async () => {
    const owner = await world.newMember()
    const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
    const former = await world.newMember({ teamId: owner.teamId, role: 'editor' })
    const stranger = await world.newMember()
    await newTour(former)
    await owner.delete(`/api/teams/${owner.teamId}/members/${former.personId}`)
    const tourId = await newTour(owner)
    await leave(owner.teamId, tourId, { email: 'guest@example.kz', name: 'Сауле' })
    await leave(owner.teamId, tourId, { email: 'GUEST@example.kz', name: 'Сауле' })
    await leave(owner.teamId, tourId, { phone: '+7 701 111 22 33', name: 'Ерлан' })
    await leave(owner.teamId, tourId, { email: editor.email })
    await leave(stranger.teamId, await newTour(stranger), { email: 'elsewhere@example.kz' })
    await world.db
      .insertInto('tour_report')
      .values({
        ...{
          id: newId(),
          team_id: owner.teamId,
          tour_id: tourId,
          slug: 'a',
          version: 1,
          scene_id: '',
          reason: 'other',
        },
        ...{ message: '', email: 'reporter@example.kz', language: 'kk', created_at: new Date('2026-11-12T08:00:00Z') },
      })
      .execute()
    await owner.post(`/api/teams/${owner.teamId}/invitations`, {
      ...{ email: 'invited@example.kz', role: 'viewer', language: 'kk' },
    })
    const found = await peopleIn({ scope: 'team', of: `https://tours.example.kz/desk/teams/${owner.teamId}` })
    expect(found).toMatchObject({
      [owner.email]: ['acted', 'member'],
      [editor.email]: expect.arrayContaining(['member', 'visitor']),
      [former.email]: ['acted'],
      ...{ 'reporter@example.kz': ['reporter'], 'invited@example.kz': ['invited'], '+7 701 111 22 33': ['visitor'] },
    })
    const rest = Object.keys(found).filter((each) => each.toLowerCase() === 'guest@example.kz')
    expect(rest).toHaveLength(1)
    expect(Object.keys(found)).toHaveLength(7)
  })

  it('of a tour are those who worked on it or wrote about it, and no others of its team', async () => {
    const owner = await world.newMember()
    const colleague = await world.newMember({ teamId: owner.teamId, role: 'editor' })
    const agent = await world.newMember({ teamId: owner.teamId, role: 'agent' })
    const [tourId, other] = [await newTour(owner), await newTour(colleague)]
    await world.db
      .insertInto('assignment')
      .values({
        ...{ team_id: owner.teamId, subject_kind: 'tour', subject_id: tourId, person_id: agent.personId },
        ...{ assigned_by: owner.personId, assigned_at: new Date() },
      })
      .execute()
    await leave(owner.teamId, tourId, { email: 'mine@example.kz' })
    await leave(owner.teamId, other, { email: 'other@example.kz' })
    expect(await peopleIn({ scope: 'tour', of: `/studio/${owner.teamId}/tours/${tourId}` })).toEqual({
      ...{ [owner.email]: ['acted'], [agent.email]: ['in_charge'], 'mine@example.kz': ['visitor'] },
    })
    expect((await ask({ scope: 'tour', of: newId() })).body.code).toBe('my_data.affected.no_such')
    expect((await ask({ scope: 'tour', of: 'no-such-address' })).status).toBe(404)
  })

  it('are narrowed by the days, of Astana, on which their data was written down', async () => {
    const owner = await world.newMember()
    const tourId = await newTour(owner)
    await leave(owner.teamId, tourId, { email: 'before@example.kz', at: '2026-11-09T18:59:59Z' })
    await leave(owner.teamId, tourId, { email: 'first@example.kz', at: '2026-11-09T19:00:00Z' })
    await leave(owner.teamId, tourId, { email: 'last@example.kz', at: '2026-11-10T18:59:59Z' })
    await leave(owner.teamId, tourId, { email: 'after@example.kz', at: '2026-11-10T19:00:00Z' })
    const found = await peopleIn({ scope: 'team', of: owner.teamId, from: '2026-11-10', to: '2026-11-10' })
    expect(Object.keys(found)).toEqual(['first@example.kz', 'last@example.kz'])
  })

  it('of everything are all accounts, each once, however often they stand somewhere', async () => {
    const { count }: Affected = (await ask({ scope: 'everyone' })).body
    const people = await world.db.selectFrom('person').select('email').execute()
    const csv = await clerk.post(`/api/desk/incidents/${incidentId}/affected/exports?scope=everyone`)
    const lines = csv.text.trim().split('\r\n').slice(1)
    expect(lines).toHaveLength(count)
    for (const { email } of people) expect(lines.filter((line) => line.includes(email))).toHaveLength(1)
  })

  it('leave as a table without formulas, behind a proof of identity, and the history says so', async () => {
    const owner = await world.newMember()
    await leave(owner.teamId, await newTour(owner), { name: '=HYPERLINK("x")', phone: '+77010000000' })
    const url = `/api/desk/incidents/${incidentId}/affected/exports?scope=team&of=${owner.teamId}`
    const csv = await clerk.post(url)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.text).toContain(`"'=HYPERLINK(""x"")",,'+77010000000,ru,,visitor,`)
    const written = await world.db
      .selectFrom('audit_entry')
      .select(['details', 'target_id'])
      .where('action', '=', 'incident.people_exported')
      .orderBy('id', 'desc')
      .execute()
    expect(written[0]).toEqual({ details: { scope: 'team', people: 2 }, target_id: incidentId })
    await world.db
      .updateTable('session')
      .set({ proved_at: new Date(0) })
      .where('person_id', '=', clerk.personId)
      .execute()
    expect((await clerk.post(url)).body.code).toBe('accounts.prove_again')
  })

  it('are shown to the clerks alone', async () => {
    const [auditor, moderator] = [await newStaff(world, 'auditor'), await newStaff(world, 'moderation')]
    for (const by of [auditor, moderator]) expect((await ask({ scope: 'everyone' }, by)).status).toBe(403)
    expect((await ask({ scope: 'everyone' }, await world.newMember())).status).toBe(404)
  })
})

describe('P-5: the texts of an incident', () => {
  it('say in Kazakh, Russian and English what the register knows, and leave brackets where nobody wrote it', async () => {
    const clerk = await newStaff(world, 'support')
    const texts = async () => (await clerk.get(`/api/desk/incidents/${incidentId}/letters`)).body
    const before = await texts()
    expect(before.authority.kk.body).toContain('[қабылданған шаралар]')
    expect(before.authority.ru.body).toContain('[наименование оператора]')
    await setUpOperator(world)
    await clerk.post(`/api/desk/incidents/${incidentId}/steps`, { kind: 'contained', note: 'Сілтеме жабылды' })
    const { authority, people } = await texts()
    for (const language of ['kk', 'ru', 'en'] as const)
      for (const letter of [authority[language], people[language]]) {
        expect(letter.body).toContain('Файл ашық тұрды.')
        expect(letter.body).toContain('– Сілтеме жабылды')
        expect(letter.body).toContain('Айгүл, +7 700 000 00 00')
        expect(letter.body).not.toContain('[…]')
      }
    expect(authority.kk.body).toContain('2026 ж. 20 қараша')
    expect(people.ru.body).toContain('20 ноября 2026')
    expect((await clerk.get(`/api/desk/incidents/${newId()}/letters`)).status).toBe(404)
  })
})
