// What a member adds around the panoramas: a room box drawn by dragging a wall, a scene on a plan, a guided tour, a look, facts and
// contacts; and all of it in the manifest that visitors get. Real server, real database, real browser.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerMember, signInAs } from '#test/support/newcomer.ts'
import { openHouse, type RunningHouse } from '#test/support/running-house.ts'
import { syntheticPhoto } from '#test/support/synthetic-photo.ts'
import type { PublishedTour } from '#tour/published.ts'

let house: RunningHouse

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  for (const [index, name] of ['hall', 'kitchen'].entries()) {
    const photo = syntheticPhoto(2048, index + 3)
    const raw = { width: photo.widthPx, height: photo.heightPx, channels: 3 as const }
    await writeFile(
      join(house.folder, `${name}.jpg`),
      await sharp(photo.data, { raw }).jpeg({ quality: 88 }).toBuffer(),
    )
  }
  const drawing = { width: 800, height: 400, channels: 3 as const, background: '#ffffff' }
  await writeFile(join(house.folder, 'plan.png'), await sharp({ create: drawing }).png().toBuffer())
})
afterAll(() => house?.close())

it('gives a tour its room, plan, guided tour, look, facts and contacts, and shows them to visitors', async () => {
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await makeTour(page)
  await drawRoomBox(page)
  await placeOnPlan(page)
  await guide(page)
  await dress(page)
  const tour = await publish(page)
  checkManifest(tour)
  expect(faults).toEqual([])
  await context.close()
})

async function makeTour(page: Page): Promise<void> {
  const arman = { email: 'arman@example.kz', name: 'Арман', teamName: 'Arman Homes', language: 'en' } as const
  await signInAs(page.context(), await registerMember(house.origin, house.mailbox, arman))
  await page.goto(house.origin)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose photos' }).first().click()
  await (await chooser).setFiles(['hall', 'kitchen'].map((name) => join(house.folder, `${name}.jpg`)))
  const scenes = page.getByRole('region', { name: 'Scenes' })
  await scenes.getByRole('button', { name: /^kitchen/ }).waitFor()
  await expect.poll(() => readyPanoramas(page), { timeout: 120_000 }).toBe(2)
  await scenes.getByRole('button', { name: /^hall/ }).click()
}

/** Asks the API with the browser's own session. */
const readyPanoramas = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const team = location.pathname.split('/')[2]
    const panoramas: { state: string }[] = await (await fetch(`/api/teams/${team}/panoramas`)).json()
    return panoramas.filter((panorama) => panorama.state === 'ready').length
  })

const back = (page: Page) => page.getByRole('button', { name: 'Back', exact: true }).click()
const fieldValue = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true }).inputValue()
const shows = (page: Page, name: string, value: string) => expect.poll(() => fieldValue(page, name)).toBe(value)

async function drawRoomBox(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Room and position/ }).click()
  await page.getByRole('button', { name: 'Begin with a box' }).click()
  const wall = page.getByRole('slider', { name: 'Front wall' })
  await shows(page, 'Front wall', '2.4')
  // The lower edge of the wall is pulled up the picture: the wall goes farther away.
  await settledAt(wall)
  await dragBy(page, wall, 0, -30)
  await expect.poll(async () => Number(await fieldValue(page, 'Front wall'))).toBeGreaterThan(2.6)
  const farther = await fieldValue(page, 'Front wall')
  await shows(page, 'Back wall', '2.4')
  // One drag is one step of undo.
  await page.getByRole('button', { name: 'Undo' }).click()
  await shows(page, 'Front wall', '2.4')
  await page.getByRole('button', { name: 'Redo' }).click()
  await shows(page, 'Front wall', farther)
  // By keyboard a press is five centimetres.
  await page.getByRole('slider', { name: 'Right wall' }).focus()
  await page.keyboard.press('ArrowUp')
  await shows(page, 'Right wall', '2.45')
  await back(page)
}

/** The view may still be turning to the floor. */
async function settledAt(handle: Locator): Promise<void> {
  let before = ''
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await handle.boundingBox())
        const isStill = now === before
        before = now
        return isStill
      },
      { interval: 300, timeout: 20_000 },
    )
    .toBe(true)
}

async function dragBy(page: Page, handle: Locator, x: number, y: number): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('there is nothing to drag')
  const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move(fromX + x, fromY + y, { steps: 6 })
  await page.mouse.up()
}

