// One's own data: who gets it, how often, and what is in it (L2, P-7, P-9); requests and incidents at the desk; what staff may.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { loadCalendar } from './calendar.ts'
import { carryOutExport, expireExports } from './exports.ts'
import { clockOf, remindOfRequests } from './requests.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function staffMember(role: 'owner' | 'auditor' | 'support' | 'billing'): Promise<TestMember> {
  const member = await world.newMember()
  await world.db.insertInto('operator').values({ person_id: member.personId, role, since: new Date() }).execute()
  await world.db
    .updateTable('session')
    .set({ second_factor_at: new Date(), proved_at: world.tools.now() })
    .where('person_id', '=', member.personId)
    .execute()
  return member
}

const newestExport = async (personId: string) => {
  const row = await world.db
    .selectFrom('data_export')
    .selectAll()
    .where('requested_by', '=', personId)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  return row
}

async function readyExport(member: TestMember, url: string): Promise<string> {
  expect((await member.post(url)).status).toBe(202)
  const { id } = await newestExport(member.personId)
  await carryOutExport(world.tools, id, 1)
  return id
}

async function mailedToken(personId: string): Promise<string> {
  const mail = await world.db
    .selectFrom('mail')
    .select('sealed')
    .where('person_id', '=', personId)
    .where('template', '=', 'export_ready')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  return String(JSON.parse(world.tools.secret.open(mail.sealed ?? '')).path).split('=')[1] ?? ''
}

/** What is in the ZIP, read by a program of others. */
async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-zip-'))
  try {
    const path = join(folder, 'export.zip')
    await writeFile(path, bytes)
    execFileSync('unzip', ['-tqq', path])
    const names = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).split('\n').filter(Boolean)
    return new Map(names.map((name) => [name, execFileSync('unzip', ['-p', path, name])]))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('P-9: the export of one’s own data', () => {
  it('has every row about the person, what they did, and a manifest with the hash of every file; but no secret', async () => {
    const member = await world.newMember()
    const tour = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
    await member.post('/api/account/data/requests', { kind: 'correction', message: 'Атым қате жазылған' })
    await readyExport(member, '/api/account/exports')
    const { url } = (await member.post('/api/account/exports/by-link', { token: await mailedToken(member.personId) }))
      .body
    const files = await unzip((await member.get(url)).bytes)
    const rows = (name: string) => JSON.parse(files.get(name)?.toString() ?? '[]')
    expect(rows('data/person.json')).toEqual([expect.objectContaining({ id: member.personId, email: member.email })])
    expect(rows('data/session.json')).toHaveLength(1)
    expect(rows('data/membership.json')).toEqual([expect.objectContaining({ team_id: member.teamId, role: 'owner' })])
    expect(rows('data/data_request.json')).toEqual([expect.objectContaining({ message: 'Атым қате жазылған' })])
    expect(rows('data/audit_entry.json').map((row: { action: string }) => row.action)).toContain('tour.created')
    expect(rows('activity/tour.json')).toEqual([expect.objectContaining({ id: tour.body.id })])
    expect(rows('activity/tour.json')[0]).not.toHaveProperty('document')
    expect([...files.values()].join('\n')).not.toMatch(/token_sha256|password_hash/)
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}')
    expect(manifest.orderedBy.email).toBe(member.email)
    for (const { path, sha256 } of manifest.files)
      expect(
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
        path,
      ).toBe(sha256)
    expect(manifest.files).toHaveLength(files.size - 1)
  })

  it('of a team has its documents and its originals under their names', async () => {
    const owner = await world.newMember()
    await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
    await world.newAttachment(owner.teamId)
    const original = await world.db
      .selectFrom('original')
      .selectAll()
      .where('team_id', '=', owner.teamId)
      .executeTakeFirstOrThrow()
    await world.tools.storage.putBytes(original.storage_key, Buffer.from('the photo as it came'))
    const id = await readyExport(owner, `/api/teams/${owner.teamId}/exports`)
    const { url } = (await owner.post(`/api/account/exports/${id}/downloads`)).body
    const files = await unzip((await owner.get(url)).bytes)
    expect(files.get(`originals/${original.sha256.slice(0, 12)}-a.jpg`)?.toString()).toBe('the photo as it came')
    expect(JSON.parse(files.get('data/tour.json')?.toString() ?? '[]')[0].document.title).toEqual({ kk: 'Пәтер' })
    expect([...files.keys()].some((name) => /tour_report|staff_note|data_export/.test(name))).toBe(false)
  })
})

