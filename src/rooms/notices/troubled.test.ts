// What the desk sees of mails that did not arrive, and sending them again: through a real SMTP server.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Tools } from '#platform/tools.ts'
import { type Mailbox, openMailbox, refusal } from '#test/support/mail.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { deliverTo } from './deliver.ts'
import { sendMail } from './notices.ts'
import { openPost } from './post.ts'
import { forgetUnsent, masked, withoutAddress } from './troubled.ts'

let mailbox: Mailbox
let world: World
let support: TestMember
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await openWorld({ env: mailbox.env })
  support = await newStaff(world, 'support')
})
afterEach(() => mailbox.behave(undefined))
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

let addresses = 0
const newAddress = () => `aigul-${++addresses}@example.kz`
const write = (to: string, more: object = {}, tools: Tools = world.tools) =>
  world.write((tx) =>
    sendMail(tx, tools, {
      ...{ to, language: 'kk', template: 'notice_hold_lifted', values: { name: 'Құпия сөз' } },
      ...more,
    }),
  )
const rowOf = (address: string) =>
  world.db.selectFrom('mail').selectAll().where('recipient', '=', address).executeTakeFirstOrThrow()
function delivery() {
  const { mail } = world.tools.config
  if (!mail) throw new Error('mail is not configured')
  return { tools: world.tools, post: openPost(mail), findImprint: async () => undefined }
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const arrivedAt = (address: string) => mailbox.received.filter(({ to }) => to === address)
const again = (by: TestMember, id: string) => by.post(`/api/desk/mail/${id}/sendings`)

/** A mail to a mailbox that turns it away, naming whom it turns away. */
async function writeInVain(more: object = {}) {
  const to = newAddress()
  mailbox.behave((moment) => (moment === 'recipient' ? refusal(550, `<${to}> mailbox full of sand`) : undefined))
  await write(to, more)
  await mailbox.untaken(world.tools)
  mailbox.behave(undefined)
  return rowOf(to)
}

it('shows the staff which mails had trouble and why, never what is in them', async () => {
  const { recipient } = await writeInVain()
  const member = await world.newMember()
  expect((await member.get('/api/desk/mail')).status).toBe(404)
  const seen = (await support.get('/api/desk/mail')).body
  expect(seen.isConfigured).toBe(true)
  expect(seen.items[0]).toMatchObject({
    ...{ recipient, state: 'failed', answer: expect.stringContaining('mailbox full of sand'), mayBeSentAgain: true },
  })
  expect(JSON.stringify(seen)).not.toContain('Құпия')
})

it('P2: hides addresses from staff who need none, also where the mail server repeats them', async () => {
  const { recipient } = await writeInVain()
  for (const role of ['billing', 'moderation', 'auditor'] as const) {
    const seen = await (await newStaff(world, role)).get('/api/desk/mail')
    expect(seen.body.items[0]).toMatchObject({ recipient: 'a•••@e•••.kz' })
    expect(seen.body.items[0].answer).toContain('mailbox full of sand')
    expect(seen.text).not.toContain(recipient)
    expect(seen.text).not.toContain('aigul')
  }
})

it.each([
  ['elena@example.kz', 'e•••@e•••.kz'],
  ['ә@мысал.қаз', 'ә•••@м•••.қаз'],
  ['x@localhost', 'x•••@l•••'],
])('masks %s', (address, expected) => {
  expect(masked(address)).toBe(expected)
  expect(withoutAddress(`550 no ${address} here`, address)).toBe(`550 no ${expected} here`)
})

it('sends a failed mail again, once, with the Message-ID it had, and writes down who did', async () => {
  const { id, recipient, template } = await writeInVain()
  expect((await again(support, id)).status).toBe(204)
  expect((await again(support, id)).status).toBe(204)
  await mailbox.untaken(world.tools)
  expect(arrivedAt(recipient).map(({ messageId }) => messageId)).toEqual([`<${id}@example.kz>`])
  expect(await rowOf(recipient)).toMatchObject({ state: 'sent', sealed: null })
  const history = await world.db.selectFrom('audit_entry').selectAll().where('target_id', '=', id).execute()
  expect(history).toMatchObject([
    { action: 'mail.sent_again', person_id: support.personId, details: { template, was: 'failed', attempts: 1 } },
  ])
  expect(JSON.stringify(history)).not.toContain('aigul')
  expect((await again(support, id)).status).toBe(404)
})

it('sends again what nobody knows whether it arrived, where somebody at the desk says so', async () => {
  const to = newAddress()
  await write(to)
  await world.db.updateTable('mail').set({ state: 'handed_over', attempts: 1 }).where('recipient', '=', to).execute()
  await deliverTo(delivery(), (await rowOf(to)).recipient_key)
  expect(arrivedAt(to)).toHaveLength(0)
  const { id, state } = await rowOf(to)
  expect(state).toBe('unconfirmed')
  await again(support, id)
  await mailbox.untaken(world.tools)
  expect(arrivedAt(to)).toHaveLength(1)
})

it('gives a mail that is sent again three days of tries, however old it is', async () => {
  const { id, recipient } = await writeInVain()
  await world.db
    .updateTable('mail')
    .set({ created_at: inDays(-6) })
    .where('id', '=', id)
    .execute()
  mailbox.behave((moment) => (moment === 'greeting' ? refusal(421) : undefined))
  await again(support, id)
  await mailbox.untaken(world.tools)
  expect(await rowOf(recipient)).toMatchObject({ state: 'waiting', attempts: 1 })
})

it('tries what waits for its next attempt at once', async () => {
  const to = newAddress()
  mailbox.behave((moment, address) => (moment === 'recipient' && address === to ? refusal(451) : undefined))
  await write(to)
  await mailbox.untaken(world.tools)
  mailbox.behave(undefined)
  const { id, next_attempt_at } = await rowOf(to)
  expect(next_attempt_at.getTime()).toBeGreaterThan(Date.now())
  await again(support, id)
  await mailbox.untaken(world.tools)
  expect(arrivedAt(to)).toHaveLength(1)
})

it('P-11: keeps what a failed mail says for a week, a day where it holds a link that works once', async () => {
  const [plain, withLink] = [await writeInVain(), await writeInVain({ path: '/reset#c0ffee' })]
  const isKept = async ({ recipient }: { recipient: string }) => (await rowOf(recipient)).sealed !== null
  const settledDaysAgo = (days: number) =>
    world.db
      .updateTable('mail')
      .set({ settled_at: inDays(-days) })
      .where('id', 'in', [plain.id, withLink.id])
      .execute()
  await settledDaysAgo(0.9)
  await forgetUnsent(world.db, new Date())
  expect([await isKept(plain), await isKept(withLink)]).toEqual([true, true])
  await settledDaysAgo(1.1)
  expect((await again(support, withLink.id)).body.code).toBe('notices.mail_not_kept')
  await forgetUnsent(world.db, new Date())
  expect([await isKept(plain), await isKept(withLink)]).toEqual([true, false])
  await settledDaysAgo(7.1)
  await forgetUnsent(world.db, new Date())
  expect(await isKept(plain)).toBe(false)
  expect((await again(support, plain.id)).body.code).toBe('notices.mail_not_kept')
  const [shown] = (await support.get('/api/desk/mail')).body.items
  expect(shown).toMatchObject({ id: withLink.id, mayBeSentAgain: false })
})

it('only support and the owner send again', async () => {
  const { id } = await writeInVain()
  expect((await again(await newStaff(world, 'auditor'), id)).status).toBe(403)
  expect((await again(await newStaff(world, 'owner'), id)).status).toBe(204)
})

it('comes page by page, newest first', async () => {
  const values = (index: number) => ({
    ...{
      id: crypto.randomUUID(),
      recipient: `page-${index}@example.kz`,
      recipient_key: 'x',
      person_id: null,
      kind: null,
    },
    ...{ language: 'ru' as const, template: 'password_reset', key: null, sealed: null, state: 'failed' as const },
    ...{ claim: null, next_attempt_at: new Date(), answer: null, created_at: new Date(), settled_at: new Date() },
  })
  await world.db
    .insertInto('mail')
    .values(Array.from({ length: 60 }, (_, index) => values(index)))
    .execute()
  const first = (await support.get('/api/desk/mail')).body
  expect([first.items.length, first.items[0].recipient]).toEqual([50, 'page-59@example.kz'])
  const second = (await support.get(`/api/desk/mail?before=${first.next}`)).body
  expect(second.items[0].recipient).toBe('page-9@example.kz')
  expect(second.next).toBe(null)
})
