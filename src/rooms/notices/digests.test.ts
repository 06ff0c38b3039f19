// The mail of the day: what was chosen to come once a day comes in one mail, at the person's hour, or not at all.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tools } from '#platform/tools.ts'
import { type Mailbox, openMailbox } from '#test/support/mail.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import type { NoticeKind } from './contract.ts'
import { localTime, nextDigestAt } from './day-clock.ts'
import { orderLateDigests, sendDigest } from './digests.ts'
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

const at = (time: string): Tools => ({ ...world.tools, now: () => new Date(time) })
const tell = (tools: Tools, { personId }: TestMember, text: string, kind: NoticeKind = 'comment', more: object = {}) =>
  world.write((tx) =>
    notifyPerson(tx, tools, {
      ...{ personId, kind, path: '/studio/x/tours/y?comment=z', values: { person: 'Елена', tour: 'Пәтер', text } },
      ...more,
    }),
  )
const mailsTo = ({ email }: TestMember) => mailbox.received.filter(({ to }) => to === email)
const choose = (person: TestMember, kind: NoticeKind, mail: string, inApp = true) =>
  person.put(`/api/notice-preferences/${kind}`, { inApp, mail })
const plannedFor = async ({ personId }: TestMember) => {
  const { rows } = await sql<{ run_at: Date }>`select run_at from graphile_worker._private_jobs
    where key = ${`digest ${personId}`}`.execute(world.db)
  return rows.map(({ run_at }) => run_at.toISOString())
}
/** What a worker does at the planned hour. */
const strike = async (tools: Tools, { personId }: TestMember) => {
  await sendDigest(tools, personId)
  await mailbox.untaken({ ...tools, now: () => new Date(Math.max(Date.now(), tools.now().getTime())) })
}

async function newDailyReader() {
  const person = await world.newMember()
  await choose(person, 'comment', 'daily')
  await choose(person, 'mention', 'daily')
  return person
}

it('gathers a day’s notices into one mail in the person’s language, each with its link', async () => {
  const person = await newDailyReader()
  await tell(at('2026-12-01T05:00:00Z'), person, 'Жарықты түзетіңіз')
  await tell(at('2026-12-01T08:00:00Z'), person, 'Ас үйді қайта түсіріңіз', 'mention')
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toHaveLength(0)
  expect(await plannedFor(person)).toEqual(['2026-12-02T04:00:00.000Z'])
  await strike(at('2026-12-02T04:00:00Z'), person)
  const [mail, ...more] = mailsTo(person)
  expect(more).toEqual([])
  expect(mail?.subject).toBe('Бір күнде 2 хабарлама')
  const told = mail?.text.replaceAll('\u2060', '') ?? ''
  expect(told).toContain('* Елена «Пәтер» турына пікір жазды\n  > Жарықты түзетіңіз\n')
  expect(told.indexOf('Жарықты')).toBeLessThan(told.indexOf('Ас үйді'))
  expect(mail?.links).toContain(`${world.tools.config.origin}/studio/x/tours/y?comment=z`)
  expect(mail?.headers.get('content-language')).toBe('kk')
})

it('is one mail a day and none when there is nothing to tell', async () => {
  const person = await newDailyReader()
  await strike(at('2026-12-02T04:00:00Z'), person)
  expect(mailsTo(person)).toHaveLength(0)
  await tell(at('2026-12-02T05:00:00Z'), person, 'бір')
  await strike(at('2026-12-03T04:00:00Z'), person)
  await strike(at('2026-12-03T04:00:00Z'), person)
  await tell(at('2026-12-03T04:10:00Z'), person, 'екі')
  await strike(at('2026-12-03T04:11:00Z'), person)
  expect(mailsTo(person)).toHaveLength(1)
  expect(await plannedFor(person)).toEqual(['2026-12-04T04:00:00.000Z'])
  await strike(at('2026-12-04T04:00:00Z'), person)
  expect(mailsTo(person)).toHaveLength(2)
})

it('leaves out what was read under the bell and what was switched off meanwhile', async () => {
  const person = await newDailyReader()
  await tell(at('2026-12-01T05:00:00Z'), person, 'оқылды')
  await person.put('/api/notices/reading')
  await tell(at('2026-12-01T06:00:00Z'), person, 'керек емес', 'mention')
  await choose(person, 'mention', 'off')
  await strike(at('2026-12-02T04:00:00Z'), person)
  expect(mailsTo(person)).toHaveLength(0)
  await strike(at('2026-12-03T04:00:00Z'), person)
  expect(mailsTo(person)).toHaveLength(0)
})

it('tells by mail what is not shown under the bell, and keeps none of it afterwards', async () => {
  const person = await world.newMember()
  await choose(person, 'comment', 'daily', false)
  await tell(at('2026-12-01T05:00:00Z'), person, 'тек хатпен')
  expect((await person.get('/api/notices')).body).toMatchObject({ unread: 0, notices: [] })
  await strike(at('2026-12-02T04:00:00Z'), person)
  expect(mailsTo(person)).toHaveLength(1)
  const left = await world.db.selectFrom('notice').select('id').where('person_id', '=', person.personId).execute()
  expect(left).toEqual([])
})