describe('L2: an export', () => {
  it('of a team is for its owner alone', async () => {
    const owner = await world.newMember()
    for (const role of ['admin', 'editor', 'agent', 'accountant', 'viewer'] as const) {
      const member = await world.newMember({ role, teamId: owner.teamId })
      expect((await member.post(`/api/teams/${owner.teamId}/exports`)).status, role).toBe(403)
    }
    const stranger = await world.newMember()
    expect((await stranger.post(`/api/teams/${owner.teamId}/exports`)).status).toBe(404)
  })

  it('opens once by the link of the mail; the second use is 404, also for a stranger and after a day', async () => {
    const member = await world.newMember()
    const stranger = await world.newMember()
    await readyExport(member, '/api/account/exports')
    const token = await mailedToken(member.personId)
    expect((await stranger.post('/api/account/exports/by-link', { token })).status).toBe(404)
    const { url } = (await member.post('/api/account/exports/by-link', { token })).body
    expect((await member.post('/api/account/exports/by-link', { token })).status).toBe(404)
    expect((await member.get(url)).status).toBe(200)
    expect((await stranger.get(url)).status).toBe(404)
    expect((await world.visitor.get(url)).status).toBe(401)
    expect((await member.get(url.replace(/grant=.*/, 'grant=guess'))).status).toBe(404)
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 25 * 3_600_000)
    try {
      expect((await member.get(url)).status).toBe(410)
      await expireExports(world.tools)
    } finally {
      world.tools.now = now
    }
    expect((await member.get(url)).status).toBe(404)
    const { id } = await newestExport(member.personId)
    expect(await world.tools.storage.size(`exports/person/${member.personId}/${id}.zip`)).toBeUndefined()
  })

  it('that was half made when the process died is gone after a day', async () => {
    const folder = join(world.tools.config.dataFolder, 'export-work')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'half'), 'names and addresses')
    await expireExports(world.tools)
    expect(await readdir(folder)).toEqual(['half'])
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 25 * 3_600_000)
    try {
      await expireExports(world.tools)
    } finally {
      world.tools.now = now
    }
    expect(await readdir(folder)).toEqual([])
  })

  it('goes on where it was interrupted', async () => {
    const member = await world.newMember()
    const id = await readyExport(member, '/api/account/exports')
    const { url } = (await member.post(`/api/account/exports/${id}/downloads`)).body
    const whole = await member.get(url)
    const rest = await member.get(url, { range: 'bytes=100-', 'if-range': String(whole.headers.etag) })
    expect(rest.status).toBe(206)
    expect(rest.bytes.equals(whole.bytes.subarray(100))).toBe(true)
    expect(whole.headers['content-disposition']).toMatch(/^attachment; filename="panoqor-\d{4}-\d\d-\d\d\.zip"$/)
    expect((await member.get(url, { range: 'bytes=99999999-' })).status).toBe(416)
  })

  it('of a team is closed to whoever is its owner no longer', async () => {
    const owner = await world.newMember()
    const id = await readyExport(owner, `/api/teams/${owner.teamId}/exports`)
    const { url } = (await owner.post(`/api/account/exports/${id}/downloads`)).body
    await world.db.updateTable('membership').set({ role: 'viewer' }).where('person_id', '=', owner.personId).execute()
    expect((await owner.get(url)).status).toBe(404)
  })
})

