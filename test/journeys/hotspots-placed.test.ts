// Where hotspots are drawn, in which order they are met, and what becomes of them when there is little room.
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { flatCorners, regionCorners, serveEveryKind } from '#test/support/every-kind.ts'
import {
  drag,
  focused,
  nearest,
  type Opening,
  openTour,
  pictureSize,
  pointsOf,
  sidesOf,
} from '#test/support/hotspot-hands.ts'
import type { ServedTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { type Camera, project } from '#tour/projection.ts'

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const patient = { timeout: 20_000 }

let browser: Browser
let served: ServedTour

beforeAll(async () => {
  browser = await launchWebGlBrowser()
  served = await serveEveryKind(browser)
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

const open = (hash?: string, options?: Opening) => openTour(browser, served, hash, options)

it('puts dots, areas and lines where the mathematics of the camera says', async () => {
  for (const view of [
    { yawDegrees: 5, pitchDegrees: -4, fovDegrees: 75 },
    { yawDegrees: -20, pitchDegrees: 12, fovDegrees: 110 },
  ]) {
    const page = await open(`#scene=walls&yaw=${view.yawDegrees}&pitch=${view.pitchDegrees}&fov=${view.fovDegrees}`)
    const camera: Camera = { view, widthPx: pictureSize.width, heightPx: pictureSize.height }
    for (const [id, corners] of [['door', regionCorners] as const, ['picture', flatCorners] as const]) {
      const points = await pointsOf(page, id)
      for (const corner of corners) expect(nearest(project(camera, corner), points)).toBeLessThan(0.5)
    }
    const ends = await pointsOf(page, 'length')
    for (const end of [
      { yawDegrees: -20, pitchDegrees: -22 },
      { yawDegrees: 30, pitchDegrees: -22 },
    ]) {
      const point = project(camera, end)
      if (point && point.x > 0 && point.y < pictureSize.height) expect(nearest(point, ends)).toBeLessThan(0.5)
    }
    const hall = await open(`#scene=hall&yaw=${view.yawDegrees}&pitch=${view.pitchDegrees}&fov=${view.fovDegrees}`)
    const dot = await hall.locator('[data-hotspot=upstairs]').boundingBox()
    const middle = { x: (dot?.x ?? 0) + (dot?.width ?? 0) / 2, y: (dot?.y ?? 0) + (dot?.height ?? 0) / 2 }
    expect(nearest(project(camera, { yawDegrees: 12, pitchDegrees: -6 }), [middle])).toBeLessThan(0.5)
  }
})

it('lets the picture be turned and zoomed from within an area', async () => {
  const page = await open('#scene=walls')
  const door = await page.locator('[data-hotspot=door]').boundingBox()
  const [x, y] = [(door?.x ?? 0) + 100, (door?.y ?? 0) + 150]
  await drag(page, [x, y], [x + 80, y])
  await expect.poll(() => page.evaluate(() => location.hash), patient).toContain('yaw=-')
  expect(await page.locator('.pv-card').isVisible()).toBe(false)
  await page.mouse.wheel(0, -300)
  await expect.poll(() => page.evaluate(() => location.hash), patient).not.toContain('fov=90')
})

it('turns the picture when a drag begins on a dot, and opens nothing', async () => {
  const page = await open()
  await page.locator('[data-hotspot=info]').hover()
  const box = await page.locator('[data-hotspot=info]').boundingBox()
  await drag(page, [(box?.x ?? 0) + 24, (box?.y ?? 0) + 24], [(box?.x ?? 0) + 200, (box?.y ?? 0) + 24])
  await expect.poll(() => page.evaluate(() => location.hash), patient).toContain('yaw=-')
  expect(await page.locator('.pv-card').isVisible()).toBe(false)
})

it('turns to an area out of sight when it gets the focus, and goes through it with Enter', async () => {
  const page = await open('#scene=walls')
  await page.locator('[data-hotspot="to hall"]').focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('to hall')
  await expect.poll(() => page.evaluate(() => location.hash), patient).toContain('yaw=120')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-scene=hall][data-settled=true]')
})

it('puts dots that overlap into one number, which comes closer until they stand apart', async () => {
  const page = await open('#scene=walls&yaw=-8&pitch=-14&fov=90')
  const number = page.locator('.pv-crowd:visible')
  expect(await number.innerText()).toBe('3')
  await number.click()
  await page.waitForSelector('.pv-crowd', { state: 'hidden' })
  await page.click('[data-hotspot="near 1.5"]')
  expect(await page.locator('.pv-card h2').innerText()).toBe('Near 1.5')
})

it('lists by name what stands in one and the same place', async () => {
  const page = await open('#scene=studio&yaw=18&pitch=10&fov=40')
  await page.locator('.pv-crowd:visible').click()
  await page.getByRole('button', { name: 'Information: Sink' }).last().click()
  expect(await page.locator('.pv-card p').innerText()).toBe('Of the sink.')
  expect(await complaintsOf(page)).toEqual([])
})

it('goes through the hotspots by the tab key from the left edge of the picture round to the right', async () => {
  const page = await open('#scene=hall&yaw=140&pitch=0&fov=60')
  await page.locator('canvas').focus()
  const order: (string | null)[] = []
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('Tab')
    order.push(await focused(page))
  }
  expect(order).toEqual(['to walls', 'gallery', 'info', 'property', 'upstairs', 'web'])
})

it('shows where a link leads while it is held, and goes there at a tap', async () => {
  const page = await open('', phone)
  const link = page.locator('[data-hotspot=upstairs]')
  const box = await link.boundingBox()
  const touch = [{ x: (box?.x ?? 0) + 24, y: (box?.y ?? 0) + 24 }]
  const session = await page.context().newCDPSession(page)
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: touch })
  await page.waitForSelector('[data-hotspot=upstairs][data-held] .pv-preview img')
  expect(await page.locator('.pv-preview').innerText()).toBe('Room studio')
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  expect(await page.locator('[data-scene=hall]').count()).toBe(1)
  await link.tap()
  await page.waitForSelector('[data-scene=studio][data-settled=true]')
})

it('is large enough for a finger everywhere', async () => {
  const page = await open('#scene=hall', phone)
  for (const box of await page.locator('.pv-spot:not([data-away]), .pv-crowd:visible').evaluateAll(sidesOf)) {
    expect(Math.min(...box)).toBeGreaterThanOrEqual(44)
  }
})
