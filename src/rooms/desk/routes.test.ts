// The desk over HTTP: who finds what, who may restrict whom, and what is told and written down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import type { StaffRole } from '#rooms/accounts/contract.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { createDeskTasks, windowTask } from './window.ts'

let world: World
const staff = new Map<StaffRole, TestMember>()
const roles: StaffRole[] = ['owner', 'billing', 'moderation', 'support', 'auditor']
beforeAll(async () => {
  world = await openWorld()
  for (const role of roles) staff.set(role, await newStaff(world, role))
})
afterAll(() => world.close())

function by(role: StaffRole): TestMember {
  const found = staff.get(role)
  if (!found) throw new Error(role)
  return found
}

const rename = ({ personId }: TestMember, name: string, email: string) =>
  world.db.updateTable('person').set({ name, email, email_canonical: email }).where('id', '=', personId).execute()
const nameTeam = ({ teamId }: TestMember, name: string) =>
  world.db.updateTable('team').set({ name }).where('id', '=', teamId).execute()
const noticesOf = async ({ personId }: TestMember) =>
  (await world.db.selectFrom('notice').select(['kind', 'details']).where('person_id', '=', personId).execute()).map(
    ({ kind, details }) => ({ kind, ...details }),
  )
const hold = (subject: { subjectKind: string; subjectId: string }, more: object = {}) => ({
  ...{ kind: 'terms', level: 'limited', reason: 'spam', statement: { ru: 'Рассылка' }, until: null },
  atOnceBecause: 'Рассылка идёт сейчас',
  ...subject,
  ...more,
})
const onTeam = ({ teamId }: TestMember, more: object = {}) => hold({ subjectKind: 'team', subjectId: teamId }, more)

describe('search', () => {
  it('finds people by part of a name, the beginning of an address, a host and an id', async () => {
    const member = await world.newMember()
    await rename(member, 'Ғалымжан Құлбаев', 'galymzhan@zhana-uy.kz')
    const find = async (q: string) =>
      (await by('support').get(`/api/desk/search?q=${encodeURIComponent(q)}`)).body.accounts.map(
        ({ id }: { id: string }) => id,
      )
    for (const q of ['ҒАЛЫМ', 'құлб', 'galym', 'GALYMZHAN@ZHANA-UY.KZ', '@zhana', 'zhana-uy.kz', member.personId])
      expect(await find(q), q).toEqual([member.personId])
    for (const q of ['g%m', '_alym', '@uy.kz', 'nobody at all']) expect(await find(q), q).toEqual([])
  })

  it('finds teams by part of a name, a number, a tour’s address and ids', async () => {
    const member = await world.newMember()
    await nameTeam(member, 'Керемет Құрылыс')
    const tour = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
    await world.db
      .insertInto('team_requisites')
      .values({
        ...{ team_id: member.teamId, legal_form: 'too', legal_name: 'ТОО', bin_iin: '990140001234', legal_address: '' },
        ...{ iban: '', bank_name: '', bic: '', kbe: '', signatory: '', document_email: '', document_language: 'ru' },
        ...{ changed_by: member.personId, changed_at: new Date() },
      })
      .execute()
    const find = async (q: string) =>
      (await by('auditor').get(`/api/desk/search?q=${encodeURIComponent(q)}`)).body.teams.map(
        ({ id }: { id: string }) => id,
      )
    for (const q of ['керемет', 'ҚҰРЫЛ', '99014', '990140001234', member.teamId, tour.id])
      expect(await find(q), q).toEqual([member.teamId])
  })

  it('does not exist for those who are not staff', async () => {
    const member = await world.newMember()
    for (const url of [
      'search?q=ab',
      'accounts',
      'teams',
      'holds',
      `teams/${member.teamId}`,
      `accounts/${member.personId}`,
    ])
      expect((await member.get(`/api/desk/${url}`)).status, url).toBe(404)
    expect((await world.visitor.get('/api/desk/accounts')).status).toBe(401)
  })
})

