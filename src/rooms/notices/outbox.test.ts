// Mails on their way out: through a real SMTP server, in order, once, whatever that server says.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Tools } from '#platform/tools.ts'
import { type Mailbox, openMailbox, refusal, tokenOf } from '#test/support/mail.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { deliverTo, lookAfterOutbox } from './deliver.ts'
import { mailIsConfigured, notifyPerson, sendMail } from './notices.ts'
import { openPost } from './post.ts'

let mailbox: Mailbox
let world: World
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await openWorld({ env: mailbox.env })
})
afterEach(() => mailbox.behave(undefined))
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

let addresses = 0
const newAddress = () => `reader-${++addresses}@example.kz`
/** Any template that exists; its one value tells mails apart. */
const write = (to: string, name: string, more: object = {}, tools: Tools = world.tools) =>
  world.write((tx) =>
    sendMail(tx, tools, { to, language: 'en', template: 'notice_hold_lifted', values: { name }, ...more }),
  )
const rowsOf = (address: string) =>
  world.db.selectFrom('mail').selectAll().where('recipient', '=', address).orderBy('number').execute()
const statesOf = async (address: string) => (await rowsOf(address)).map(({ state }) => state)
const arrivedAt = (address: string) =>
  mailbox.received.filter(({ to }) => to === address).map(({ subject }) => subject.split(': ')[1])

function delivery(tools = world.tools) {
  const { mail } = tools.config
  if (!mail) throw new Error('mail is not configured')
  return { tools, post: openPost(mail), findImprint: async () => undefined }
}
const lineOf = async (address: string) => (await rowsOf(address))[0]?.recipient_key ?? ''

it('brings a notice to its person in their language', async () => {
  const { personId, email } = await world.newMember()
  const values = { person: 'Айгерім', tour: 'Пәтер', text: 'Қарап шық' }
  await world.write((tx) =>
    notifyPerson(tx, world.tools, { personId, kind: 'mention', values, path: '/studio/x/tours/y' }),
  )
  const mail = await mailbox.take(world.tools, email)
  expect(mail.subject).toBe('Айгерім сізді «Пәтер» турындағы пікірде атап өтті')
  expect(mail.text).toContain('> Қарап шық')
  expect(mail.links[0]).toBe(`${world.tools.config.origin}/studio/x/tours/y`)
  expect(mail.headers.get('content-language')).toBe('kk')
})

it('leaves by itself when a worker runs, and its sealed text is deleted', async () => {
  const to = newAddress()
  const worker = await world.startWorker()
  await write(to, 'flat')
  await expect.poll(() => arrivedAt(to)).toEqual(['flat'])
  await expect.poll(() => statesOf(to)).toEqual(['sent'])
  expect(await rowsOf(to)).toMatchObject([{ sealed: null, answer: expect.stringContaining('250') }])
  await worker.stop()
})

it('is not written when the transaction that caused it fails', async () => {
  const to = newAddress()
  const failing = world.write(async (tx) => {
    await sendMail(tx, world.tools, { to, language: 'ru', template: 'notice_hold_lifted', values: { name: 'x' } })
    throw new Error('after all not')
  })
  await expect(failing).rejects.toThrow('after all not')
  expect(await rowsOf(to)).toEqual([])
})

it('B1, A12: neither a waiting nor a sent mail leaves a token in the database', async () => {
  const [to, token] = [newAddress(), 'c0ffee-token-that-opens-something']
  await write(to, 'secret name', { path: `/reset#${token}` })
  const everything = async () => {
    const mails = await world.db.selectFrom('mail').selectAll().execute()
    const jobs = await world.db
      .selectFrom('graphile_worker._private_jobs' as 'mail')
      .selectAll()
      .execute()
    return JSON.stringify([mails, jobs])
  }
  expect(await everything()).not.toMatch(/c0ffee|secret name/)
  expect(tokenOf(await mailbox.take(world.tools, to))).toBe(token)
  expect(await everything()).not.toMatch(/c0ffee|secret name/)
  expect(await rowsOf(to)).toMatchObject([{ sealed: null }])
})

it('is sent once for one key, even when two transactions want it at the same time', async () => {
  const to = newAddress()
  await Promise.all([1, 2, 3, 4].map((name) => write(to, `copy ${name}`, { key: `once ${to}` })))
  await mailbox.untaken(world.tools)
  expect(arrivedAt(to)).toHaveLength(1)
})

it.each([
  '',
  'a@b.kz, c@d.kz',
  'a@b.kz\r\nBcc: c@d.kz',
  'A <a@b.kz>',
  'a b@c.kz',
  '"a"@b.kz',
  'a@b.kz\u2028x',
  'nobody',
])('P2: %j is no address to write to', async (to) => {
  await expect(write(to, 'x')).rejects.toThrow('accounts.email_invalid')
})

it('R26: what a mail server refuses for an hour arrives afterwards, all of it, once and in order', async () => {
  const begun = Date.now()
  let minutes = 0
  const tools: Tools = { ...world.tools, now: () => new Date(begun + minutes * 60_000) }
  const people = [newAddress(), newAddress(), newAddress()]
  const excuses = [refusal(421), refusal(451), refusal(450), refusal(554, 'greylisted by policy')]
  mailbox.behave((moment) =>
    moment === 'greeting' ? excuses[(minutes / 5) % 4] : moment === 'sender' ? refusal(451) : undefined,
  )
  for (; minutes < 60; minutes += 5) {
    for (const to of people) await write(to, `letter ${minutes}`, {}, tools)
    await mailbox.untaken(tools)
  }
  expect(people.flatMap(arrivedAt)).toEqual([])
  mailbox.behave(undefined)
  const expected = Array.from({ length: 12 }, (_, index) => `letter ${index * 5}`)
  for (; minutes < 80; minutes += 5) await mailbox.untaken(tools)
  for (const to of people) expect(arrivedAt(to)).toEqual(expected)
})

