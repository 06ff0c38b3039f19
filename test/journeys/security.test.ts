// A person makes their account safe: two steps, a passkey, sessions; and the operator's staff come in with it. A real browser with a
// virtual authenticator; what is dangerous asks for a proof and then goes on by itself.
import { Secret, TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPerson, preparePerson } from '#rooms/accounts/accounts.ts'
import { foundTeam } from '#rooms/teams/teams.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { openHouse, type RunningHouse } from '#test/support/running-house.ts'

const email = 'dana@example.kz'
const password = 'тау бөктеріндегі үй'

let house: RunningHouse
let origin: string
let context: BrowserContext
let page: Page
let personId: string

beforeAll(async () => {
  house = await openHouse()
  // Passkeys belong to a name, not to an address of numbers.
  origin = house.origin.replace('127.0.0.1', 'localhost')
  const prepared = await preparePerson({ email, name: 'Дана', password, language: 'en' })
  personId = await house.write(async (tx) => {
    const id = await addPerson(tx, { ...prepared, verifiedAt: new Date() }, new Date())
    await foundTeam(tx, 'Dana Homes', id, new Date())
    return id
  })
  context = await house.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' })
  page = await context.newPage()
})
afterAll(() => house?.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })

it('makes an account safe and comes back by both ways', async () => {
  await withAuthenticator()
  await enterPassword()
  await page.getByRole('heading', { name: 'Make your first tour' }).waitFor()
  const secret = await setUpCodes()
  await addPasskey()
  await leave()
  await enterPassword()
  await page.getByLabel('Code').waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await page.getByLabel('Code').fill(codeOf(secret, 1))
  await button('Sign in').click()
  await page.getByRole('heading', { name: 'Make your first tour' }).waitFor()
  await leave()
  await button('Use a passkey').click()
  await page.getByRole('heading', { name: 'Make your first tour' }).waitFor()
  await endOtherSessions()
  await staffComesIn()
})

/** The browser's own, as if a finger lay on it. */
async function withAuthenticator(): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}

async function enterPassword(): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await button('Sign in').click()
}

const codeOf = (secret: string, stepsAhead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 })

/** Eleven minutes later: the dialog asks for the password first, then the set-up goes on by itself. */
async function setUpCodes(): Promise<string> {
  await house.db
    .updateTable('session')
    .set({ proved_at: new Date(Date.now() - 11 * 60_000) })
    .where('person_id', '=', personId)
    .execute()
  await page.goto(`${origin}/account/security`)
  await button('Set up').click()
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await dialog.getByLabel('Password', { exact: true }).fill('not this one')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByText('The password is wrong.').waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor()
  const secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('The code that the app shows').fill('12')
  await button('Confirm').click()
  await page.getByText('The code has 6 digits.').waitFor()
  await page.getByLabel('The code that the app shows').fill(codeOf(secret))
  await button('Confirm').click()
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor()
  await expect.poll(() => page.getByRole('listitem').locator('code').count()).toBe(10)
  expect(await complaintsOf(page)).toEqual([])
  await button('I have kept them').click()
  await page.getByText('10 recovery codes are left.').waitFor()
  return secret
}

async function addPasskey(): Promise<void> {
  await button('Add a passkey').click()
  await page.getByText('not used yet').waitFor()
  await page.getByRole('button', { name: /^Rename/ }).click()
  await page.getByLabel('Name of the passkey').fill('Laptop')
  await button('Save').click()
  await page.getByText('Laptop', { exact: true }).waitFor()
}

async function leave(): Promise<void> {
  await context.clearCookies({ name: 'panoqor' })
  await page.goto(`${origin}/sign-in`)
}

async function endOtherSessions(): Promise<void> {
  await page.goto(`${origin}/account/sessions`)
  await page.getByText('this device').waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await button('End all others').click()
  await expect.poll(() => page.getByRole('button', { name: /^End: / }).count()).toBe(1)
  const left = await house.db.selectFrom('session').select('id').where('person_id', '=', personId).execute()
  expect(left).toHaveLength(1)
}

/** A session without a second factor meets the dialog, and the desk opens behind it. */
async function staffComesIn(): Promise<void> {
  await house.db
    .insertInto('operator')
    .values({ person_id: personId, role: 'owner', since: new Date(), appointed_by: null })
    .execute()
  await house.db.updateTable('session').set({ second_factor_at: null }).where('person_id', '=', personId).execute()
  await page.goto(`${origin}/desk/staff`)
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await dialog.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('has a second factor').waitFor()
  expect(await complaintsOf(page)).toEqual([])
}