it('lists page by page, each once, whoever joins meanwhile', async () => {
  for (let count = 0; count < 54; count++) await world.newMember()
  const first = (await by('owner').get('/api/desk/accounts')).body
  const late = await world.newMember()
  const seen = first.items.map(({ id }: { id: string }) => id)
  let { next } = first
  while (next) {
    const page = (await by('owner').get(`/api/desk/accounts?before=${encodeURIComponent(next)}`)).body
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    next = page.next
  }
  const all = await world.db.selectFrom('person').select('id').execute()
  expect(first.items).toHaveLength(50)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.toSorted()).toEqual(
    all
      .map(({ id }) => id)
      .filter((id) => id !== late.personId)
      .toSorted(),
  )
  expect((await by('owner').get('/api/desk/accounts?before=nonsense')).status).toBe(400)
})

it('narrows lists to whom something is held against', async () => {
  const member = await world.newMember()
  await by('owner').post('/api/desk/holds', onTeam(member))
  const { items } = (await by('auditor').get('/api/desk/teams?filter=held')).body
  expect(items.find(({ id }: { id: string }) => id === member.teamId)).toMatchObject({ level: 'limited', members: 1 })
  expect(items.every(({ level }: { level: string }) => level !== 'none')).toBe(true)
})

describe('restricting', () => {
  it('acts at once, tells owners and administrators in their language, and leaves a trace', async () => {
    const owner = await world.newMember()
    const viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
    await nameTeam(owner, 'Нұрлы үй')
    const placed = await by('moderation').post('/api/desk/holds', onTeam(owner, { level: 'read_only' }))
    expect(placed.status).toBe(201)
    const refused = await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'a', language: 'kk' })
    expect(refused.body).toMatchObject({ status: 403, code: 'holds.read_only', details: { reason: 'spam' } })
    expect(await noticesOf(owner)).toEqual([
      expect.objectContaining({
        kind: 'hold_placed',
        name: 'Нұрлы үй',
        statement: 'Рассылка',
        reason: 'Себебі: спам.',
      }),
    ])
    expect(await noticesOf(viewer)).toEqual([])
    const mail = await world.db.selectFrom('mail').select('template').where('person_id', '=', owner.personId).execute()
    expect(mail).toEqual([{ template: 'notice_hold_placed' }])
    expect(await world.history(owner.teamId)).toContain('hold.placed')
  })

  it('lifts one and leaves the others', async () => {
    const owner = await world.newMember()
    const terms = (await by('moderation').post('/api/desk/holds', onTeam(owner, { level: 'blocked' }))).body.id
    const money = { kind: 'billing', level: 'read_only', reason: 'payment_unmet' }
    await by('billing').post('/api/desk/holds', onTeam(owner, money))
    const lifted = await by('moderation').put(`/api/desk/holds/${terms}/lifting`, { note: 'исправлено' })
    expect(lifted.status).toBe(204)
    const page = (await by('support').get(`/api/desk/teams/${owner.teamId}`)).body
    expect(page.team.level).toBe('read_only')
    expect(page.holds.find(({ id }: { id: string }) => id === terms)).toMatchObject({
      ...{ isActive: false, liftNote: 'исправлено' },
      liftedBy: expect.any(String),
    })
    expect((await noticesOf(owner)).map(({ kind }) => kind).toSorted()).toEqual([
      'hold_lifted',
      'hold_placed',
      'hold_placed',
    ])
  })

  const kinds = ['billing', 'terms', 'law', 'security', 'third_party_rights', 'user_request']
  const mine: Record<StaffRole, string[]> = {
    owner: kinds,
    moderation: ['terms', 'law', 'third_party_rights'],
    billing: ['billing'],
    support: [],
    auditor: [],
  }
  it.each(roles)('is open to the role %s for its own kinds only, to place and to lift', async (role) => {
    for (const kind of kinds) {
      const member = await world.newMember()
      const placed = await by(role).post('/api/desk/holds', onTeam(member, { kind }))
      expect(placed.status, kind).toBe(mine[role].includes(kind) ? 201 : 403)
      const other = (await by('owner').post('/api/desk/holds', onTeam(member, { kind }))).body.id
      const lifted = await by(role).put(`/api/desk/holds/${other}/lifting`, { note: 'a' })
      expect(lifted.status, kind).toBe(mine[role].includes(kind) ? 204 : 403)
    }
  })

  it('asks for a fresh proof of identity', async () => {
    const moderator = await newStaff(world, 'moderation')
    const member = await world.newMember()
    const longAgo = new Date(Date.now() - 11 * 60_000)
    await world.db
      .updateTable('session')
      .set({ proved_at: longAgo })
      .where('person_id', '=', moderator.personId)
      .execute()
    const asked = await moderator.post('/api/desk/holds', onTeam(member))
    expect(asked.body).toMatchObject({ status: 403, code: 'accounts.prove_again' })
  })

  it('refuses to restrict oneself, nobody, and without a word to those whom it concerns', async () => {
    const moderator = by('moderation')
    const self = hold({ subjectKind: 'person', subjectId: moderator.personId })
    expect((await moderator.post('/api/desk/holds', self)).body.code).toBe('desk.not_on_yourself')
    const nobody = hold({ subjectKind: 'team', subjectId: newId() })
    expect((await moderator.post('/api/desk/holds', nobody)).status).toBe(404)
    const silent = onTeam(await world.newMember(), { statement: { ru: ' ' } })
    expect((await moderator.post('/api/desk/holds', silent)).status).toBe(400)
  })

  it('shows before what will be read', async () => {
    const body = {
      name: 'Нұрлы үй',
      subjectKind: 'team',
      kind: 'terms',
      level: 'read_only',
      reason: 'spam',
      statement: { kk: 'Тоқтатыңыз' },
      atOnceBecause: 'таралып жатыр',
    }
    const until = '2026-12-03T00:00:00.000Z'
    const preview = await by('moderation').post('/api/desk/hold-previews', { ...body, until, language: 'kk' })
    expect(preview.body).toMatchObject({
      title: 'Тек қарауға болады',
      mailSubject: '«Нұрлы үй» үшін қолжетімділік шектелді',
    })
    const [, because, atOnce, ...rest] = preview.body.paragraphs
    expect([because, atOnce]).toEqual(['Себебі: спам.', 'Алдын ала ескертусіз, себебі: таралып жатыр'])
    expect(rest).toEqual([expect.stringContaining('2026'), 'Тоқтатыңыз'])
  })
})

