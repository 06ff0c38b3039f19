// Separate agreements: they prevail in what they name while they are in force, and never change once they are signed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startOfDay } from '#rooms/legal/legal.ts'
import { refuseBeyondAgreement } from '#rooms/teams/members-limit.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { agreementOf, limitOf } from './agreements.ts'
import type { SaveAgreement } from './contract.ts'

let world: World
let staff: TestMember
beforeAll(async () => {
  world = await openWorld()
  staff = await newStaff(world, 'billing')
})
afterAll(() => world.close())

const someAgreement = (more: Partial<SaveAgreement> = {}): SaveAgreement => ({
  ...{ number: '14/26', dated: '2026-01-10', parties: '«Оператор» ЖШС – «Нұрлы үй» ЖШС' },
  ...{ startsOn: '2026-01-15', endsOn: null, overrides: { storageLimitBytes: 2_000_000 } },
  ...more,
})

const paper = (text = 'signed') => Buffer.from(`%PDF-1.7\n${text}`)

async function send(desk: TestMember, agreementId: string, bytes: Buffer, type = 'application/pdf') {
  return world.inject({
    method: 'POST',
    url: `/api/desk/agreements/${agreementId}/files?name=${encodeURIComponent('Шарт 14.pdf')}`,
    headers: { cookie: desk.cookie, origin: 'http://localhost', 'content-type': type },
    payload: bytes,
  })
}

