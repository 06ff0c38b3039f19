// A stranger applies, by keyboard alone; the operator lets them in; and when they forget their password they come back. Real mails, a
// real browser, and on every page nothing that assistive technology would stumble over.
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findPersonId, setRegistration } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { openHouse, type RunningHouse, takeCookie } from '#test/support/running-house.ts'

const email = 'dana@example.kz'

let house: RunningHouse
let context: BrowserContext
let page: Page
let operatorId: string

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  operatorId = await findPersonId(house.db, 'operator@example.kz')
  context = await house.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US', bypassCSP: true })
  page = await context.newPage()
})
afterAll(() => house?.close())

const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { name }).waitFor()
const expectNoComplaints = async (on = page) => expect(await complaintsOf(on)).toEqual([])

/** The link of a mail to this page, as soon as the mail came. */
async function linkTo(pagePath: string, address = email): Promise<string> {
  const find = () =>
    house.mailbox.received.find(({ to, links }) => to === address && links[0]?.includes(`${pagePath}#`))?.links[0]
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true)
  const link = find() ?? ''
  return house.origin + link.slice(new URL(link).origin.length)
}

const focused = (name: string) => page.locator(`input[name=${name}]:focus`).waitFor()

it('lets a stranger apply by keyboard alone, with every mistake said beside its field', async () => {
  await house.write((tx) => setRegistration(tx, operatorId, { mode: 'approval', deniedDomains: [] }, new Date()))
  await page.goto(`${house.origin}/register`)
  await focused('email')
  await page.keyboard.type('dana@mailinator.com')
  await page.keyboard.press('Enter')
  await page.getByText('Addresses of this provider are not accepted', { exact: false }).waitFor()
  await expectNoComplaints()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await heading('Look into your mailbox')
  await expectNoComplaints()
  await page.goto(await linkTo('/register/confirm'))
  await heading('Your account')
  await focused('name')
  await page.keyboard.type('Dana')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Dana Homes')
  await page.reload()
  await focused('name')
  expect(await page.getByLabel('Your name').inputValue()).toBe('Dana')
  for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
  await page.keyboard.type('qwerty12345')
  await page.keyboard.press('Enter')
  await page.getByText('Without this there can be no account.').first().waitFor()
  await expectNoComplaints()
  // Past what one may say of oneself to the terms, past the link to their text to the consent.
  for (const key of ['Tab', 'Tab', 'Space', 'Tab', 'Tab', 'Space', 'Enter']) await page.keyboard.press(key)
  await page.getByText('Many people use this password', { exact: false }).waitFor()
  await expectNoComplaints()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('a house by the river')
  const gone: string[] = []
  page.on('response', (answer) => answer.status() === 410 && gone.push(answer.url()))
  await page.keyboard.press('Enter')
  await heading('The operator is looking at your application')
  expect(gone).toEqual([])
  await expectNoComplaints()
})

it('lets the operator approve, and the applicant in', async () => {
  const desk = await house.browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    bypassCSP: true,
  })
  const start = { userAgent: 'test', secure: false, now: new Date(), secondFactor: true }
  const cookie = await house.write((tx) => openSession(tx, operatorId, start))
  await takeCookie(desk, house.origin, cookie)
  const staff = await desk.newPage()
  await staff.goto(`${house.origin}/desk/applications`)
  await heading('Dana Homes', staff)
  await expectNoComplaints(staff)
  await staff.getByRole('button', { name: 'Approve' }).click()
  await staff.getByText('No application is waiting.').waitFor()
  await staff.getByText('Decided', { exact: true }).click()
  await staff.getByText('approved by Operator', { exact: false }).waitFor()
  await expectNoComplaints(staff)
  await desk.close()
  await page.getByRole('button', { name: 'Look again' }).click()
  await heading('Make your first tour')
})

it('A10: brings back whoever forgot their password, and nobody to another site', async () => {
  await context.clearCookies()
  await page.goto(`${house.origin}/sign-in?back=${encodeURIComponent('/\\evil.example')}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('link', { name: 'Forgot the password?' }).click()
  await heading('New password')
  expect(await page.getByLabel('E-mail').inputValue()).toBe(email)
  await expectNoComplaints()
  await page.keyboard.press('Enter')
  await heading('Look into your mailbox')
  await page.goto(await linkTo('/reset'))
  await page.getByLabel('New password').fill('the river by the house')
  await expectNoComplaints()
  await page.keyboard.press('Enter')
  await page.getByText('The password is set', { exact: false }).waitFor()
  await page.goto(`${house.origin}/sign-in?back=${encodeURIComponent('//evil.example/studio')}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('the river by the house')
  await page.keyboard.press('Enter')
  await heading('Make your first tour')
  expect(new URL(page.url()).origin).toBe(house.origin)
})

it('lets a stranger register with a passkey and come back with it', async () => {
  await house.write((tx) => setRegistration(tx, operatorId, { mode: 'open', deniedDomains: [] }, new Date()))
  // Passkeys belong to a name, not to an address of numbers.
  const origin = house.origin.replace('127.0.0.1', 'localhost')
  const other = await house.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    bypassCSP: true,
  })
  const tab = await other.newPage()
  const devtools = await other.newCDPSession(tab)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  await tab.goto(`${origin}/register`)
  await tab.getByLabel('E-mail').fill('arman@example.kz')
  await tab.keyboard.press('Enter')
  await heading('Look into your mailbox', tab)
  const link = await linkTo('/register/confirm', 'arman@example.kz')
  await tab.goto(link.replace('127.0.0.1', 'localhost'))
  await tab.getByLabel('Your name').fill('Arman')
  await tab.getByText('For myself').click()
  await tab.getByRole('button', { name: 'Use a passkey instead of a password' }).click()
  for (const document of await tab.getByRole('checkbox').all()) await document.check()
  await expectNoComplaints(tab)
  await tab.getByRole('button', { name: 'Create account' }).click()
  await heading('Make your first tour', tab)
  await other.clearCookies()
  await tab.goto(`${origin}/sign-in`)
  await tab.getByRole('button', { name: 'Use a passkey' }).click()
  await heading('Make your first tour', tab)
  await other.close()
})