describe('ending the service', () => {
  it('leaves reading and exporting until the date, then nothing, and can be taken back', async () => {
    const owner = await world.newMember()
    const ending = { reason: 'tos_violation', statement: { ru: 'Нарушения' }, exportDays: 30, atOnceBecause: 'Вред' }
    const url = `/api/desk/teams/${owner.teamId}/termination`
    expect((await by('moderation').put(url, ending)).status).toBe(403)
    expect((await by('owner').put(url, ending)).status).toBe(204)
    expect((await by('owner').put(url, ending)).body.code).toBe('desk.terminated_already')
    expect(await noticesOf(owner)).toEqual([
      expect.objectContaining({
        meaning: expect.stringContaining('Командаға қызмет көрсету тоқтатылады.'),
        until: expect.stringMatching(/Деректерді жүктеп алу мерзімі: .+ деректер .+ күні жойылады\./),
      }),
    ])
    const held = (await owner.get(`/api/teams/${owner.teamId}/holds`)).body
    expect(held).toMatchObject({ level: 'read_only', exportUntil: expect.any(String) })
    expect((await owner.get(`/api/teams/${owner.teamId}/tours`)).status).toBe(200)
    const page = (await by('owner').get(`/api/desk/teams/${owner.teamId}`)).body
    expect(page.holds.map(({ level, isActive }: { level: string; isActive: boolean }) => [level, isActive])).toEqual(
      expect.arrayContaining([
        ['read_only', true],
        ['blocked', false],
      ]),
    )
    const part = await by('owner').put(`/api/desk/holds/${page.holds[0].id}/lifting`, { note: 'a' })
    expect(part.body.code).toBe('desk.part_of_a_termination')
    expect((await by('owner').put(`${url}/revocation`, { note: 'договорились' })).status).toBe(204)
    expect((await owner.get(`/api/teams/${owner.teamId}/holds`)).body).toMatchObject({ level: 'none', holds: [] })
    expect(await world.history(owner.teamId)).toEqual(
      expect.arrayContaining(['team.terminated', 'team.termination_revoked']),
    )
  })
})