describe('P-7: a request about personal data', () => {
  it('has fifteen days, information three business days, a tour one', async () => {
    const calendar = await loadCalendar(world.db)
    const friday = new Date('2026-11-20T12:00:00Z')
    expect(clockOf('deletion', friday, calendar)).toEqual({
      dueAt: new Date('2026-12-05T12:00:00Z'),
      remindAt: new Date('2026-11-30T12:00:00Z'),
    })
    expect(clockOf('information', friday, calendar).dueAt).toEqual(new Date('2026-11-25T12:00:00Z'))
    expect(clockOf('in_a_tour', friday, calendar).dueAt).toEqual(new Date('2026-11-23T12:00:00Z'))
  })

  it('is reminded of on day ten, once, and settled once, with evidence', async () => {
    const clerk = await staffMember('support')
    const member = await world.newMember()
    await member.post('/api/account/data/requests', { kind: 'deletion', message: 'Менің суретімді өшіріңіз' })
    const { now } = world.tools
    const { id } = await world.db
      .selectFrom('data_request')
      .select('id')
      .where('person_id', '=', member.personId)
      .executeTakeFirstOrThrow()
    const notices = async () =>
      (await world.db.selectFrom('notice').select('key').where('person_id', '=', clerk.personId).execute()).filter(
        ({ key }) => key === `request ${id}`,
      ).length
    try {
      world.tools.now = () => new Date(Date.now() + 9.9 * 86_400_000)
      await remindOfRequests(world.tools)
      expect(await notices()).toBe(0)
      world.tools.now = () => new Date(Date.now() + 10.1 * 86_400_000)
      await remindOfRequests(world.tools)
      await remindOfRequests(world.tools)
      expect(await notices()).toBe(1)
    } finally {
      world.tools.now = now
    }
    const listed: { id: string }[] = (await clerk.get('/api/desk/requests')).body.items
    const request = listed.find((each) => each.id === id) ?? { id: '' }
    expect(request).toMatchObject({ kind: 'deletion', personId: member.personId, email: member.email, outcome: null })
    const outcome = { outcome: 'done', answer: 'Сурет өшірілді', evidence: 'tour version 7' }
    expect((await clerk.post(`/api/desk/requests/${request.id}/outcome`, outcome)).status).toBe(204)
    expect((await clerk.post(`/api/desk/requests/${request.id}/outcome`, outcome)).body.code).toBe(
      'my_data.already_settled',
    )
    expect((await member.get('/api/account/data')).body.requests).toEqual([
      expect.objectContaining({ outcome: 'done', answer: 'Сурет өшірілді' }),
    ])
  })
})

describe('P-8: a visitor’s report that a tour shows their data', () => {
  it('has one business day, until it is settled', async () => {
    const clerk = await staffMember('support')
    const member = await world.newMember()
    const report = { team_id: member.teamId, tour_id: newId(), slug: 'a', version: 1, scene_id: '', email: '' }
    const more = { message: 'Менің бетім', language: 'kk', created_at: new Date('2026-11-20T12:00:00Z') } as const
    const [own, other] = [newId(), newId()]
    await world.db
      .insertInto('tour_report')
      .values([
        { id: own, reason: 'personal_data', ...report, ...more },
        { id: other, reason: 'wrong_facts', ...report, ...more },
      ])
      .execute()
    const open = async () => (await clerk.get('/api/desk/requests/reports')).body
    expect(await open()).toEqual([expect.objectContaining({ id: own, dueAt: '2026-11-23T12:00:00.000Z' })])
    const settled = { report_id: own, settled_by: clerk.personId, settled_at: new Date(), outcome: 'жасырылды' }
    await world.db.insertInto('tour_report_settlement').values(settled).execute()
    expect(await open()).toEqual([])
  })
})

