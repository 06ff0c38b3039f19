// Mails on their way out: through a real SMTP server, in order, once.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Mailbox, openMailbox } from '#test/support/mail.ts'
import { openWorld, type World } from '#test/support/world.ts'
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

it('brings a notice to its person as a mail', async () => {
  const person = await world.newMember()
  await world.write((tx) =>
    notifyPerson(tx, world.tools, {
      personId: person.personId,
      kind: 'mention',
      values: { person: 'Айгерім', tour: 'Пәтер', text: 'Қарап шық' },
      path: '/studio/x/tours/y',
    }),
  )
  const mail = await mailbox.take(world.tools, person.email)
  expect(mail.subject).toContain('«Пәтер»')
  expect(mail.text).toContain('> Қарап шық')
  expect(mail.links[0]).toBe(`${world.tools.config.origin}/studio/x/tours/y`)
})