describe('a page', () => {
  it('says what matters about an account', async () => {
    const member = await world.newMember()
    await by('support').post(`/api/desk/accounts/${member.personId}/notes`, { text: 'Звонил, просил помочь' })
    const { body } = await by('auditor').get(`/api/desk/accounts/${member.personId}`)
    expect(body).toMatchObject({
      ...{ account: { id: member.personId, email: member.email }, sessions: 1, holds: [] },
      teams: [{ id: member.teamId, role: 'owner', level: 'none' }],
      notes: [{ text: 'Звонил, просил помочь' }],
    })
    expect(JSON.stringify(body)).not.toMatch(/token|hash/i)
  })

  it('says what matters about a team', async () => {
    const member = await world.newMember()
    await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
    const { body } = await by('auditor').get(`/api/desk/teams/${member.teamId}`)
    expect(body).toMatchObject({
      ...{ team: { id: member.teamId, members: 1, tours: 1, published: 0 }, tours: [{ name: 'Пәтер', slug: null }] },
      people: [{ id: member.personId, role: 'owner' }],
    })
  })

  it('keeps notes as they were written', async () => {
    const member = await world.newMember()
    const url = `/api/desk/teams/${member.teamId}/notes`
    expect((await by('auditor').post(url, { text: 'a' })).status).toBe(403)
    expect((await by('billing').post(url, { text: 'Оплатит в пятницу' })).status).toBe(201)
    const change = world.db
      .updateTable('staff_note')
      .set({ text: 'b' })
      .where('subject_id', '=', member.teamId)
      .execute()
    await expect(change).rejects.toThrow('never changed')
  })
})

describe('accounts', () => {
  it('O3: staff send a link, and nothing at the desk takes a password', async () => {
    const member = await world.newMember()
    const url = `/api/desk/accounts/${member.personId}/reset-links`
    expect((await by('auditor').post(url)).status).toBe(403)
    expect((await by('support').post(url)).status).toBe(204)
    const mails = await world.db
      .selectFrom('mail')
      .select(['template', 'recipient'])
      .where('person_id', '=', member.personId)
      .execute()
    expect(mails).toEqual([{ template: 'password_reset', recipient: member.email }])
  })

  it('B2: signs a person out wherever they are', async () => {
    const member = await world.newMember()
    const url = `/api/desk/accounts/${member.personId}/sign-outs`
    expect((await by('support').post(url, { reason: 'Потерян телефон' })).body).toEqual({ ended: 1 })
    expect((await member.get('/api/me')).status).toBe(401)
  })
})

describe('deleting', () => {
  it('begins a deletion, with the reason in the history', async () => {
    const member = await world.newMember()
    await world.newMember({ teamId: member.teamId, role: 'owner' })
    const url = `/api/desk/accounts/${member.personId}/deletion`
    expect((await by('support').put(url, { reason: 'a' })).status).toBe(403)
    expect((await by('owner').put(url, { reason: 'Недостоверные данные' })).status).toBe(204)
    const { deletion } = (await by('support').get(`/api/desk/accounts/${member.personId}`)).body
    expect(deletion).toMatchObject({ dueAt: expect.any(String) })
    const entries = await world.db
      .selectFrom('audit_entry')
      .select(['person_id', 'details'])
      .where('action', '=', 'account.deletion_ordered')
      .where('target_id', '=', member.personId)
      .execute()
    expect(entries).toEqual([
      { person_id: by('owner').personId, details: { reason: 'Недостоверные данные', dueAt: deletion.dueAt } },
    ])
  })

  it('schedules what a termination leaves behind once the export window is over, but not while the law keeps it', async () => {
    const owner = await world.newMember()
    const task = createDeskTasks(world.tools)[windowTask]
    const run = () => task?.({ teamId: owner.teamId }, { attempt: 1, signal: new AbortController().signal } as never)
    const pending = async () =>
      (await world.db.selectFrom('erasure').select('id').where('subject_id', '=', owner.teamId).execute()).length
    await by('owner').put(`/api/desk/teams/${owner.teamId}/termination`, {
      ...{ reason: 'tos_violation', statement: { ru: 'Нарушения' }, exportDays: 1, atOnceBecause: 'Вред' },
    })
    await run()
    expect(await pending()).toBe(0)
    const over = new Date(Date.now() - 1000)
    await world.db
      .updateTable('team_termination')
      .set({ export_until: over })
      .where('team_id', '=', owner.teamId)
      .execute()
    const law = { kind: 'law', level: 'warn', reason: 'law_requirement' }
    const { id } = (await by('owner').post('/api/desk/holds', onTeam(owner, law))).body
    await run()
    expect(await pending()).toBe(0)
    await by('owner').put(`/api/desk/holds/${id}/lifting`, { note: 'a' })
    await run()
    expect(await pending()).toBe(1)
  })
})
