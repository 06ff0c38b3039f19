// What people are told, how they choose it, and how they stop it without signing in.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listenToTeam } from '#test/support/events.ts'
import { type Mailbox, openMailbox } from '#test/support/mail.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { kindOf, kindsOfNotice, type NoticeKind } from './contract.ts'
import { notifyPerson } from './notices.ts'

let mailbox: Mailbox
let world: World
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await openWorld({ env: mailbox.env })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

const tell = (
  { personId }: TestMember,
  kind: NoticeKind = 'comment',
  more: { key?: string; path?: string | null; teamId?: string } = {},
) =>
  world.write((tx) =>
    notifyPerson(tx, world.tools, {
      ...{ personId, kind, path: '/studio/x/tours/y?comment=z' },
      values: { person: 'Елена', tour: 'Пәтер', text: 'Жарықты түзетіңіз' },
      ...more,
    }),
  )
const noticesOf = async (person: TestMember) => (await person.get('/api/notices')).body
const mailsTo = (person: TestMember) => mailbox.received.filter(({ to }) => to === person.email).length

it('shows what is new, newest first, until it is read', async () => {
  const person = await world.newMember()
  await tell(person, 'comment')
  await tell(person, 'mention')
  const { unread, notices } = await noticesOf(person)
  expect(unread).toBe(2)
  expect(notices).toMatchObject([
    { kind: 'mention', values: { person: 'Елена', tour: 'Пәтер' }, path: '/studio/x/tours/y?comment=z', readAt: null },
    { kind: 'comment', readAt: null },
  ])
  await person.put(`/api/notices/${notices[0].id}/reading`)
  expect((await person.get('/api/notices/count')).body).toEqual({ unread: 1 })
  await person.put('/api/notices/reading')
  expect((await person.get('/api/notices/count')).body).toEqual({ unread: 0 })
})

it('is told once for one key, in the application as by mail', async () => {
  const person = await world.newMember()
  for (let i = 0; i < 3; i++) await tell(person, 'comment', { key: 'comment 7' })
  expect((await noticesOf(person)).notices).toHaveLength(1)
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toBe(1)
})

it('comes page by page', async () => {
  const person = await world.newMember()
  for (let i = 0; i < 35; i++) await tell(person, 'invitation_accepted')
  const first = await noticesOf(person)
  expect([first.notices.length, first.more]).toEqual([30, true])
  const rest = (await person.get(`/api/notices?before=${first.notices[29].id}`)).body
  expect([rest.notices.length, rest.more]).toEqual([5, false])
})

it('nobody reads or marks what somebody else was told', async () => {
  const [person, colleague] = [await world.newMember(), await world.newMember()]
  await tell(person)
  const [notice] = (await noticesOf(person)).notices
  await colleague.put(`/api/notices/${notice.id}/reading`)
  await colleague.put('/api/notices/reading')
  expect((await noticesOf(person)).unread).toBe(1)
  expect((await noticesOf(colleague)).notices).toEqual([])
  expect((await world.visitor.get('/api/notices')).status).toBe(401)
})

it('reaches the open page of its person at once, and no colleague’s', async () => {
  const person = await world.newMember()
  const colleague = await world.newMember({ teamId: person.teamId, role: 'editor' })
  const origin = await world.listen()
  const lines = await Promise.all([person, colleague].map((each) => listenToTeam(origin, each.teamId, each.cookie)))
  await tell(person)
  await expect.poll(() => lines[0]?.heard.map(({ name }) => name)).toEqual(['notice'])
  expect(lines[1]?.heard).toEqual([])
  for (const line of lines) line.close()
})

