// The whole main job, as a stranger does it: register, drop photos, watch them become a tour, link the rooms, publish, and open the
// link as a visitor on a phone. Real server, real database, real browser; what the visitor sees is compared with the photo itself.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailTo } from '#test/support/newcomer.ts'
import { decodeImage, psnr, referenceView } from '#test/support/reference-cube.ts'
import { openHouse, type RunningHouse } from '#test/support/running-house.ts'
import { type Pixels, syntheticPhoto } from '#test/support/synthetic-photo.ts'

const photoWidth = 4096
/** Measured: 46.5. A shift by half a pixel would cost more than 6. */
const leastDecibels = 40
const phone = { width: 390, height: 844 }

let house: RunningHouse
const photos = new Map<string, Pixels>()

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  for (const [index, name] of ['hall', 'kitchen'].entries()) {
    const photo = syntheticPhoto(photoWidth, index + 7)
    photos.set(name, photo)
    const raw = { width: photo.widthPx, height: photo.heightPx, channels: 3 as const }
    const jpeg = sharp(photo.data, { raw }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    await writeFile(join(house.folder, `${name}.jpg`), await jpeg.toBuffer())
  }
  await writeFile(join(house.folder, 'letter.jpg'), 'Dear reader, this is not a photo.')
})
afterAll(() => house?.close())

it('goes from registration to a visitor’s step into the second room', async () => {
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  const page = await context.newPage()
  const faults = watchFaults(page)
  await register(page)
  await uploadPhotos(page)
  await linkRooms(page)
  const address = await publish(page)
  await visit(address)
  await unpublish(page, address)
  expect(faults()).toEqual([])
  await context.close()
})

async function register(page: Page): Promise<void> {
  await page.goto(`${house.origin}/register`)
  await page.getByLabel('E-mail').fill('dana@example.kz')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  const [link = ''] = (await mailTo(house.mailbox, 'dana@example.kz')).links
  await page.goto(house.origin + link.slice(new URL(link).origin.length))
  await page.getByLabel('Your name').fill('Дана')
  await page.getByLabel('Name of the organisation').fill('Dana Homes')
  await page.getByLabel('I accept the Terms of use', { exact: true }).check()
  await page.getByLabel('I consent to the processing of my personal data', { exact: true }).check()
  await page.getByLabel('Password', { exact: true }).fill('password1')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Many people use this password', { exact: false }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill('a house by the river')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Make your first tour' }).waitFor()
}

async function uploadPhotos(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose photos' }).first().click()
  await (await chooser).setFiles(['hall', 'kitchen', 'letter'].map((name) => join(house.folder, `${name}.jpg`)))
  const scenes = page.getByRole('region', { name: 'Scenes' })
  await scenes.getByRole('button', { name: /^hall/ }).waitFor()
  await scenes.getByRole('button', { name: /^kitchen/ }).waitFor()
  // The letter is refused with a sentence; the photos around it are ready.
  await page.getByText('letter.jpg').waitFor()
  await page.getByText('Not accepted', { exact: false }).first().waitFor()
  await expect.poll(() => readyPanoramas(page), { timeout: 120_000 }).toBe(2)
}

/** Asks the API with the browser's own session. */
async function readyPanoramas(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const team = location.pathname.split('/')[2]
    const panoramas: { state: string }[] = await (await fetch(`/api/teams/${team}/panoramas`)).json()
    return panoramas.filter((panorama) => panorama.state === 'ready').length
  })
}

async function linkRooms(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^hall/ }).click()
  await page.getByRole('toolbar', { name: 'Tools' }).getByText('Add link').click()
  const stage = page.locator('canvas').first()
  const box = await stage.boundingBox()
  if (!box) throw new Error('there is no stage')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const dialog = page.getByRole('dialog', { name: 'Where does this link lead?' })
  await dialog.getByText('kitchen').click()
  await page.getByText('Saved', { exact: true }).waitFor()
}

async function publish(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Publication' })
  await sheet.getByLabel('Address').fill('dana-river')
  await sheet.getByLabel('I confirm that I hold the rights').check()
  await sheet.getByRole('button', { name: 'Publish' }).click()
  const link = sheet.getByRole('link', { name: 'Open the tour' })
  await link.waitFor()
  return new URL((await link.getAttribute('href')) ?? '', house.origin).href
}

async function visit(address: string): Promise<void> {
  const context = await house.browser.newContext({ viewport: phone, locale: 'en-US', bypassCSP: true })
  const page = await context.newPage()
  const faults = watchFaults(page)
  await page.goto(address)
  await settled(page)
  await comparePixels(page, 'hall')
  await page.getByRole('button', { name: 'Go to: kitchen' }).click()
  await settled(page)
  expect(await page.title()).toBeTruthy()
  await comparePixels(page, 'kitchen')
  await page.goBack()
  await expect.poll(() => page.getByRole('button', { name: 'Go to: kitchen' }).count()).toBe(1)
  expect(faults()).toEqual([])
  await context.close()
}

const settled = (page: Page) => page.waitForSelector('#viewer[data-settled=true]', { timeout: 60_000 })

/** The screen against a projection computed straight from the uploaded photo, at the view that the address names. */
async function comparePixels(page: Page, name: string): Promise<void> {
  await page.addStyleTag({ content: '.pv-pill, .pv-spot, .pv-progress { visibility: hidden !important }' })
  const photo = photos.get(name)
  if (!photo) throw new Error(`no photo ${name}`)
  const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
  const reference = referenceView(photo, { view, widthPx: phone.width, heightPx: phone.height })
  const screenshot = await page.screenshot()
  const found = psnr(await decodeImage(screenshot), reference)
  console.log(`${name}, uploaded, tiled, published, seen on a phone: ${found.toFixed(1)} dB`)
  if (found < leastDecibels) {
    await mkdir('test-results', { recursive: true })
    await writeFile(`test-results/main-job-${name}.png`, screenshot)
  }
  expect(found).toBeGreaterThan(leastDecibels)
  await page.addStyleTag({ content: '.pv-pill, .pv-spot { visibility: visible !important }' })
}

async function unpublish(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Unpublish' }).click()
  await expect.poll(async () => (await fetch(address)).status, { timeout: 1000, interval: 50 }).toBe(404)
}

/** Errors of scripts and of the security policy. */
function watchFaults(page: Page): () => string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text())
  })
  return () => faults
}