async function placeOnPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tour', exact: true }).click()
  await page.getByRole('button', { name: /^Plan and levels/ }).click()
  await page.getByRole('button', { name: 'Add a level with a plan' }).click()
  await page.getByLabel('Level name').fill('Ground floor')
  await page.getByRole('button', { name: 'Choose a picture' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Upload a file' }).click()
  await (await chooser).setFiles(join(house.folder, 'plan.png'))
  await page.getByRole('button', { name: 'Put on the plan: hall' }).click()
  await page.getByLabel('Width of the picture').fill('16')
  await page.getByLabel('Width of the picture').press('Enter')
  const board = page.getByRole('group', { name: 'Plan: Ground floor' })
  const frame = await board.boundingBox()
  const chip = await page.getByRole('button', { name: 'Put on the plan: kitchen' }).boundingBox()
  if (!frame || !chip) throw new Error('there is no plan')
  await page.mouse.move(chip.x + 20, chip.y + 10)
  await page.mouse.down()
  await page.mouse.move(frame.x + frame.width * 0.7, frame.y + frame.height * 0.4, { steps: 8 })
  await page.mouse.move(frame.x + frame.width * 0.75, frame.y + frame.height * 0.5, { steps: 4 })
  await page.mouse.up()
  await board.getByRole('button', { name: /^\d+ kitchen/ }).waitFor()
  await back(page)
}

async function guide(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Guided tours/ }).click()
  await page.getByRole('button', { name: 'Make a guided tour' }).click()
  await page.getByLabel('Name', { exact: true }).fill('In one minute')
  await page.getByRole('button', { name: 'Add this view' }).click()
  await page.getByLabel('Caption').fill('This is the hall.')
  await page
    .getByRole('region', { name: 'Scenes' })
    .getByRole('button', { name: /^kitchen/ })
    .click()
  await page.getByRole('application', { name: /kitchen/ }).waitFor()
  await page.getByRole('button', { name: 'Add this view' }).click()
  await page.getByLabel('Duration').fill('5')
  await page.getByLabel('Duration').press('Enter')
  // Trying it out leads back into the hall, with the caption over the picture.
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const player = page.getByRole('region', { name: 'Guided tour preview' })
  await player.getByText('This is the hall.').waitFor()
  await page.getByRole('application', { name: /hall/ }).waitFor()
  await player.getByRole('button', { name: 'Stop' }).click()
  await back(page)
}

async function dress(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Look/ }).click()
  await page.getByLabel('Colour code').fill('#1F7A4D')
  await page.getByLabel('Colour code').blur()
  await page.getByRole('checkbox', { name: 'Report this tour' }).uncheck()
  await back(page)
  await page.getByRole('button', { name: /^Contact/ }).click()
  await page.getByLabel('Phone', { exact: true }).fill('+7 701 123 45 67')
  await back(page)
  await page.getByRole('button', { name: /^Property facts/ }).click()
  await page.getByLabel('Price').fill('45 500 000')
  await page.getByLabel('Rooms', { exact: true }).fill('3')
  await page.getByLabel('Rooms', { exact: true }).blur()
  await back(page)
  await page.getByText('Saved', { exact: true }).waitFor()
}

async function publish(page: Page): Promise<PublishedTour> {
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Publication' })
  await sheet.getByLabel('Address').fill('arman-house')
  await sheet.getByLabel('I confirm that I hold the rights').check()
  await sheet.getByRole('button', { name: 'Publish' }).click()
  await sheet.getByRole('link', { name: 'Open the tour' }).waitFor()
  await sheet.getByRole('img', { name: 'QR code of the tour' }).waitFor()
  await sheet.getByRole('checkbox', { name: /^Open at the view on screen/ }).check()
  await sheet
    .getByText(/\/t\/arman-house#scene=.+&yaw=/)
    .first()
    .waitFor()
  const answer = await fetch(`${house.origin}/api/public/tours/arman-house`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as PublishedTour
}

function checkManifest(tour: PublishedTour): void {
  const [hall, kitchen] = tour.scenes
  if (!hall || !kitchen || !('panorama' in hall)) throw new Error('the scenes are missing')
  expect(hall.roomBox?.frontMetres).toBeGreaterThan(2.6)
  expect(hall.roomBox).toMatchObject({ downMetres: 1.5, backMetres: 2.4, rightMetres: 2.45 })
  const [level] = tour.levels ?? []
  expect(level?.name).toEqual({ en: 'Ground floor' })
  expect([hall.levelId, kitchen.levelId]).toEqual([level?.id, level?.id])
  expect(level?.plan?.widthMetres).toBe(16)
  expect(Object.keys(tour.attachments ?? {})).toContain(level?.plan?.attachment)
  // A quarter of sixteen metres to the right of the middle is four metres to the east.
  const [east = 0, , south = 0] = kitchen.pose.positionMetres ?? []
  expect(hall.pose.positionMetres).toEqual([0, 1.5, 0])
  expect(east).toBeCloseTo(4, 0)
  expect(south).toBeCloseTo(0, 0)
  expect(tour.guided?.[0]).toMatchObject({
    name: { en: 'In one minute' },
    steps: [
      { sceneId: hall.id, caption: { en: 'This is the hall.' }, durationSeconds: 8 },
      { sceneId: kitchen.id, durationSeconds: 5 },
    ],
  })
  expect(tour.look).toEqual({ accentColour: '#1f7a4d', hidden: ['report'] })
  expect(tour.contact).toEqual({ phone: '+7 701 123 45 67', takesMessages: true })
  expect(tour.property).toEqual({ priceTiyn: 4_550_000_000, roomCount: 3 })
}
