// Visitors' messages: from a shown tour to the team, and to nobody else.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Mailbox, openMailbox } from '#test/support/mail.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'

let mailbox: Mailbox
let world: World
let owner: TestMember
let slugs = 0
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await openWorld({ env: mailbox.env })
  owner = await world.newMember()
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

async function shownTour(contact: object | undefined = { phone: '+7 700 000 00 00' }) {
  const slug = `lead-${Date.now()}-${++slugs}`
  const tours = `/api/teams/${owner.teamId}/tours`
  const { id, document } = (await owner.post(tours, { title: 'Пәтер', language: 'kk' })).body
  const panorama = await world.newPanorama(owner.teamId)
  const scenes = [Scene.parse({ id: 'hall', name: {}, panorama: panorama.id })]
  const saved = contact && { takesMessages: true, ...contact }
  await owner.put(`${tours}/${id}`, { revision: 1, document: { ...document, scenes, contact: saved } })
  await owner.put(`${tours}/${id}/publication`, { slug })
  return { id: id as string, slug, url: `${tours}/${id}` }
}

const nameOf = async ({ personId }: TestMember) =>
  (await world.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()).name

let networks = 0
const leave = (slug: string, more: object = {}, origin = 'https://agency.example') =>
  world.inject({
    method: 'POST',
    url: `/api/public/tours/${slug}/leads`,
    headers: { origin },
    remoteAddress: `198.51.100.${++networks}`,
    payload: { name: 'Айгерім', phone: '+7 701 234 56 78', message: 'Қашан көруге болады?', language: 'kk', ...more },
  })
const leads = async () => (await owner.get(`/api/teams/${owner.teamId}/leads`)).body

it('a message reaches the team with the tour, the scene and the page it came from', async () => {
  const tour = await shownTour()
  const answer = await leave(tour.slug, { sceneId: 'hall', seenOn: 'agency.example' })
  expect(answer.status).toBe(201)
  expect(answer.headers['access-control-allow-origin']).toBe('*')
  expect((await leads())[0]).toMatchObject({
    ...{ tourId: tour.id, tourTitle: 'Пәтер', sceneId: 'hall', seenOn: 'agency.example' },
    ...{ name: 'Айгерім', phone: '+7 701 234 56 78', message: 'Қашан көруге болады?', answeredAt: null },
  })
})

it('A9: tells those of the team who answer, by mail too, with our own address whatever the request says', async () => {
  const team = await world.newMember()
  const [agent, viewer] = [
    await world.newMember({ teamId: team.teamId, role: 'agent' }),
    await world.newMember({ teamId: team.teamId, role: 'viewer' }),
  ]
  const before = owner
  owner = team
  const { slug } = await shownTour()
  owner = before
  const poisons = [
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'https', 'x-forwarded-port': '4443' },
    { forwarded: 'host=evil.example;proto=https' },
    { 'x-original-host': 'evil.example', 'x-host': 'evil.example' },
    { referer: 'https://evil.example/' },
  ]
  for (const [index, poison] of poisons.entries()) {
    const answer = await world.inject({
      method: 'POST',
      url: `/api/public/tours/${slug}/leads`,
      headers: { origin: 'https://evil.example', ...poison },
      remoteAddress: '198.51.100.200',
      payload: { name: `Вор\r\nBcc: v${index}@evil.example`, phone: '+7 701 000 00 00', language: 'ru' },
    })
    expect(answer.status).toBe(201)
    const mail = await mailbox.take(world.tools, agent.email)
    const { origin } = world.tools.config
    expect(mail.links.map((link) => new URL(link).origin)).toEqual([origin, origin, origin])
    expect(mail.links[0]).toBe(`${origin}/studio/${team.teamId}/leads`)
    expect([...mail.headers.keys()]).not.toContain('bcc')
    expect(mail.subject).toContain(`Вор Bcc: v${index}@evil.example`)
    expect(mail.text).not.toContain('701 000')
  }
  expect((await agent.get('/api/notices')).body).toMatchObject({
    unread: 5,
    notices: [{ kind: 'lead_received', path: `/studio/${team.teamId}/leads` }, {}, {}, {}, {}],
  })
  expect((await viewer.get('/api/notices')).body.notices).toEqual([])
})

