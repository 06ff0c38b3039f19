// What an attacker of this product tried and got by asking often: each of these once worked.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, sha256 } from '#platform/ids.ts'
import { listenToTeam } from '#test/support/events.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let heldOrigin: Promise<string> | undefined
const listening = () => {
  heldOrigin ??= world.listen()
  return heldOrigin
}

describe('D4: letters of invitation', () => {
  const invite = ({ post }: TestMember, teamId: string, email: string) =>
    post(`/api/teams/${teamId}/invitations`, { email, role: 'viewer', language: 'ru' })

  it('flood no mailbox: from many teams each reaches it, and none of them again and again', async () => {
    const founder = await world.newMember()
    const found = async () => (await founder.post('/api/teams', { name: 'Тағы бір команда' })).body.id as string
    const teams = await Promise.all(Array.from({ length: 7 }, found))
    const victim = `victim-${Date.now()}@example.kz`
    const sent: string[] = []
    for (const teamId of teams) {
      const { status, body } = await invite(founder, teamId, victim)
      expect(status).toBe(201)
      sent.push(`/api/teams/${teamId}/invitations/${body.id}/letters`)
    }
    for (const again of sent) expect((await founder.post(again)).status).toBe(429)
    // Somebody who has nothing to do with it is not locked out by it.
    const stranger = await world.newMember()
    expect((await invite(stranger, stranger.teamId, victim.toUpperCase())).status).toBe(201)
  })

  it('are sixty a day of one person, however many teams they found', async () => {
    const founder = await world.newMember()
    const found = async () => (await founder.post('/api/teams', { name: 'Команда' })).body.id as string
    const teams = [founder.teamId, ...(await Promise.all(Array.from({ length: 3 }, found)))]
    const statuses: number[] = []
    for (const [index, teamId] of teams.entries())
      for (let letters = 0; letters < 20; letters++)
        statuses.push((await invite(founder, teamId, `guest-${index}-${letters}-${founder.email}`)).status)
    expect(statuses.map((status) => status === 201)).toEqual(statuses.map((_, index) => index < 60))
    expect(statuses.at(-1)).toBe(429)
  })
})

it('D1: no link in the list of invitations can be hidden among others', async () => {
  const owner = await world.newMember()
  const url = `/api/teams/${owner.teamId}/invitation-links`
  const link = { role: 'viewer', label: '', expiresInDays: 1, maxUses: 1, needsApproval: false }
  const first = (await owner.post(url, { ...link, label: 'Ескі', expiresInDays: 2 })).body.id
  for (let links = 1; links < 100; links++) expect((await owner.post(url, link)).status).toBe(201)
  const refused = await owner.post(url, link)
  expect([refused.status, refused.body.code]).toEqual([409, 'teams.too_many_links'])
  // Those that are over crowd out none that is open.
  const over = { kind: 'link', role: 'viewer', label: '', language: 'kk', max_uses: 1, needs_approval: false } as const
  const at = new Date()
  const rows = Array.from({ length: 600 }, (_, index) => ({
    ...{
      ...over,
      team_id: owner.teamId,
      id: newId(at),
      email: null,
      email_canonical: null,
      invited_by: owner.personId,
    },
    ...{ token_sha256: sha256(`${index} ${owner.teamId}`), created_at: at, sent_at: at, expires_at: at },
  }))
  await world.db.insertInto('invitation').values(rows).execute()
  const { invitations } = (await owner.get(`/api/teams/${owner.teamId}/invitations`)).body
  expect(invitations.map(({ id }: { id: string }) => id)).toContain(first)
})

it('E3: nobody fills the disk with exports, the desk with requests, or the history with rewritten comments', async () => {
  const owner = await world.newMember()
  const tour = await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
  const url = `/api/teams/${owner.teamId}/tours/${tour.body.id}/threads`
  // Where midnight or the end of ten minutes comes in between, twice as many.
  const countUntilRefused = async (ask: () => Promise<{ status: number }>) => {
    for (let asked = 0; asked < 300; asked++) if ((await ask()).status === 429) return asked
    return Number.POSITIVE_INFINITY
  }
  const orderAnother = async (url: string) => {
    const finished = world.db.updateTable('data_export').set({ state: 'failed' })
    await finished.where('requested_by', '=', owner.personId).execute()
    return owner.post(url)
  }
  for (const exports of ['/api/account/exports', `/api/teams/${owner.teamId}/exports`])
    expect(await countUntilRefused(() => orderAnother(exports))).toBeLessThanOrEqual(10)
  const request = { kind: 'correction', message: 'Атым қате жазылған' }
  expect(await countUntilRefused(() => owner.post('/api/account/data/requests', request))).toBeLessThanOrEqual(20)
  const { id, comments } = (await owner.post(url, { text: '0' })).body
  let text = 0
  const rewrite = () => owner.put(`${url}/${id}/comments/${comments[0].id}`, { text: `${++text}` })
  expect(await countUntilRefused(rewrite)).toBeLessThanOrEqual(240)
})

it('B6: nobody keeps more live lines open than anybody has pages, and closed ones make room', async () => {
  const origin = await listening()
  const owner = await world.newMember()
  const open = () => listenToTeam(origin, owner.teamId, owner.cookie)
  const lines = await Promise.all(Array.from({ length: 40 }, open))
  await expect(open()).rejects.toThrow('429')
  const colleague = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  lines.push(await listenToTeam(origin, owner.teamId, colleague.cookie))
  lines[0]?.close()
  await expect
    .poll(() =>
      open().then(
        (line) => lines.push(line) > 0,
        () => false,
      ),
    )
    .toBe(true)
  for (const line of lines) line.close()
})

it('B6: who hangs up before the line is there leaves nothing open', async () => {
  const origin = await listening()
  const owner = await world.newMember()
  const hangUp = () =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
        socket.write(
          `GET /api/teams/${owner.teamId}/events HTTP/1.1\r\nHost: localhost\r\nCookie: ${owner.cookie}\r\n\r\n`,
          () => socket.resetAndDestroy(),
        )
      })
      socket.once('close', () => resolve())
    })
  for (let rounds = 0; rounds < 12; rounds++) await Promise.all(Array.from({ length: 10 }, hangUp))
  // A line that was counted and never closed would take a place from these.
  const open = () => listenToTeam(origin, owner.teamId, owner.cookie)
  await new Promise((resolve) => setTimeout(resolve, 1000)) // for those that were still on their way
  const lines = await Promise.all(Array.from({ length: 40 }, open))
  for (const line of lines) line.close()
})