it('every kind can be chosen, but those about safety', async () => {
  const person = await world.newMember()
  const choose = (kind: string, body: object) => person.put(`/api/notice-preferences/${kind}`, body)
  const { preferences, mailLeaves } = (await person.get('/api/notice-preferences')).body
  expect(mailLeaves).toBe(true)
  expect(preferences.map((each: { kind: string }) => each.kind)).toEqual(kindsOfNotice)
  for (const kind of kindsOfNotice) {
    const answer = await choose(kind, { inApp: false, mail: 'off' })
    expect(answer.status, kind).toBe(kindOf(kind).isSecurity ? 400 : 204)
    if (kindOf(kind).isSecurity) expect(answer.body.code).toBe('notices.security_stays')
  }
  await tell(person, 'comment')
  await tell(person, 'new_device')
  expect((await noticesOf(person)).notices).toMatchObject([{ kind: 'new_device' }])
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toBe(1)
  await choose('comment', { inApp: true, mail: 'off' })
  await tell(person, 'comment')
  expect((await noticesOf(person)).notices).toHaveLength(2)
  expect((await choose('nothing_like_this', { inApp: true, mail: 'instant' })).status).toBe(404)
})

async function unsubscribeAddress(person: TestMember): Promise<URL> {
  await tell(person, 'comment')
  const mail = await mailbox.take(world.tools, person.email)
  const address = mail.headers.get('list-unsubscribe')?.slice(1, -1) ?? ''
  expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(mail.links).toContain(address)
  return new URL(address)
}

const press = (address: URL, more: object = {}) =>
  world.inject({
    method: 'POST',
    url: address.pathname + address.search,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
    payload: 'List-Unsubscribe=One-Click',
  })

it('mails of one kind are stopped without signing in: looking changes nothing, the button does', async () => {
  const person = await world.newMember()
  const address = await unsubscribeAddress(person)
  const page = await world.visitor.get(address.pathname + address.search, { 'accept-language': 'ru' })
  expect(page.status).toBe(200)
  expect(page.text).toContain('Больше не присылать письма «Комментарии к турам»?')
  expect(page.text.match(/<button/g)).toHaveLength(1)
  expect(String(page.headers['content-security-policy'])).not.toContain('unsafe')
  await tell(person, 'comment')
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toBe(2)

  expect((await press(address)).text).toContain('role="status"')
  expect((await press(address)).status).toBe(200)
  await tell(person, 'comment')
  await tell(person, 'mention')
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toBe(3)
  expect((await noticesOf(person)).unread).toBe(4)
  const history = await world.db
    .selectFrom('audit_entry')
    .select('action')
    .where('person_id', '=', person.personId)
    .where('action', 'like', 'notice.%')
    .execute()
  expect(history).toEqual([{ action: 'notice.unsubscribed' }])
})

it('an address for stopping mails can’t be made up, changed, or sent from a foreign page', async () => {
  const [person, victim] = [await world.newMember(), await world.newMember()]
  const address = await unsubscribeAddress(person)
  const changed = (name: string, value: string) => {
    const other = new URL(address)
    other.searchParams.set(name, value)
    return other
  }
  for (const wrong of [
    changed('person', victim.personId),
    changed('kind', 'mention'),
    changed('kind', 'new_device'),
    changed('kind', 'nothing'),
    changed('signature', ''),
    changed('signature', `${address.searchParams.get('signature')}x`),
    new URL('/unsubscribe', address),
  ])
    expect((await press(wrong)).status, wrong.search).toBeGreaterThanOrEqual(400)
  expect((await press(address, { origin: 'https://evil.example' })).status).toBe(403)
  await tell(person, 'comment')
  await tell(victim, 'comment')
  await mailbox.untaken(world.tools)
  expect([mailsTo(person), mailsTo(victim)]).toEqual([2, 1])
})

it('mail about safety has nothing to stop it by', async () => {
  const person = await world.newMember()
  await tell(person, 'new_device')
  const mail = await mailbox.take(world.tools, person.email)
  expect([...mail.headers.keys()].filter((name) => name.startsWith('list-'))).toEqual([])
  expect(mail.html).not.toContain('unsubscribe')
})

it('no other page of ours takes a form', async () => {
  const answer = await world.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'email=a',
  })
  expect(answer.status).toBe(415)
})