describe('P-5: an incident', () => {
  it('has the deadline of one business day by the editable calendar, and keeps its steps', async () => {
    const detectedAt = '2026-11-20T12:00:00.000Z' // Friday, 17:00 in Astana
    const { now } = world.tools
    world.tools.now = () => new Date('2026-11-24T08:00:00Z')
    try {
      const clerk = await staffMember('support')
      const incident = { title: 'Хат басқа адамға кетті', description: '…', affected: '1', contact: 'DPO' }
      expect((await clerk.post('/api/desk/incidents', { ...incident, detectedAt })).status).toBe(201)
      expect((await clerk.get('/api/desk/incidents')).body.items[0].deadlineAt).toBe('2026-11-23T12:00:00.000Z')
      await clerk.put('/api/desk/calendar/2026-11-23', { isWorking: false, name: 'Көшірілген' })
      await clerk.post('/api/desk/incidents', { ...incident, title: 'Тағы', detectedAt })
      const listed = (await clerk.get('/api/desk/incidents')).body.items
      expect(listed.find((each: { title: string }) => each.title === 'Тағы').deadlineAt).toBe(
        '2026-11-24T12:00:00.000Z',
      )
      await clerk.post(`/api/desk/incidents/${listed[0].id}/steps`, { kind: 'authority_told', note: 'хат № 5' })
      const [again] = (await clerk.get('/api/desk/incidents')).body.items.filter(
        (each: { id: string }) => each.id === listed[0].id,
      )
      expect(again.steps).toEqual([expect.objectContaining({ kind: 'authority_told', note: 'хат № 5' })])
    } finally {
      world.tools.now = now
      await (await staffMember('support')).delete('/api/desk/calendar/2026-11-23')
    }
  })
})

describe('the history at the desk', () => {
  it('is found by person, team, action and period, page by page', async () => {
    const auditor = await staffMember('auditor')
    const member = await world.newMember()
    for (let index = 0; index < 60; index++)
      await member.post(`/api/teams/${member.teamId}/tours`, { title: `Тур ${index}`, language: 'kk' })
    const ask = (query: string) => auditor.get(`/api/desk/history?${query}`)
    const first = (await ask(`person=${member.email}&action=tour.`)).body
    expect(first.entries).toHaveLength(50)
    const second = (await ask(`person=${member.personId}&action=tour.&before=${first.next}`)).body
    expect(second.entries).toHaveLength(10)
    expect(second.next).toBeNull()
    expect((await ask(`team=${member.teamId}&action=team.founded`)).body.entries).toHaveLength(1)
    expect((await ask(`person=${member.personId}&to=2020-01-01`)).body.entries).toEqual([])
    expect((await ask('person=nobody-of-this-name')).body.entries).toEqual([])
  })

  it('leaves as a table without formulas, behind a proof of identity, and says that it did (L1)', async () => {
    const auditor = await staffMember('auditor')
    const member = await world.newMember()
    await world.db.updateTable('person').set({ name: '=1+1' }).where('id', '=', member.personId).execute()
    const csv = await auditor.post(`/api/desk/history/exports/csv?person=${member.personId}`)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.text).toContain(",'=1+1,")
    const jsonl = await auditor.post(`/api/desk/history/exports/jsonl?person=${member.personId}`)
    expect(
      jsonl.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).action),
    ).toContain('person.registered')
    const exported = (await auditor.get('/api/desk/history?action=history.exported')).body.entries
    expect(exported).toHaveLength(2)
    await world.db
      .updateTable('session')
      .set({ proved_at: new Date(0) })
      .where('person_id', '=', auditor.personId)
      .execute()
    expect((await auditor.post('/api/desk/history/exports/csv')).body.code).toBe('accounts.prove_again')
  })

  it('is verified by a button', async () => {
    const auditor = await staffMember('auditor')
    const verified = await auditor.post('/api/desk/history/verification')
    expect(verified.body).toMatchObject({ faultCount: 0, faults: [] })
    expect(verified.body.entries).toBeGreaterThan(10)
  })

  it('is for those whose desk it is', async () => {
    const billing = await staffMember('billing')
    const support = await staffMember('support')
    expect((await billing.get('/api/desk/history')).status).toBe(403)
    expect((await support.get('/api/desk/history')).status).toBe(200)
    expect((await support.post('/api/desk/history/verification')).status).toBe(403)
    expect((await (await world.newMember()).get('/api/desk/history')).status).toBe(404)
  })
})
