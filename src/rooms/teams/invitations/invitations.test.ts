// How people come into a team, and how they don't. D1–D4 are the threats of docs/roles.md's neighbours: borrowed addresses, changed
// rights, races and mails that carry a stranger's words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { lastMailTo, newcomer } from '#test/support/registering.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { nameInMail } from './name-in-mail.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** This installation sends no mail, so that the answer holds the link that the inviter would carry. */
const tokenIn = (made: { body: { url: string } }) => made.body.url.split('#')[1] ?? ''
const invite = (by: TestMember, email: string, role = 'editor') =>
  by.post(`/api/teams/${by.teamId}/invitations`, { email, role, language: 'ru' })
const link = (by: TestMember, more: object = {}) =>
  by.post(`/api/teams/${by.teamId}/invitation-links`, {
    ...{ role: 'viewer', label: '', expiresInDays: 7, maxUses: 10, needsApproval: false },
    ...more,
  })
const accept = (who: TestMember, token: string) => who.post('/api/invitation-acceptances', { token })
const view = (who: Pick<TestMember, 'post'>, token: string) => who.post('/api/invitation-views', { token })
const rolesIn = async (who: TestMember, teamId: string) =>
  (await who.get('/api/me')).body.teams
    .filter(({ id }: { id: string }) => id === teamId)
    .map(({ role }: { role: string }) => role)

