// Rooms in their places, under a visitor's hands in a real browser: the dollhouse, the walk that a link takes, and the measure.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eastRoom, openRoomsFrom, panoramaFrom, placeIn, westRoom } from '#test/support/box-rooms.ts'
import { framesOf } from '#test/support/frames.ts'
import { decodeImage, psnr } from '#test/support/reference-cube.ts'
import { viewerPage, viewerWords } from '#test/support/viewer-server.ts'
import { type ServedTour, serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { anglesOf } from '#tour/angles.ts'
import { type Place3d, toScene } from '#tour/places.ts'
import { project } from '#tour/projection.ts'
import type { Point3 } from '#tour/space.ts'
import { cornersOfRooms, firstOrbit, standpointOf } from '#viewer/dollhouse/orbit.ts'

const size = { width: 960, height: 540 }
const patient = { timeout: 20_000 }
const places = {
  west: placeIn(westRoom, [-2.4, 1.5, 0.35], 40),
  east: placeIn(eastRoom, [2.2, 1.5, -0.4], 250),
  corner: placeIn(westRoom, [-4.1, 1.5, -0.9], 120),
}
const toEast = { id: 'to east', kind: 'link', yawDegrees: 58, pitchDegrees: -15, targetSceneId: 'east' } as const

let browser: Browser
let served: ServedTour

beforeAll(async () => {
  const rooms = (['west', 'east', 'corner'] as const).map((id) => ({
    id,
    widthPx: 2048,
    photo: panoramaFrom(places[id], 2048),
    hotspots: id === 'west' ? [toEast] : [],
    more: { pose: poseOf(places[id]), roomBox: places[id].box },
  }))
  served = await serveTour([...rooms, { id: 'attic' }])
  const single = { ...served.tour, scenes: served.tour.scenes.filter(({ id }) => id === 'west' || id === 'attic') }
  const page = viewerPage(single, await viewerWords('en'))
  served.server.files.set('/single', { body: page, type: 'text/html; charset=utf-8' })
  browser = await launchWebGlBrowser()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

const poseOf = ({ positionMetres: [x, y, z], headingDegrees }: Place3d) => ({
  positionMetres: [x, y, z] as [number, number, number],
  headingDegrees,
})

describe('the dollhouse', () => {
  it('shows the open rooms as they are, loaded only when it is opened', async () => {
    const page = await open('#scene=west&yaw=55&pitch=-5&fov=85')
    served.server.asked.length = 0
    await openDollhouse(page)
    expect(served.server.asked.some((path) => path.endsWith('.js'))).toBe(true)
    await expect.poll(() => names(page)).toEqual(['Room west', 'Room east', 'Room corner'])
    const orbit = firstOrbit(cornersOfRooms([places.west, places.east, places.corner]), size.width / size.height, 95)
    const { positionMetres, view } = standpointOf(orbit)
    const camera = { view, widthPx: size.width, heightPx: size.height }
    await page.addStyleTag({ content: '.pv-stage > :not(canvas) { visibility: hidden !important }' })
    const truth = openRoomsFrom(positionMetres, camera, [16, 20, 24])
    let found = 0
    const look = async () => {
      found = psnr(await decodeImage(await page.screenshot()), truth)
      return found
    }
    // Frames go on until every tile is there.
    await expect.poll(look, patient).toBeGreaterThan(20)
    console.log(`the model from outside: ${found.toFixed(1)} dB`)
  })

  it('is left by Escape as it was entered', async () => {
    const page = await open('#scene=west&yaw=55&pitch=-5&fov=85')
    const before = await decodeImage(await page.screenshot())
    await openDollhouse(page)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.pv-doll', { state: 'detached' })
    expect(await page.getAttribute('#viewer', 'data-scene')).toBe('west')
    await page.locator('canvas').blur()
    await expect.poll(async () => psnr(await decodeImage(await page.screenshot()), before), patient).toBeGreaterThan(30)
  })

  it('turns under keys and a drag, and leads into the room whose name is pressed', async () => {
    const page = await open('#scene=west&yaw=55&pitch=-5&fov=85')
    await openDollhouse(page)
    const name = page.getByRole('button', { name: 'Room east' })
    const place = () => name.evaluate((button: HTMLElement) => button.style.transform)
    let before = await place()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(place).not.toBe(before)
    before = await place()
    await page.mouse.move(150, 300)
    await page.mouse.down()
    await page.mouse.move(260, 330, { steps: 4 })
    await page.mouse.up()
    await expect.poll(place).not.toBe(before)
    await name.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-settled=true][data-scene=east]', { timeout: 20_000 })
    await page.waitForSelector('.pv-doll', { state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS')
    await page.goBack()
    await page.waitForSelector('[data-settled=true][data-scene=west]', { timeout: 20_000 })
  })

  it('is entered by a tap on a room of the model', async () => {
    const page = await open('#scene=west&yaw=55&pitch=-5&fov=85')
    await openDollhouse(page)
    const label = page.getByRole('button', { name: 'Room east' })
    await atItsPlace(label)
    const name = await label.boundingBox()
    if (!name) throw new Error('the room has no name')
    await page.mouse.click(name.x + name.width / 2, name.y + name.height + 12)
    await page.waitForSelector('[data-settled=true][data-scene=east]', { timeout: 20_000 })
  })

  it('is not offered for a single room', async () => {
    const page = await open('#scene=west', '/single')
    expect(await page.locator('[data-part=dollhouse]').count()).toBe(0)
    expect(await page.locator('[data-part=measure]').count()).toBe(1)
  })
})

describe('a link between rooms', () => {
  it('is walked and keeps the world heading', async () => {
    const page = await open('#scene=west&yaw=55&pitch=-5&fov=85')
    served.server.asked.length = 0
    await page.click('[data-hotspot="to east"]')
    await page.waitForSelector('[data-settled=true][data-scene=east]', { timeout: 20_000 })
    expect(served.server.asked.some((path) => path.includes('/walk-'))).toBe(true)
    // The address follows when the view rests.
    await expect.poll(() => page.url(), patient).toContain('yaw=')
    const { yaw } = Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)))
    // The world heading stays.
    expect(Number(yaw) + places.east.headingDegrees).toBeCloseTo(55 + places.west.headingDegrees, 0)
  })
})

describe('the measure', () => {
  const floorCorner: Point3 = [westRoom.east, 0, westRoom.north]
  const otherCorner: Point3 = [westRoom.east, 0, westRoom.south]
  const view = { yawDegrees: 50, pitchDegrees: -8, fovDegrees: 100 }

  it('says the length between two clicked points', async () => {
    const page = await open('#scene=west&yaw=50&pitch=-8&fov=100')
    await startMeasure(page)
    for (const corner of [floorCorner, otherCorner]) {
      const at = project({ view, widthPx: size.width, heightPx: size.height }, anglesOf(toScene(places.west, corner)))
      if (!at) throw new Error('the corner is out of sight')
      await page.mouse.click(at.x, at.y)
    }
    await expect.poll(() => page.locator('.pv-measure-label').allTextContents()).toEqual(['≈\u202f4.2\u202fm'])
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await page.locator('.pv-measure-label').count()).toBe(0)
  })

  it('works by keys alone under the cross, and speaks', async () => {
    const page = await open('#scene=west&yaw=50&pitch=-8&fov=100')
    await startMeasure(page)
    await page.keyboard.press('Enter')
    await page.locator('canvas').focus()
    await page.keyboard.press('ArrowRight')
    // The address follows when the view has come to rest elsewhere.
    await expect.poll(() => page.evaluate(() => location.hash), patient).not.toContain('yaw=50&')
    await page.keyboard.press('Enter')
    const said = () => page.locator('[aria-live]').first().textContent()
    await expect.poll(said).toMatch(/^About \d+\.\d+\u202fm, give or take 0\.\d+\u202fm\.$/)
    await page.keyboard.press('Escape')
    await page.waitForSelector('.pv-measure', { state: 'detached' })
  })

  it('keeps the lengths of a scene until they are cleared, and is not offered without a box', async () => {
    const page = await open('#scene=west&yaw=50&pitch=-8&fov=100')
    await startMeasure(page)
    await page.mouse.click(300, 300)
    await page.mouse.click(600, 320)
    await page.getByRole('button', { name: 'Done' }).click()
    await startMeasure(page)
    expect(await page.locator('.pv-measure-label').count()).toBe(1)
    await page.goto(`${served.server.url}/#scene=attic`)
    await page.reload()
    await page.waitForSelector('[data-settled=true][data-scene=attic]')
    expect(await page.locator('[data-part=measure]').isHidden()).toBe(true)
  })
})

async function open(hash: string, path = '/', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: size, bypassCSP: true, ...options })
  const page = await context.newPage()
  await page.goto(`${served.server.url}${path}${hash}`)
  await page.waitForSelector('[data-settled=true]', { timeout: 20_000 })
  return page
}

async function press(page: Page, part: string): Promise<void> {
  const button = page.locator(`[data-part=${part}]`)
  if (!(await button.isVisible())) await page.locator('[aria-controls=pv-menu]').click()
  await button.click()
}

async function openDollhouse(page: Page): Promise<void> {
  await press(page, 'dollhouse')
  await page.waitForSelector('.pv-doll:not([data-flying])', { timeout: 20_000 })
}

/** The camera has come to rest: three frames later it is where it was. */
async function atItsPlace(label: Locator): Promise<void> {
  let before: string | undefined
  const moved = async () => {
    const was = before
    before = await label.evaluate((button: HTMLElement) => button.style.transform)
    await framesOf(label.page(), 3)
    return was !== before
  }
  await expect.poll(moved, patient).toBe(false)
}

const startMeasure = async (page: Page) => {
  await press(page, 'measure')
  await page.waitForSelector('.pv-measure')
}

const names = (page: Page) => page.locator('.pv-doll-room').allTextContents()
