// A team's profile and requisites: who changes them, what is checked, what a draft may hold and a document may not.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import type { SaveProfile, SaveRequisites } from './contract.ts'
import { requisitesFor } from './profile.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const profile: SaveProfile = {
  ...{ name: 'Нұрлы үй', names: { ru: 'Светлый дом' }, about: { kk: 'Алматыдағы пәтерлер' }, address: {} },
  ...{ logo: null, phone: '+7 700 000 00 00', email: 'hello@example.kz', website: 'https://example.kz' },
}
const requisites: SaveRequisites = {
  ...{ legalForm: 'too', legalName: 'Нұрлы үй', binIin: '971240001315', legalAddress: 'Алматы' },
  ...{ iban: 'kz12 999a 0000 0000 0201', bankName: 'Example', bic: 'CASPKZKAXXX', kbe: '17', signatory: '' },
  ...{ documentEmail: 'docs@example.kz', documentLanguage: 'kk' },
}
const put = (by: TestMember, what: 'profile' | 'requisites', body: object) =>
  by.put(`/api/teams/${by.teamId}/${what}`, body)

it('is changed by those who keep the team, and seen by all of it', async () => {
  const owner = await world.newMember()
  const viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  expect((await put(owner, 'profile', profile)).body).toMatchObject(profile)
  expect((await viewer.get(`/api/teams/${owner.teamId}/profile`)).body).toMatchObject(profile)
  expect((await put(viewer, 'profile', profile)).body.code).toBe('teams.role_cannot')
  expect(await world.history(owner.teamId)).toContain('team.profile_changed')
  expect((await owner.get('/api/me')).body.teams[0].name).toBe('Нұрлы үй')
})

it('takes only a finished picture of its own team as logo, and lets go of no logo', async () => {
  const owner = await world.newMember()
  const stranger = await world.newMember()
  const logo = await world.newAttachment(owner.teamId)
  const foreign = await world.newAttachment(stranger.teamId)
  expect((await put(owner, 'profile', { ...profile, logo: foreign })).body.code).toBe('attachments.unknown')
  expect((await put(owner, 'profile', { ...profile, logo })).status).toBe(200)
})

it.each([
  { website: 'javascript:alert(1)' },
  { website: 'example.kz' },
  { email: 'nobody' },
  { name: '' },
  { names: { kk: 'x'.repeat(121) } },
  { owner: 'me' },
])('refuses %j', async (wrong) => {
  const owner = await world.newMember()
  expect((await put(owner, 'profile', { ...profile, ...wrong })).status).toBe(400)
})

it('keeps requisites tidy, names what can’t be right, and gives documents nothing that is wrong', async () => {
  const owner = await world.newMember()
  const accountant = await world.newMember({ teamId: owner.teamId, role: 'accountant' })
  const saved = await put(accountant, 'requisites', requisites)
  expect(saved.body).toMatchObject({ iban: 'KZ12999A000000000201', bic: 'CASPKZKA', problems: [] })
  expect(await requisitesFor(world.db, owner.teamId)).toMatchObject({ binIin: '971240001315' })
  const wrong = { ...requisites, binIin: '971240001316', iban: 'KZ13999A000000000201', kbe: '77' }
  expect((await put(accountant, 'requisites', wrong)).body.problems).toEqual(['binIin', 'iban', 'kbe'])
  expect(await requisitesFor(world.db, owner.teamId)).toBeUndefined()
})

it('shows requisites to owners, administrators and accountants only', async () => {
  const owner = await world.newMember()
  const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
  expect((await editor.get(`/api/teams/${owner.teamId}/requisites`)).status).toBe(403)
  expect((await owner.get(`/api/teams/${owner.teamId}/requisites`)).body.problems).toEqual([])
})
