// Somebody is invited by a letter, makes an account with it, gets another role, is offered the team and takes it over, and shows it to
// the public. Real mails, a real browser, and on every page nothing that assistive technology would stumble over.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findPersonId } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { missingAcceptances } from '#rooms/legal/legal.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { openHouse, type RunningHouse, takeCookie } from '#test/support/running-house.ts'

const email = 'zhanar@example.kz'

let house: RunningHouse
let owner: Page
let guest: Page

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  const open = async (width: number) =>
    (await house.browser.newContext({ viewport: { width, height: 860 }, locale: 'en-US', bypassCSP: true })).newPage()
  owner = await open(1280)
  await signInOperator()
  guest = await open(390)
})
afterAll(() => house?.close())

/** Signing in has a journey of its own; here the operator is in already, and has a team like anybody. */
async function signInOperator(): Promise<void> {
  const start = { userAgent: 'test', secure: false, now: new Date(), secondFactor: true }
  const personId = await findPersonId(house.db, 'operator@example.kz')
  await takeCookie(owner.context(), house.origin, await house.write((tx) => openSession(tx, personId, start)))
  const versionIds = (await missingAcceptances(house.db, personId, new Date())).map(({ versionId }) => versionId)
  if (versionIds.length === 0) return
  const data = { versionIds, language: 'en' }
  const accepted = await owner.request.post(`${house.origin}/api/me/acceptances`, { data })
  expect(accepted.status()).toBe(200)
}

const expectNoComplaints = async (page: Page) => expect(await complaintsOf(page)).toEqual([])
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections of the team' }).getByRole('link', { name }).click()

async function letter(): Promise<string> {
  const find = () =>
    house.mailbox.received.find(({ to }) => to === email)?.links.find((link) => link.includes('/invitation#'))
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true)
  const link = find() ?? ''
  return house.origin + link.slice(new URL(link).origin.length)
}

it('brings somebody in by a letter, who makes an account with nothing but a name and a password', async () => {
  await owner.goto(house.origin)
  await owner.waitForURL(/\/studio\/.+\/tours/)
  await owner.goto(owner.url().replace('/tours', '/team/members'))
  await heading(owner, /^Members/)
  await expectNoComplaints(owner)
  await owner.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(email)
  await dialog.getByLabel('Role').selectOption('agent')
  await expectNoComplaints(owner)
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await owner.getByText(email).waitFor()
  await owner.getByRole('button', { name: 'Invite', exact: true }).click()
  const address = dialog.getByLabel('E-mail')
  await address.fill(email)
  await address.press('Enter')
  const beside = dialog.locator('p[id]').filter({ hasText: 'This address was invited already.' })
  await beside.waitFor()
  expect(await address.getAttribute('aria-describedby')).toContain(await beside.getAttribute('id'))
  await expectNoComplaints(owner)
  await owner.keyboard.press('Escape')
  // Back to what opened it: whoever works by keyboard keeps their place.
  await owner.locator('button:focus', { hasText: 'Invite' }).waitFor()

  await guest.goto(await letter())
  await heading(guest, 'Desk')
  await guest.getByText('Operator invites you to this team. Your role: Agent.').waitFor()
  await expectNoComplaints(guest)
  await guest.getByLabel('Your name').fill('Zhanar')
  await guest.getByLabel('Password', { exact: true }).fill('the lake behind the hills')
  for (const document of await guest.getByRole('checkbox').all()) await document.check()
  await guest.getByRole('button', { name: 'Register and join' }).click()
  await guest.waitForURL(/\/studio\/.+\/tours/)
  expect(guest.url()).not.toContain('#')
})

it('hands the team over: offered by one, accepted by the other', async () => {
  await owner.reload()
  await owner.getByLabel('Zhanar: role').selectOption('admin')
  await owner.getByRole('button', { name: 'Zhanar: more actions' }).click()
  await owner.getByRole('menuitem', { name: 'Offer ownership' }).click()
  await owner.getByRole('dialog').waitFor()
  await owner.getByRole('menu').waitFor({ state: 'detached' })
  await expectNoComplaints(owner)
  await owner.getByRole('dialog').getByRole('button', { name: 'Offer ownership' }).click()
  await owner.getByText('Ownership is offered to Zhanar', { exact: false }).waitFor()

  await guest.goto(guest.url().replace('/tours', '/team/members'))
  await guest.getByText('Operator offers you ownership of the team', { exact: false }).waitFor()
  await expectNoComplaints(guest)
  await guest.getByRole('button', { name: 'Accept' }).click()
  await guest.getByLabel('Operator: role').waitFor()
  await expect.poll(() => guest.getByLabel('Operator: role').inputValue()).toBe('admin')
})

it('shows the team to the public, and names what is wrong in its requisites beside the field', async () => {
  await section(guest, 'Profile')
  await guest.getByLabel('Phone').fill('+7 700 000 00 00')
  await guest.getByRole('button', { name: 'Save' }).first().click()
  await guest.getByText('Saved', { exact: true }).waitFor()
  await guest.getByLabel('BIN/IIN').fill('971240001316')
  await guest.getByRole('button', { name: 'Save' }).last().click()
  await guest.getByText('There is no such BIN/IIN', { exact: false }).waitFor()
  await expectNoComplaints(guest)
  await guest.getByRole('button', { name: 'Make it public' }).click()
  const link = await guest.getByRole('link', { name: 'Look at it' }).getAttribute('href')
  await guest.goto(`${house.origin}${link}?lang=en`)
  await heading(guest, 'Desk')
  await guest.getByRole('link', { name: '+7 700 000 00 00' }).waitFor()
  await expectNoComplaints(guest)
  await guest.goBack()
  await section(guest, 'Roles')
  await heading(guest, 'Roles')
  await expectNoComplaints(guest)
})
