// A model in the studio: uploaded, shown, given a start camera and hotspots by pointing, published, and seen by a visitor. Through the
// real server.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cloudPly, cubeGlb } from '#test/support/models.ts'
import { registerMember, signInAs } from '#test/support/newcomer.ts'
import { openHouse, type RunningHouse } from '#test/support/running-house.ts'
import type { PublishedTour } from '#tour/published.ts'

let house: RunningHouse

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  await writeFile(join(house.folder, 'cube.glb'), cubeGlb())
  await writeFile(join(house.folder, 'cloud.ply'), cloudPly())
})
afterAll(() => house?.close())

it('adds models to a tour, points hotspots at them and publishes them', async () => {
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()))
  await register(page)
  await page.getByRole('button', { name: 'New tour' }).first().click()
  await addFile(page, '3D model (GLB)', 'cube.glb')
  await model(page).waitFor({ timeout: 120_000 })
  await point(page)
  await page.getByRole('button', { name: 'Set the start view' }).first().click()
  await addFile(page, '3D capture (splats)', 'cloud.ply')
  await page.getByRole('button', { name: /^cloud/ }).waitFor()
  await model(page).waitFor({ timeout: 120_000 })
  const { manifest, address } = await publish(page)
  const [cube, cloud] = manifest.scenes
  expect([cube, cloud].map((scene) => scene?.kind)).toEqual(['model', 'splat'])
  // The near side of the cube is one metre before its middle.
  expect(cube?.hotspots[0]?.positionMetres?.some((metres) => Math.abs(Math.abs(metres) - 1) < 0.01)).toBe(true)
  expect(cube?.kind === 'model' && cube.camera?.positionMetres).toHaveLength(3)
  // What visitors get is drawn under the policy of the real page.
  await page.goto(`${address}#scene=${cloud?.id}`)
  await page.locator(`#viewer[data-scene="${cloud?.id}"][data-settled="true"]`).waitFor({ timeout: 120_000 })
  await model(page).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

async function register(page: Page): Promise<void> {
  const dana = { email: 'dana@example.kz', name: 'Дана', teamName: 'Dana Homes', language: 'en' } as const
  await signInAs(page.context(), await registerMember(house.origin, house.mailbox, dana))
  await page.goto(house.origin)
  await page.getByRole('heading', { name: 'Make your first tour' }).waitFor()
}

const model = (page: Page) => page.locator('.pv-model[data-shown] > canvas')

async function addFile(page: Page, kind: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a 3D model' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Upload a file' }).first().click()
  await (await chooser).setFiles(join(house.folder, name))
  await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 120_000 })
}

/** A hotspot in the middle of the picture, moved once. */
async function point(page: Page): Promise<void> {
  await model(page).focus()
  await page.keyboard.press('I')
  const box = await model(page).boundingBox()
  if (!box) throw new Error('there is no model')
  // Beside the model nothing can be placed, and the tool stays in hand.
  await page.mouse.click(box.x + box.width - 200, box.y + box.height - 100)
  await page.getByText('There is nothing under this point').waitFor({ timeout: 60_000 })
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.getByRole('heading', { name: 'Info' }).waitFor({ timeout: 60_000 })
  await page.getByRole('region', { name: 'Settings' }).getByLabel('Title').fill('The middle')
  const mark = page.getByRole('button', { name: 'Info: The middle' })
  await mark.waitFor()
  // Carried to another place of the near side, and back by undo.
  const [from, middle] = [await mark.boundingBox(), { x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  if (!from) throw new Error('the mark is not to be seen')
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x - 60, middle.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await mark.boundingBox())?.x ?? 0)).toBe(Math.round(from.x) - 60)
  await page.waitForFunction(() => !document.querySelector('[data-dragged]'))
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(async () => Math.round((await mark.boundingBox())?.x ?? 0)).toBe(Math.round(from.x))
  await page.getByRole('button', { name: 'Back to the scene' }).click()
}

async function publish(page: Page): Promise<{ manifest: PublishedTour; address: string }> {
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Publication' })
  await sheet.getByLabel('Address').fill('dana-models')
  await sheet.getByLabel('I confirm that I hold the rights').check()
  await sheet.getByRole('button', { name: 'Publish' }).click()
  const link = sheet.getByRole('link', { name: 'Open the tour' })
  await link.waitFor({ timeout: 60_000 })
  const address = new URL((await link.getAttribute('href')) ?? '', house.origin).href
  const html = await (await fetch(address)).text()
  expect(html).toContain('A 3D capture')
  return {
    manifest: JSON.parse(/<script type="application\/json" id="tour">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null'),
    address,
  }
}