it('asks for a way to answer, and says which way looks wrong', async () => {
  const { slug } = await shownTour()
  expect((await leave(slug, { phone: '' })).body.code).toBe('leads.unreachable')
  expect((await leave(slug, { phone: 'call me' })).body.code).toBe('leads.phone_invalid')
  expect((await leave(slug, { phone: '', email: 'a@' })).body.code).toBe('accounts.email_invalid')
})

it('reads no more of a stranger’s message than a message can hold', async () => {
  const { slug } = await shownTour()
  const answer = await leave(slug, { message: 'x'.repeat(100_000) })
  expect(answer.status).toBe(413)
  expect((await leave(slug, { message: 'Ә'.repeat(4000) })).status).toBe(201)
})

it('refuses addresses that would write more into a letter than whom it is for', async () => {
  const { slug } = await shownTour()
  for (const email of ['a@b.kz/\r\nBcc: x', 'a@b\n.kz', 'a@b.kz?cc=x', 'a@b.kz#x', 'a@b%2ekz'])
    expect((await leave(slug, { email })).body.code, email).toBe('accounts.email_invalid')
  expect((await leave(slug, { email: 'a@пошта.қаз' })).status).toBe(201)
})

it('takes nothing for tours that take no messages, that are not shown, or whose slug nobody has', async () => {
  expect((await leave((await shownTour({ takesMessages: false })).slug)).status).toBe(403)
  expect((await leave('nobody-has-this')).status).toBe(404)
  const tour = await shownTour()
  await owner.delete(`${tour.url}/publication`)
  await expect.poll(async () => (await leave(tour.slug)).status).toBe(404)
})

it('one network can’t flood a team', async () => {
  const { slug } = await shownTour()
  const statuses: number[] = []
  for (let i = 0; i < 11; i++) {
    const answer = await world.inject({
      method: 'POST',
      url: `/api/public/tours/${slug}/leads`,
      remoteAddress: '203.0.113.7',
      payload: { name: 'X', phone: '+77010000000', language: 'ru' },
    })
    statuses.push(answer.status)
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(10)
  expect(statuses.at(-1)).toBe(429)
})

it('many visitors can’t lock out one who writes for the first time, nor flood the team’s mailboxes', async () => {
  const { slug } = await shownTour()
  const from = (network: number) =>
    world.inject({
      ...{ method: 'POST', url: `/api/public/tours/${slug}/leads`, remoteAddress: `198.18.${network}.9` },
      payload: { name: 'X', phone: '+77010000000', language: 'ru' },
    })
  const mails = async () =>
    (await world.db.selectFrom('mail').select('id').where('template', '=', 'notice_lead_received').execute()).length
  const before = await mails()
  for (let network = 0; network < 20; network++) for (let turn = 0; turn < 10; turn++) await from(network)
  expect((await from(0)).status).toBe(429)
  expect((await from(200)).status).toBe(201)
  expect((await from(200)).status).toBe(429)
  expect((await mails()) - before).toBe(21)
})

it('is marked as answered by one person and can be reopened', async () => {
  await leave((await shownTour()).slug)
  const [lead] = await leads()
  await owner.put(`/api/teams/${owner.teamId}/leads/${lead.id}/answer`, {})
  expect((await leads())[0]).toMatchObject({ id: lead.id, answeredBy: await nameOf(owner) })
  await owner.delete(`/api/teams/${owner.teamId}/leads/${lead.id}/answer`)
  expect((await leads())[0].answeredAt).toBeNull()
  const history = await world.db
    .selectFrom('audit_entry')
    .select('action')
    .where('target_id', '=', lead.id)
    .orderBy('id')
    .execute()
  expect(history.map(({ action }) => action)).toEqual(['lead.received', 'lead.answered', 'lead.reopened'])
})

it('a foreign team neither reads nor answers it', async () => {
  await leave((await shownTour()).slug)
  const [lead] = await leads()
  const stranger = await world.newMember()
  expect((await stranger.put(`/api/teams/${stranger.teamId}/leads/${lead.id}/answer`, {})).status).toBe(404)
  expect((await stranger.get(`/api/teams/${stranger.teamId}/leads`)).body).toEqual([])
})
