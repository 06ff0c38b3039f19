// Roles, leaving, being removed, ownership: what each may do to whom, and that a team always has an owner.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import type { Role } from '../contract.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const roleUrl = (by: TestMember, of: TestMember) => `/api/teams/${by.teamId}/members/${of.personId}/role`
const give = (by: TestMember, to: TestMember, role: Role) => by.put(roleUrl(by, to), { role })
const roleOf = async (member: TestMember): Promise<string | undefined> =>
  (
    await world.db
      .selectFrom('membership')
      .select('role')
      .where('team_id', '=', member.teamId)
      .where('person_id', '=', member.personId)
      .executeTakeFirst()
  )?.role

async function newTeam() {
  const owner = await world.newMember()
  const { teamId } = owner
  const admin = await world.newMember({ teamId, role: 'admin' })
  const editor = await world.newMember({ teamId, role: 'editor' })
  const viewer = await world.newMember({ teamId, role: 'viewer' })
  return { owner, admin, editor, viewer, teamId }
}

describe('roles', () => {
  it('are changed by owners and administrators, with a line in the history and a notice', async () => {
    const { owner, editor, teamId } = await newTeam()
    expect((await give(owner, editor, 'agent')).status).toBe(204)
    expect(await roleOf(editor)).toBe('agent')
    expect(await world.history(teamId)).toContain('member.role_changed')
    const before = (await world.history(teamId)).length
    expect((await give(owner, editor, 'agent')).status).toBe(204)
    expect((await world.history(teamId)).length).toBe(before)
  })

  it('are never given above one’s own, nor taken from somebody as high', async () => {
    const { owner, admin, editor, viewer, teamId } = await newTeam()
    const other = await world.newMember({ teamId, role: 'admin' })
    expect((await give(admin, other, 'viewer')).body.code).toBe('teams.above_your_role')
    expect((await give(admin, owner, 'viewer')).body.code).toBe('teams.above_your_role')
    expect((await admin.put(roleUrl(admin, editor), { role: 'owner' })).status).toBe(400)
    expect((await owner.put(roleUrl(owner, editor), { role: 'owner' })).status).toBe(400)
    expect((await give(editor, viewer, 'agent')).body.code).toBe('teams.role_cannot')
    expect((await admin.delete(`/api/teams/${teamId}/members/${other.personId}`)).status).toBe(403)
    expect((await give(admin, editor, 'admin')).status).toBe(204)
  })

  it('may be stepped down from, but not by the last owner', async () => {
    const { owner, admin } = await newTeam()
    expect((await give(admin, admin, 'editor')).status).toBe(204)
    expect((await give(owner, owner, 'admin')).body.code).toBe('teams.last_owner')
    expect((await owner.delete(`/api/teams/${owner.teamId}/membership`)).body.code).toBe('teams.last_owner')
    expect((await owner.delete(`/api/teams/${owner.teamId}/members/${owner.personId}`)).status).toBe(409)
    expect(await roleOf(owner)).toBe('owner')
  })

  it('leave one owner when two owners step down at the same moment', async () => {
    const owner = await world.newMember()
    const second = await world.newMember({ teamId: owner.teamId, role: 'owner' })
    const answers = await Promise.all([give(owner, owner, 'viewer'), give(second, second, 'viewer')])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  })
})

describe('members', () => {
  it('are seen by everybody in the team; their addresses only by those who manage members', async () => {
    const { owner, viewer, teamId } = await newTeam()
    const managed = await owner.get(`/api/teams/${teamId}/members`)
    const watched = await viewer.get(`/api/teams/${teamId}/members`)
    expect(managed.body.members).toHaveLength(4)
    expect(managed.body.members[3].email).toBe(viewer.email)
    expect(JSON.stringify(watched.body)).not.toContain('@')
  })

  it('who are removed or leave are strangers from that moment', async () => {
    const { owner, editor, viewer, teamId } = await newTeam()
    expect((await owner.delete(`/api/teams/${teamId}/members/${editor.personId}`)).status).toBe(204)
    expect((await owner.delete(`/api/teams/${teamId}/members/${editor.personId}`)).status).toBe(204)
    expect((await editor.get(`/api/teams/${teamId}/members`)).status).toBe(404)
    expect((await viewer.delete(`/api/teams/${teamId}/membership`)).status).toBe(204)
    expect((await viewer.get(`/api/teams/${teamId}/tours`)).status).toBe(404)
    const history = await world.history(teamId)
    expect(history.filter((action) => action === 'member.removed')).toHaveLength(1)
    expect(history.filter((action) => action === 'member.left')).toHaveLength(1)
  })

  it('may found another team, which is theirs', async () => {
    const member = await world.newMember({ role: 'viewer' })
    const made = await member.post('/api/teams', { name: 'Екінші үй' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'Екінші үй', role: 'owner' })
    expect((await member.get('/api/me')).body.teams).toHaveLength(2)
    for (let more = 1; more < 20; more++) await member.post('/api/teams', { name: `Team ${more}` })
    expect((await member.post('/api/teams', { name: 'One too many' })).body.code).toBe('teams.too_many')
  })
})