it('a mail that can’t be sent now holds back those to the same address and nobody else’s', async () => {
  const [slow, quick] = [newAddress(), newAddress()]
  let minutes = 0
  const begun = Date.now()
  const tools: Tools = { ...world.tools, now: () => new Date(begun + minutes * 60_000) }
  mailbox.behave((moment, address) => (moment === 'recipient' && address === slow ? refusal(451) : undefined))
  await write(slow, 'first', {}, tools)
  await mailbox.untaken(tools)
  mailbox.behave(undefined)
  await write(slow, 'second', {}, tools)
  await write(quick, 'other', {}, tools)
  await mailbox.untaken(tools)
  expect([arrivedAt(slow), arrivedAt(quick)]).toEqual([[], ['other']])
  minutes = 1
  await mailbox.untaken(tools)
  expect(arrivedAt(slow)).toEqual(['first', 'second'])
})

it('what the server refuses for good is not tried again, and the desk sees why', async () => {
  const to = newAddress()
  mailbox.behave((moment) => (moment === 'recipient' ? refusal(550, 'no such mailbox') : undefined))
  await write(to, 'lost')
  await mailbox.untaken(world.tools)
  mailbox.behave(undefined)
  await write(to, 'later')
  await mailbox.untaken(world.tools)
  expect(arrivedAt(to)).toEqual(['later'])
  expect(await rowsOf(to)).toMatchObject([
    { state: 'failed', answer: expect.stringContaining('no such mailbox') },
    { state: 'sent', sealed: null },
  ])
})

it.each([
  ['greeting', refusal(554, 'we do not know you')],
  ['sender', refusal(550, 'sender refused')],
] as const)('what the server has against us (%s) is for the operator to mend: mails wait', async (at, error) => {
  const to = newAddress()
  mailbox.behave((moment) => (moment === at ? error : undefined))
  await write(to, 'patient')
  await mailbox.untaken(world.tools)
  expect(await statesOf(to)).toEqual(['waiting'])
})

it('a mail that nobody could send in three days is given up', async () => {
  const to = newAddress()
  await write(to, 'stale')
  mailbox.behave((moment) => (moment === 'greeting' ? refusal(421) : undefined))
  const later = { ...world.tools, now: () => new Date(Date.now() + 73 * 3_600_000) }
  await deliverTo(delivery(later), await lineOf(to))
  expect(await statesOf(to)).toEqual(['failed'])
})

it('a process that died before handing over leaves the mail to the next', async () => {
  const to = newAddress()
  await write(to, 'orphan')
  await world.db.updateTable('mail').set({ state: 'sending', attempts: 1 }).where('recipient', '=', to).execute()
  await deliverTo(delivery(), await lineOf(to))
  expect(arrivedAt(to)).toEqual(['orphan'])
})

it('what a process had handed over when it died is not sent a second time', async () => {
  const to = newAddress()
  await write(to, 'with the server')
  await world.db.updateTable('mail').set({ state: 'handed_over', attempts: 1 }).where('recipient', '=', to).execute()
  await write(to, 'next')
  await deliverTo(delivery(), await lineOf(to))
  expect(arrivedAt(to)).toEqual(['next'])
  expect(await statesOf(to)).toEqual(['unconfirmed', 'sent'])
})

it('a process from which a mail was taken over never finishes it', async () => {
  const to = newAddress()
  await write(to, 'one')
  const line = await lineOf(to)
  let others: Promise<unknown> | undefined
  mailbox.behave(async (moment) => {
    if (moment !== 'recipient' || others) return undefined
    others = deliverTo(delivery(), line)
    await others
    return undefined
  })
  await deliverTo(delivery(), line)
  await others
  expect(arrivedAt(to)).toEqual(['one'])
  expect(await statesOf(to)).toEqual(['sent'])
})

it('a copy that follows a lost answer carries the same Message-ID', async () => {
  const to = newAddress()
  const begun = Date.now()
  let seconds = 0
  const tools: Tools = { ...world.tools, now: () => new Date(begun + seconds * 1000) }
  const ids: string[] = []
  mailbox.behave((moment, address) =>
    moment === 'message' && address === to && ids.push(moment) === 1 ? refusal(421, 'going down') : undefined,
  )
  await write(to, 'twice tried', {}, tools)
  await mailbox.untaken(tools)
  expect(arrivedAt(to)).toEqual([])
  seconds = 11
  await mailbox.untaken(tools)
  const [row] = await rowsOf(to)
  expect(mailbox.received.find((mail) => mail.to === to)?.messageId).toBe(`<${row?.id}@example.kz>`)
  expect(ids).toHaveLength(2)
})

it('waits in the outbox where no mail server is configured, and leaves at the first start with one', async () => {
  const to = newAddress()
  const without = await openWorld()
  expect(mailIsConfigured(without.tools.config)).toBe(false)
  await without.write((tx) =>
    sendMail(tx, without.tools, { to, language: 'kk', template: 'notice_hold_lifted', values: { name: 'x' } }),
  )
  const configured: Tools = { ...without.tools, config: world.tools.config }
  await lookAfterOutbox(configured)
  expect(await without.db.selectFrom('mail').select('state').execute()).toEqual([{ state: 'waiting' }])
  await mailbox.untaken(configured)
  expect(arrivedAt(to)).toHaveLength(1)
  await without.close()
})