it('tells each key once, and what is about safety at once', async () => {
  const person = await newDailyReader()
  expect((await choose(person, 'new_device', 'daily')).body.code).toBe('notices.security_stays')
  for (let i = 0; i < 3; i++) await tell(at('2026-12-01T05:00:00Z'), person, 'бір', 'comment', { key: 'comment 7' })
  await tell(world.tools, person, '', 'new_device')
  await mailbox.untaken(world.tools)
  expect(mailsTo(person)).toHaveLength(1)
  await strike(at('2026-12-02T04:00:00Z'), person)
  expect(mailsTo(person)[1]?.subject).toBe('Бір күнде 1 хабарлама')
})

it('comes at the hour that the person chose, by the clock where they are', async () => {
  const person = await newDailyReader()
  const wish = { hour: 18, timeZone: 'Europe/Berlin' }
  expect((await person.put('/api/notice-digest', wish)).status).toBe(204)
  expect((await person.get('/api/notice-preferences')).body.digest).toEqual(wish)
  await tell(at('2026-12-01T05:00:00Z'), person, 'бір')
  expect(await plannedFor(person)).toEqual(['2026-12-01T17:00:00.000Z'])
  expect((await person.put('/api/notice-digest', { hour: 9, timeZone: 'Mars/Olympus' })).status).toBe(400)
  expect((await person.put('/api/notice-digest', { hour: 24, timeZone: 'Asia/Almaty' })).status).toBe(400)
})

it('ends with one press in the mail, for all that came in it and for nothing else', async () => {
  const person = await newDailyReader()
  await tell(at('2026-12-01T05:00:00Z'), person, 'бір')
  await strike(at('2026-12-02T04:00:00Z'), person)
  const address = new URL(mailsTo(person)[0]?.headers.get('list-unsubscribe')?.slice(1, -1) ?? '')
  const asked = await world.visitor.get(address.pathname + address.search, { 'accept-language': 'en' })
  expect(asked.text).toContain('The mail of the day')
  const done = await world.inject({
    ...{ method: 'POST', url: address.pathname + address.search, payload: 'List-Unsubscribe=One-Click' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(done.status).toBe(200)
  const { preferences } = (await person.get('/api/notice-preferences')).body
  const paces = Object.fromEntries(preferences.map((each: { kind: string; mail: string }) => [each.kind, each.mail]))
  expect(paces).toMatchObject({ comment: 'off', mention: 'off', assigned: 'instant', new_device: 'instant' })
})

it('is chosen for everything at once, but not for what is about safety', async () => {
  const person = await world.newMember()
  expect((await person.put('/api/notice-preferences', { mail: 'daily' })).status).toBe(204)
  const { preferences } = (await person.get('/api/notice-preferences')).body
  for (const { kind, mail, isSecurity } of preferences) expect(mail, kind).toBe(isSecurity ? 'instant' : 'daily')
})

it('comes late rather than never when its job got lost', async () => {
  const person = await newDailyReader()
  await tell(at('2026-11-01T05:00:00Z'), person, 'бір')
  await sql`delete from graphile_worker._private_jobs where key = ${`digest ${person.personId}`}`.execute(world.db)
  await orderLateDigests(world.tools)
  expect(await plannedFor(person)).toHaveLength(1)
  await strike(world.tools, person)
  expect(mailsTo(person)).toHaveLength(1)
})

it.each([
  // hour, zone, last day told, now, expected
  [9, 'Asia/Almaty', '', '2026-12-01T03:59:00Z', '2026-12-01T04:00:00Z'],
  [9, 'Asia/Almaty', '', '2026-12-01T04:00:00Z', '2026-12-02T04:00:00Z'],
  [9, 'Asia/Almaty', '2026-12-01', '2026-12-01T03:00:00Z', '2026-12-02T04:00:00Z'],
  [0, 'Asia/Almaty', '', '2026-12-01T18:00:00Z', '2026-12-01T19:00:00Z'],
  [9, 'Asia/Kathmandu', '', '2026-12-01T00:00:00Z', '2026-12-01T03:15:00Z'],
  // The clock skips from 02:00 to 03:00; and goes back from 03:00 to 02:00.
  [2, 'Europe/Berlin', '', '2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z'],
  [2, 'Europe/Berlin', '', '2026-10-24T23:00:00Z', '2026-10-25T00:00:00Z'],
  [2, 'Europe/Berlin', '2026-10-25', '2026-10-25T00:10:00Z', '2026-10-26T01:00:00Z'],
])('%i o’clock in %s, last told on “%s”, asked at %s: %s', (hour, timeZone, lastDay, now, expected) => {
  expect(nextDigestAt({ hour, timeZone }, lastDay, new Date(now)).toISOString()).toBe(new Date(expected).toISOString())
})

it('knows the day by the clock of the place', () => {
  expect(localTime(new Date('2026-12-01T20:30:00Z'), 'Asia/Almaty')).toEqual({ day: '2026-12-02', hour: 1 })
  expect(localTime(new Date('2026-12-01T19:00:00Z'), 'Asia/Almaty')).toEqual({ day: '2026-12-02', hour: 0 })
})
