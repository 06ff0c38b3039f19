// A team with an agreement invites until its places are taken; the invited comes in with a passkey; who withdrew an application sends
// another; and who takes their account back decides about the keys that were made in their name.
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findPersonId, setRegistration } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { insertKey } from '#rooms/teams/keys/store.ts'
import { newAgreement } from '#test/support/agreements.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { openHouse, type RunningHouse, takeCookie } from '#test/support/running-house.ts'

let house: RunningHouse
let owner: { personId: string; teamId: string; page: Page }
let context: BrowserContext
let page: Page
/** Passkeys belong to a name, not to an address of numbers. */
let origin: string

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  origin = house.origin.replace('127.0.0.1', 'localhost')
  const options = { locale: 'en-US', bypassCSP: true }
  context = await house.browser.newContext({ ...options, viewport: { width: 390, height: 844 } })
  page = await context.newPage()
  const personId = await findPersonId(house.db, 'operator@example.kz')
  const { team_id: teamId } = await house.db
    .selectFrom('membership')
    .select('team_id')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  // The link of the first run proves no address, and a password is set anew by proven addresses alone.
  const proven = { email_verified_at: new Date() }
  await house.db.updateTable('person').set(proven).where('id', '=', personId).execute()
  const wide = await house.browser.newContext({ ...options, viewport: { width: 1440, height: 900 } })
  const start = { userAgent: 'test', secure: false, now: new Date(), secondFactor: true }
  await takeCookie(wide, house.origin, await house.write((tx) => openSession(tx, personId, start)))
  owner = { personId, teamId, page: await wide.newPage() }
})
afterAll(() => house?.close())

const expectNoComplaints = async (on = page) => expect(await complaintsOf(on)).toEqual([])
const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { name }).waitFor()

/** The link of a mail to this page, as soon as the mail came. */
async function linkTo(pagePath: string, address: string): Promise<string> {
  const find = () =>
    house.mailbox.received.find(({ to, links }) => to === address && links[0]?.includes(`${pagePath}#`))?.links[0]
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true)
  const link = find() ?? ''
  return origin + link.slice(new URL(link).origin.length)
}

async function invite(email: string) {
  await owner.page.getByRole('button', { name: 'Invite', exact: true }).click()
  await owner.page.getByRole('dialog').getByLabel('E-mail').fill(email)
  await owner.page.getByRole('button', { name: 'Send the invitation' }).click()
}

it('shows the places of an agreement, and invites nobody to one that isn’t there', async () => {
  await newAgreement(house, owner, { membersLimit: 2 }, '14/26')
  await owner.page.goto(`${house.origin}/studio/${owner.teamId}/team/members`)
  const gate = owner.page.getByRole('dialog')
  await gate.waitFor()
  for (const document of await gate.getByRole('checkbox').all()) await document.check()
  await gate.getByRole('button', { name: 'Accept' }).click()
  await owner.page.getByText('1 of 2').waitFor()
  await owner.page.getByText('Agreement No. 14/26 allows the team up to 2 members.').waitFor()
  await invite('arman@example.kz')
  await linkTo('/invitation', 'arman@example.kz')
  await expectNoComplaints(owner.page)
  await owner.page.keyboard.press('Escape')
  await invite('dana@example.kz')
  await owner.page.getByText('the team has 2 places: 1 taken, 1 invited', { exact: false }).waitFor()
})

it('lets the invited in with a passkey', async () => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  await page.goto(await linkTo('/invitation', 'arman@example.kz'))
  await page.getByLabel('Your name').fill('Arman')
  await page.getByRole('button', { name: 'Use a passkey instead of a password' }).click()
  for (const document of await page.getByRole('checkbox').all()) await document.check()
  await expectNoComplaints()
  await page.getByRole('button', { name: 'Register and join' }).click()
  await page.waitForURL(/\/studio\//)
  await owner.page.reload()
  await owner.page.getByText('2 of 2').waitFor()
  await context.clearCookies()
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/studio\//)
})

it('takes another application from whoever withdrew theirs', async () => {
  await house.write((tx) => setRegistration(tx, owner.personId, { mode: 'approval', deniedDomains: [] }, new Date()))
  const person = { email: 'aliya@example.kz', now: new Date() }
  await context.clearCookies()
  await page.goto(`${origin}/register`)
  await page.getByLabel('E-mail').fill(person.email)
  await page.keyboard.press('Enter')
  await heading('Look into your mailbox')
  await page.goto(await linkTo('/register/confirm', person.email))
  await page.getByLabel('Your name').fill('Aliya')
  await page.getByLabel('Name of the organisation').fill('Aliya Homes')
  await page.getByLabel('Password', { exact: true }).fill('the mountain behind the house')
  for (const document of await page.getByRole('checkbox').all()) await document.check()
  await page.getByRole('button', { name: 'Send the application' }).click()
  await page.getByRole('button', { name: 'Withdraw', exact: false }).click()
  await heading('You withdrew your application')
  await expectNoComplaints()
  await page.getByLabel('Name of the organisation').fill('Aliya Flats')
  await page.getByRole('button', { name: 'Send the application' }).click()
  await page.getByText('Aliya Flats', { exact: false }).waitFor()
})

it('asks whoever sets a new password about the keys made in their name, and revokes them', async () => {
  const at = new Date()
  const key = { id: crypto.randomUUID(), name: 'Site', ending: 'abcd', tokenSha256: Buffer.alloc(32, 1) }
  const { personId: createdBy, teamId } = owner
  const times = { createdAt: at, expiresAt: new Date(at.getTime() + 86_400_000) }
  await house.write((tx) => insertKey(tx, { ...key, teamId, scopes: ['tours.view'], createdBy, ...times }))
  await context.clearCookies()
  await page.goto(`${origin}/reset`)
  await page.getByLabel('E-mail').fill('operator@example.kz')
  await page.keyboard.press('Enter')
  await heading('Look into your mailbox')
  await page.goto(await linkTo('/reset', 'operator@example.kz'))
  await page.getByRole('checkbox', { name: 'Revoke 1 key for programs' }).waitFor()
  await expectNoComplaints()
  await page.getByLabel('New password', { exact: true }).fill('the river behind the house')
  await page.keyboard.press('Enter')
  await page.getByText('The password is set', { exact: false }).waitFor()
  const revoked = house.db.selectFrom('api_key_revocation').select('key_id').where('team_id', '=', owner.teamId)
  expect(await revoked.execute()).toEqual([{ key_id: key.id }])
})
