// How many members an agreement allows: nobody is invited to a place that isn't there, and nobody gets in beyond the last one.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { newAgreement } from '#test/support/agreements.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const members = async ({ get, teamId }: TestMember) => (await get(`/api/teams/${teamId}/members`)).body
const invite = (by: TestMember, email = `${newId()}@example.kz`) =>
  by.post(`/api/teams/${by.teamId}/invitations`, { email, role: 'editor', language: 'ru' })
const link = (by: TestMember) =>
  by.post(`/api/teams/${by.teamId}/invitation-links`, {
    ...{ role: 'viewer', label: '', expiresInDays: 7, maxUses: 10, needsApproval: false },
  })
const tokenIn = (made: { body: { url: string } }) => made.body.url.split('#')[1] ?? ''
const accept = (who: TestMember, token: string) => who.post('/api/invitation-acceptances', { token })

it('is shown with the agreement that says so, and is nothing where none does', async () => {
  const owner = await world.newMember()
  expect((await members(owner)).limit).toBeNull()
  await newAgreement(world, owner, { membersLimit: 10 }, '14/26')
  expect((await members(owner)).limit).toEqual({ atMost: 10, fromAgreement: '14/26' })
})

it('counts letters that are on their way; taking one back frees its place', async () => {
  const owner = await world.newMember()
  await newAgreement(world, owner, { membersLimit: 3 })
  const first = await invite(owner)
  expect([first.status, (await invite(owner)).status]).toEqual([201, 201])
  const full = await invite(owner)
  expect([full.status, full.body.code]).toEqual([409, 'agreements.no_place_left'])
  expect(full.body.details).toEqual({ number: '7', limit: 3, members: 1, invited: 2 })
  const letters = `/api/teams/${owner.teamId}/invitations/${first.body.id}`
  expect((await owner.post(`${letters}/letters`)).status).toBe(200)
  await owner.delete(letters)
  expect((await invite(owner)).status).toBe(201)
})

it('no link is made for a full team, and one made before lets nobody in beyond the last place', async () => {
  const owner = await world.newMember()
  await newAgreement(world, owner, { membersLimit: 3 })
  const token = tokenIn(await link(owner))
  const guests = await Promise.all(Array.from({ length: 6 }, () => world.newMember()))
  const answers = await Promise.all(guests.map((guest) => accept(guest, token)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409])
  for (const { status, body } of answers)
    if (status === 409) expect(body).toMatchObject({ code: 'agreements.members_limit', details: { limit: 3 } })
  expect((await members(owner)).members).toHaveLength(3)
  expect((await link(owner)).body.code).toBe('agreements.no_place_left')
})

it('a team of more people than a new agreement allows keeps them, and takes no more', async () => {
  const owner = await world.newMember()
  const { teamId } = owner
  for (let count = 0; count < 3; count++) await world.newMember({ teamId, role: 'viewer' })
  await newAgreement(world, owner, { membersLimit: 2 })
  expect((await members(owner)).members).toHaveLength(4)
  expect((await invite(owner)).body.code).toBe('agreements.no_place_left')
})