describe('a letter', () => {
  it('lets the invited address in with the role of its row, and tells who invites', async () => {
    const owner = await world.newMember()
    const guest = await world.newMember()
    const token = tokenIn(await invite(owner, guest.email.toUpperCase(), 'agent'))
    const stranger = await view(world.visitor, token)
    expect(stranger.body).toMatchObject({ role: 'agent', kind: 'letter', hasAccount: true, you: null })
    expect(stranger.text).not.toContain(guest.email)
    expect((await view(guest, token)).body.you).toMatchObject({ isInvited: true, isMember: false })
    const answer = await guest.post('/api/invitation-acceptances', { token })
    expect(answer.body).toMatchObject({ outcome: 'joined', teamId: owner.teamId })
    expect(await rolesIn(guest, owner.teamId)).toEqual(['agent'])
    expect((await accept(guest, token)).body.outcome).toBe('joined')
  })

  it('is written in the language that the inviter chose, or in the one that the account has', async () => {
    const [owner, guest] = [await world.newMember(), await world.newMember()]
    await guest.patch('/api/me', { language: 'kk' })
    await invite(owner, guest.email)
    expect(await lastMailTo(world, guest.email)).toMatchObject({ template: 'invitation', language: 'kk' })
    const { email } = newcomer()
    await invite(owner, email)
    expect(await lastMailTo(world, email)).toMatchObject({ template: 'invitation', language: 'ru' })
  })

  it('makes that account with a passkey too, for one id in every step, and takes no forged one', async () => {
    const owner = await world.newMember()
    const email = `${newId()}@example.kz`
    const token = tokenIn(await invite(owner, email))
    const passkeyFor = (token: string) =>
      world.visitor.post('/api/invitation-registrations/passkey', { token, name: 'Данияр' })
    const options = await passkeyFor(token)
    expect(options.body).toMatchObject({ user: { name: email }, rp: { id: 'localhost' } })
    expect((await passkeyFor(token)).body.user.id).toBe(options.body.user.id)
    expect((await passkeyFor(tokenIn(await link(owner)))).status).toBe(404)
    const account = { token, name: 'Данияр', language: 'kk', versionIds: [] }
    const enter = (more: object) => world.visitor.post('/api/invitation-registrations', { ...account, ...more })
    const response = { clientDataJSON: 'e30', attestationObject: 'oA' }
    const passkey = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response }
    expect((await enter({ passkey })).body.code).toBe('accounts.passkey_refused')
    expect((await enter({})).body.code).toBe('accounts.password_or_passkey')
    const both = await enter({ passkey, password: 'тау бөктеріндегі үй' })
    expect(both.body.code).toBe('accounts.password_or_passkey')
  })

  it('makes the account of an address that has none, in one step', async () => {
    const owner = await world.newMember()
    const email = `${newId()}@example.kz`
    const token = tokenIn(await invite(owner, email, 'agent'))
    expect((await view(world.visitor, token)).body).toMatchObject({ hasAccount: false, register: { email } })
    const account = { token, name: 'Данияр', password: 'тау бөктеріндегі үй', language: 'kk', versionIds: [] }
    const made = await world.visitor.post('/api/invitation-registrations', account)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ email, teams: [{ id: owner.teamId, role: 'agent' }] })
    expect(String(made.headers['set-cookie'])).toMatch(/HttpOnly/)
    const again = await world.visitor.post('/api/invitation-registrations', account)
    expect(again.body.code).toBe('accounts.email_taken')
    const byLink = tokenIn(await link(owner))
    expect((await world.visitor.post('/api/invitation-registrations', { ...account, token: byLink })).status).toBe(404)
  })

  it('D1 lets another account in only when the team says so', async () => {
    const owner = await world.newMember()
    const invited = `${newId()}@example.kz`
    const other = await world.newMember()
    const token = tokenIn(await invite(owner, invited))
    expect((await accept(other, token)).body.outcome).toBe('waits')
    expect((await other.get(`/api/teams/${owner.teamId}/tours`)).status).toBe(404)
    const { applicants } = (await owner.get(`/api/teams/${owner.teamId}/invitations`)).body
    expect(applicants).toMatchObject([{ personId: other.personId, invitedEmail: invited, role: 'editor' }])
    const url = `/api/teams/${owner.teamId}/invitations/${applicants[0].invitationId}/applicants/${other.personId}`
    expect((await owner.put(url, { outcome: 'joined' })).status).toBe(204)
    expect((await owner.put(url, { outcome: 'joined' })).status).toBe(204)
    expect((await owner.put(url, { outcome: 'refused' })).status).toBe(409)
    expect(await rolesIn(other, owner.teamId)).toEqual(['editor'])
  })

  it('D1 gives an unproven address nothing: no list, no view of others, no way in', async () => {
    const owner = await world.newMember()
    const victim = await world.newMember()
    await world.db.updateTable('person').set({ email_verified_at: null }).where('id', '=', victim.personId).execute()
    const token = tokenIn(await invite(owner, victim.email))
    expect((await accept(victim, token)).body.code).toBe('teams.verify_first')
    expect((await victim.get('/api/me')).text).not.toContain(owner.teamId)
    const listed = world.declared.filter(({ method, url }) => method === 'GET' && url.includes('invitation'))
    expect(listed.map(({ url }) => url).sort()).toEqual(['/api/teams/:teamId/invitations', '/invitation'])
  })

  it('D2 opens nothing once its inviter may no longer invite, whatever the request says', async () => {
    const owner = await world.newMember()
    const admin = await world.newMember({ teamId: owner.teamId, role: 'admin' })
    const [first, second] = [await world.newMember(), await world.newMember()]
    const [one, two] = [tokenIn(await invite(admin, first.email)), tokenIn(await invite(admin, second.email))]
    await owner.put(`/api/teams/${owner.teamId}/members/${admin.personId}/role`, { role: 'editor' })
    expect((await view(world.visitor, one)).body.code).toBe('teams.inviter_gone')
    const demoted = await accept(first, one)
    expect([demoted.status, demoted.body.code]).toEqual([403, 'teams.inviter_gone'])
    await owner.delete(`/api/teams/${owner.teamId}/members/${admin.personId}`)
    expect((await accept(second, two)).status).toBe(403)
    const { invitations } = (await owner.get(`/api/teams/${owner.teamId}/invitations`)).body
    const again = await owner.post(`/api/teams/${owner.teamId}/invitations/${invitations[0].id}/letters`)
    expect((await accept(second, tokenIn(again))).body.outcome).toBe('joined')
  })

  it('D2 gives the role of its row, not that of the request', async () => {
    const owner = await world.newMember()
    const guest = await world.newMember()
    const token = tokenIn(await invite(owner, guest.email, 'viewer'))
    expect((await guest.post('/api/invitation-acceptances', { token, role: 'owner' })).status).toBe(400)
    await accept(guest, token)
    expect(await rolesIn(guest, owner.teamId)).toEqual(['viewer'])
  })

  it('D3 taken up fifty times at once makes one membership and one line of history', async () => {
    const owner = await world.newMember()
    const guest = await world.newMember()
    const token = tokenIn(await invite(owner, guest.email))
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(guest, token)))
    expect(new Set(answers.map(({ body }) => body.outcome))).toEqual(new Set(['joined']))
    expect(await rolesIn(guest, owner.teamId)).toEqual(['editor'])
    expect((await world.history(owner.teamId)).filter((action) => action === 'member.joined')).toHaveLength(1)
  })

  it('D3 lets nobody in after its end, and nobody twice', async () => {
    const owner = await world.newMember()
    const [guest, late, revoked] = [await world.newMember(), await world.newMember(), await world.newMember()]
    const used = tokenIn(await invite(owner, guest.email))
    await accept(guest, used)
    expect((await accept(late, used)).body.code).toBe('teams.invitation_used')
    const expired = await invite(owner, late.email)
    const past = { expires_at: new Date(Date.now() - 1) }
    await world.db.updateTable('invitation').set(past).where('id', '=', expired.body.id).execute()
    expect((await accept(late, tokenIn(expired))).body.code).toBe('teams.invitation_expired')
    expect((await view(late, tokenIn(expired))).status).toBe(410)
    const back = await invite(owner, revoked.email)
    await owner.delete(`/api/teams/${owner.teamId}/invitations/${back.body.id}`)
    expect((await accept(revoked, tokenIn(back))).body.code).toBe('teams.invitation_revoked')
    const resent = await owner.post(`/api/teams/${owner.teamId}/invitations/${back.body.id}/letters`)
    expect(resent.body.code).toBe('teams.invitation_over')
  })

  it('sent again makes the one before worthless', async () => {
    const owner = await world.newMember()
    const guest = await world.newMember()
    const made = await invite(owner, guest.email)
    const again = await owner.post(`/api/teams/${owner.teamId}/invitations/${made.body.id}/letters`)
    expect((await accept(guest, tokenIn(made))).status).toBe(404)
    expect((await accept(guest, tokenIn(again))).body.outcome).toBe('joined')
  })

  it('D4 goes out twenty times a day for a team', async () => {
    const owner = await world.newMember()
    for (let sent = 0; sent < 20; sent++) expect((await invite(owner, `${newId()}@example.kz`)).status).toBe(201)
    const refused = await invite(owner, `${newId()}@example.kz`)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('goes neither to members nor twice to one address, and gives nothing above the inviter', async () => {
    const owner = await world.newMember()
    const admin = await world.newMember({ teamId: owner.teamId, role: 'admin' })
    const email = `${newId()}@example.kz`
    expect((await invite(owner, admin.email)).body.code).toBe('teams.already_member')
    await invite(owner, email)
    expect((await invite(admin, email)).body.code).toBe('teams.already_invited')
    expect((await invite(admin, `${newId()}@example.kz`, 'owner')).status).toBe(400)
    expect((await invite(admin, `${newId()}@example.kz`, 'admin')).status).toBe(201)
    const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
    expect((await invite(editor, `${newId()}@example.kz`, 'viewer')).body.code).toBe('teams.role_cannot')
  })
})