async function signed(teamId: string, more: Partial<SaveAgreement> = {}) {
  const { body } = await staff.post('/api/desk/agreements', { teamId, agreement: someAgreement(more) })
  expect((await send(staff, body.id, paper())).status).toBe(201)
  const answer = await staff.put(`/api/desk/agreements/${body.id}/signature`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

it('leaves everything as it is for all while nothing is signed', async () => {
  const owner = await world.newMember()
  const made = await staff.post('/api/desk/agreements', { teamId: owner.teamId, agreement: someAgreement() })
  expect(made.body).toMatchObject({ state: 'draft', files: [], teamName: 'Нұрлы үй' })
  const terms = (await owner.get(`/api/teams/${owner.teamId}/agreement`)).body
  expect(terms.agreement).toBeNull()
  expect(terms.storage).toEqual({ limitBytes: world.tools.config.teamQuotaBytes, fromAgreement: null })
})

it('is signed only with its paper, which must be a PDF, and is never changed after that', async () => {
  const owner = await world.newMember()
  const { body } = await staff.post('/api/desk/agreements', { teamId: owner.teamId, agreement: someAgreement() })
  const path = `/api/desk/agreements/${body.id}`
  expect((await staff.put(`${path}/signature`)).body.code).toBe('agreements.file_first')
  expect((await send(staff, body.id, Buffer.from('MZ'))).body.code).toBe('agreements.pdf_only')
  expect((await send(staff, body.id, paper(), 'application/json')).status).toBe(400)
  await send(staff, body.id, paper())
  const done = await staff.put(`${path}/signature`)
  expect(done.body).toMatchObject({ state: 'active', files: [{ fileName: 'Шарт 14.pdf', sizeBytes: paper().length }] })
  expect((await staff.put(path, someAgreement({ number: 'X' }))).body.code).toBe('agreements.signed_already')
  expect((await staff.delete(path)).body.code).toBe('agreements.signed_already')
  await expect(
    world.db.updateTable('team_agreement').set({ number: 'X' }).where('id', '=', body.id).execute(),
  ).rejects.toThrow(/never changed/)
})

it('its storage limit holds for uploads from its first day to its last, and says from where it comes', async () => {
  const owner = await world.newMember()
  await signed(owner.teamId, { endsOn: '2999-12-31' })
  const terms = (await owner.get(`/api/teams/${owner.teamId}/agreement`)).body
  expect(terms.storage).toEqual({ limitBytes: 2_000_000, fromAgreement: '14/26' })
  const use = (await owner.get(`/api/teams/${owner.teamId}/storage-use`)).body
  expect(use).toMatchObject({ quotaBytes: 2_000_000, fromAgreement: '14/26' })
  const limit = (day: string) => limitOf(world.db, owner.teamId, 'storageLimitBytes', 1, startOfDay(day))
  expect((await limit('2026-01-14')).value).toBe(1)
  expect((await limit('2026-01-15')).value).toBe(2_000_000)
  expect((await limit('2999-12-31')).fromAgreement).toBe('14/26')
  expect((await limit('3000-01-01')).value).toBe(1)
})

it('its storage limit refuses the upload that would go beyond it', async () => {
  const owner = await world.newMember()
  await signed(owner.teamId)
  const origin = await world.listen()
  const begin = (sizeBytes: number) =>
    fetch(`${origin}/api/teams/${owner.teamId}/uploads`, {
      method: 'POST',
      headers: {
        cookie: owner.cookie,
        'tus-resumable': '1.0.0',
        'upload-length': String(sizeBytes),
        'upload-metadata': '',
      },
    })
  expect((await begin(1_500_000)).status).toBe(201)
  expect((await begin(600_000)).status).toBe(507)
})

it('its limit of members lets nobody in beyond it', async () => {
  const owner = await world.newMember()
  await signed(owner.teamId, { overrides: { membersLimit: 2 } })
  const join = () => world.newMember({ role: 'viewer', teamId: owner.teamId })
  const check = () => world.write((tx) => refuseBeyondAgreement(tx, owner.teamId, new Date()))
  await join()
  await check()
  await join()
  await expect(check()).rejects.toMatchObject({
    code: 'agreements.members_limit',
    details: { number: '14/26', limit: 2 },
  })
})

it('two agreements with one team never cover the same day', async () => {
  const owner = await world.newMember()
  const first = await signed(owner.teamId)
  const { body } = await staff.post('/api/desk/agreements', { teamId: owner.teamId, agreement: someAgreement() })
  await send(staff, body.id, paper('second'))
  expect((await staff.put(`/api/desk/agreements/${body.id}/signature`)).body.code).toBe('agreements.overlap')
  const ended = await staff.put(`/api/desk/agreements/${first.id}/end`, { reason: 'Тараптардың келісімімен' })
  expect(ended.body).toMatchObject({ state: 'ended', endReason: 'Тараптардың келісімімен' })
  expect(await agreementOf(world.db, owner.teamId, new Date())).toBeUndefined()
  expect((await staff.put(`/api/desk/agreements/${body.id}/signature`)).status).toBe(200)
})

it('takes no key that isn’t on the list', async () => {
  const owner = await world.newMember()
  const agreement = { ...someAgreement(), overrides: { everything: true } }
  expect((await staff.post('/api/desk/agreements', { teamId: owner.teamId, agreement })).status).toBe(400)
})

it('its paper is read by those of the team who may, and by nobody else', async () => {
  const owner = await world.newMember()
  const { id, files } = await signed(owner.teamId)
  const url = `/api/teams/${owner.teamId}/agreements/${id}/files/${files[0].sha256}`
  const answer = await owner.get(url)
  expect(answer.status).toBe(200)
  expect(answer.bytes.equals(paper())).toBe(true)
  expect(answer.headers['content-disposition']).toMatch(/^attachment;/)
  const editor = await world.newMember({ role: 'editor', teamId: owner.teamId })
  expect((await editor.get(url)).status).toBe(403)
  const stranger = await world.newMember()
  expect((await stranger.get(url)).status).toBe(404)
  expect((await stranger.get(url.replace(owner.teamId, stranger.teamId))).status).toBe(404)
  const support = await newStaff(world, 'support')
  expect((await support.get('/api/desk/agreements')).status).toBe(200)
  expect((await support.put(`/api/desk/agreements/${id}/end`, { reason: 'x' })).status).toBe(403)
})

it('everything done with an agreement is in the team’s history', async () => {
  const owner = await world.newMember()
  const { id } = await signed(owner.teamId)
  await staff.put(`/api/desk/agreements/${id}/end`, { reason: 'Мерзімі бітті' })
  const history = await world.history(owner.teamId)
  for (const action of ['agreement.drafted', 'agreement.file_added', 'agreement.signed', 'agreement.ended'])
    expect(history, action).toContain(action)
})