describe('ownership', () => {
  const offerTo = (by: TestMember, to: TestMember, giverBecomes = 'admin') =>
    by.post(`/api/teams/${by.teamId}/ownership-offers`, { personId: to.personId, giverBecomes })
  const offerSeenBy = async (who: TestMember) => (await who.get(`/api/teams/${who.teamId}/members`)).body.offer
  const answer = (who: TestMember, offerId: string, accepts: boolean) =>
    who.put(`/api/teams/${who.teamId}/ownership-offers/${offerId}/answer`, { accepts })

  it('passes when the other accepts, and the giver becomes an administrator', async () => {
    const { owner, admin, editor } = await newTeam()
    expect((await offerTo(owner, admin)).status).toBe(204)
    expect(await offerSeenBy(editor)).toBeNull()
    const offer = await offerSeenBy(admin)
    expect(offer).toMatchObject({ to: { personId: admin.personId }, from: { personId: owner.personId } })
    expect((await answer(editor, offer.id, true)).status).toBe(404)
    expect((await answer(admin, offer.id, true)).status).toBe(204)
    expect([await roleOf(owner), await roleOf(admin)]).toEqual(['admin', 'owner'])
    expect((await answer(admin, offer.id, true)).status).toBe(404)
    expect(await world.history(owner.teamId)).toContain('ownership.accepted')
  })

  it('can be shared, declined and withdrawn; one offer at a time', async () => {
    const { owner, admin, editor } = await newTeam()
    await offerTo(owner, admin, 'owner')
    expect((await offerTo(owner, editor)).body.code).toBe('teams.offer_open')
    await answer(admin, (await offerSeenBy(admin)).id, false)
    await offerTo(owner, admin, 'owner')
    const { id } = await offerSeenBy(owner)
    expect((await owner.delete(`/api/teams/${owner.teamId}/ownership-offers/${id}`)).status).toBe(204)
    expect((await answer(admin, id, true)).status).toBe(404)
    await offerTo(owner, admin, 'owner')
    await answer(admin, (await offerSeenBy(admin)).id, true)
    expect([await roleOf(owner), await roleOf(admin)]).toEqual(['owner', 'owner'])
  })

  it('is no longer offered when either leaves, and not after a week', async () => {
    const { owner, admin, editor, teamId } = await newTeam()
    await offerTo(owner, admin)
    const { id } = await offerSeenBy(admin)
    await owner.delete(`/api/teams/${teamId}/members/${admin.personId}`)
    expect(await offerSeenBy(owner)).toBeNull()
    await offerTo(owner, editor)
    const second = await offerSeenBy(editor)
    await world.db.updateTable('ownership_offer').set({ expires_at: new Date() }).where('id', '=', second.id).execute()
    expect((await answer(editor, second.id, true)).status).toBe(404)
    expect((await answer(editor, id, true)).status).toBe(404)
    expect(await roleOf(editor)).toBe('editor')
  })

  it('is offered only by somebody who proved lately that it is them', async () => {
    const { owner, admin } = await newTeam()
    await world.db
      .updateTable('session')
      .set({ proved_at: new Date(Date.now() - 3_600_000) })
      .where('person_id', '=', owner.personId)
      .execute()
    expect((await offerTo(owner, admin)).body.code).toBe('accounts.prove_again')
    expect((await offerTo(admin, owner)).body.code).toBe('teams.role_cannot')
  })
})