describe('a link', () => {
  it('lets in whoever has it, as often as it says', async () => {
    const owner = await world.newMember()
    const token = tokenIn(await link(owner, { maxUses: 2, role: 'editor' }))
    const guests = await Promise.all([world.newMember(), world.newMember(), world.newMember(), world.newMember()])
    const answers = await Promise.all(guests.map((guest) => accept(guest, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 410, 410])
  })

  it('can ask for the team’s word first; whoever is refused stays outside', async () => {
    const owner = await world.newMember()
    const token = tokenIn(await link(owner, { needsApproval: true, maxUses: 1 }))
    const [guest, next] = [await world.newMember(), await world.newMember()]
    expect((await accept(guest, token)).body.outcome).toBe('waits')
    expect((await accept(guest, token)).body.outcome).toBe('waits')
    expect((await accept(next, token)).status).toBe(410)
    const { applicants } = (await owner.get(`/api/teams/${owner.teamId}/invitations`)).body
    const url = `/api/teams/${owner.teamId}/invitations/${applicants[0].invitationId}/applicants/${guest.personId}`
    await owner.put(url, { outcome: 'refused' })
    expect((await accept(guest, token)).body.code).toBe('teams.not_let_in')
    expect((await accept(next, token)).body.outcome).toBe('waits')
  })

  it('never makes an administrator, and is answered only once', async () => {
    const owner = await world.newMember()
    expect((await link(owner, { role: 'admin' })).status).toBe(400)
    const made = await link(owner)
    const listed = await owner.get(`/api/teams/${owner.teamId}/invitations`)
    expect(listed.text).not.toContain(tokenIn(made))
    const rows = await world.db.selectFrom('invitation').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(tokenIn(made))
  })
})

describe('D4 a name in a mail', () => {
  it.each([
    ['Нұрлы үй', 'Нұрлы үй'],
    ['visit http://evil.example/now', 'visit http evil example now'],
    ['www.evil.example', 'www evil example'],
    ['write to a@b.kz', 'write to a b kz'],
    ['two\r\nlines\tand \u202eturned', 'two lines and turned'],
    ['ТОО «Үй». Алматы', 'ТОО «Үй». Алматы'],
    ['<a href="x">y</a>', 'a href="x" y a'],
  ])('makes of %j %j', (name, said) => {
    expect(nameInMail(name)).toBe(said)
  })

  it('is at most sixty characters', () => {
    expect([...nameInMail('ү'.repeat(500))]).toHaveLength(60)
  })
})
