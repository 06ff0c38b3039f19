// Every kind of hand on a panorama, in a real browser: what it does to the view, and that nothing jumps or goes on by itself.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openEngine, type ServedPanoramas, servePanoramas } from '#test/support/engine-page.ts'
import { framesOf } from '#test/support/frames.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import type { View } from '#tour/view.ts'

const viewport = { width: 640, height: 400 }
const patient = { timeout: 20_000 }

let browser: Browser
let served: ServedPanoramas

beforeAll(async () => {
  served = await servePanoramas([{ widthPx: 1024 }])
  browser = await launchWebGlBrowser()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

it('glides on from a flick without a jump, and comes to rest', async () => {
  const page = await open()
  await flick(page, 400, 250)
  const released = await viewOf(page)
  const steps = await page.evaluate(
    () =>
      new Promise<number[]>((done) => {
        const yaws = [window.panorama.view.yawDegrees]
        let still = 0
        const watch = () => {
          const { yawDegrees } = window.panorama.view
          still = yawDegrees === yaws.at(-1) ? still + 1 : 0
          yaws.push(yawDegrees)
          if (still > 30) done(yaws.slice(1).map((yaw, index) => yaw - (yaws[index] ?? yaw)))
          else requestAnimationFrame(watch)
        }
        watch()
      }),
  )
  expect((await viewOf(page)).yawDegrees).toBeGreaterThan(released.yawDegrees + 2)
  // Never back, and never farther in a frame than the hand went.
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...steps)).toBeLessThan(40)
})

it('stays where a hand came to rest before letting go', async () => {
  const page = await open()
  await drag(page, 400, 300, 300)
  const { yawDegrees } = await viewOf(page)
  await framesOf(page, 25)
  expect((await viewOf(page)).yawDegrees).toBe(yawDegrees)
})

it('turns while a key is held and stops when it is let go', async () => {
  const page = await open()
  await page.locator('canvas').focus()
  await page.keyboard.down('ArrowRight')
  await expect.poll(async () => (await viewOf(page)).yawDegrees, patient).toBeGreaterThan(40)
  await page.keyboard.up('ArrowRight')
  await atRest(page)
  const { yawDegrees } = await viewOf(page)
  await framesOf(page, 20)
  expect((await viewOf(page)).yawDegrees).toBe(yawDegrees)
})

it('turns by a good step and zooms at a short press, and goes home', async () => {
  const page = await open()
  await page.locator('canvas').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('+')
  await atRest(page)
  const { pitchDegrees, fovDegrees } = await viewOf(page)
  expect(pitchDegrees).toBeGreaterThan(4)
  expect(pitchDegrees).toBeLessThan(25)
  expect(fovDegrees).toBeLessThan(85)
  await page.keyboard.press('Home')
  await expect.poll(() => viewOf(page), patient).toEqual({ yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 })
})

it('zooms with the wheel around the mouse, smoothly, and turns with a sideways one', async () => {
  const page = await open()
  const before = await page.evaluate(() => window.panorama.unproject(500, 120))
  await page.mouse.move(500, 120)
  await page.mouse.wheel(0, -200)
  await atRest(page)
  const { fovDegrees, yawDegrees } = await viewOf(page)
  expect(fovDegrees).toBeLessThan(78)
  const after = await page.evaluate(() => window.panorama.unproject(500, 120))
  expect(Math.abs(after.yawDegrees - before.yawDegrees)).toBeLessThan(2)
  await page.mouse.wheel(120, 10)
  await expect.poll(async () => (await viewOf(page)).yawDegrees, patient).toBeGreaterThan(yawDegrees + 5)
})

it('follows a gamepad while one is there', async () => {
  const page = await open()
  await page.evaluate(() => {
    const buttons = Array.from({ length: 16 }, () => ({ pressed: false, touched: false, value: 0 }))
    const pad = { connected: true, axes: [0, 0, 1, 0], buttons }
    const pads: unknown[] = [pad]
    Object.defineProperty(navigator, 'getGamepads', { value: () => pads })
    window.dispatchEvent(new Event('gamepadconnected'))
  })
  await expect.poll(async () => (await viewOf(page)).yawDegrees, patient).toBeGreaterThan(10)
  await page.evaluate(() => navigator.getGamepads().pop())
  await framesOf(page, 10)
  const { yawDegrees } = await viewOf(page)
  await framesOf(page, 15)
  expect((await viewOf(page)).yawDegrees).toBe(yawDegrees)
})

it('follows the turning of the device; a drag adds to it', async () => {
  const page = await open()
  let answer = ''
  void page
    .evaluate(() => window.engine.attachOrientation(window.panorama))
    .then((given) => {
      answer = given
    })
  // A sensor tells again and again.
  while (!answer) await hold(page, 0, 90)
  expect(answer).toBe('on')
  await hold(page, 330, 90)
  expect((await viewOf(page)).yawDegrees).toBeCloseTo(30, 3)
  await page.evaluate(() => {
    window.panorama.view = { ...window.panorama.view, yawDegrees: 50 }
  })
  await hold(page, 320, 100)
  expect((await viewOf(page)).yawDegrees).toBeCloseTo(60, 3)
  expect((await viewOf(page)).pitchDegrees).toBeCloseTo(10, 0)
  await page.evaluate(() => window.engine.endOrientation(window.panorama))
  await hold(page, 200, 90)
  expect((await viewOf(page)).yawDegrees).toBeCloseTo(60, 3)
})

it('says when the device has no sensor or the person does not allow it', async () => {
  const page = await open()
  expect(await page.evaluate(() => window.engine.attachOrientation(window.panorama))).toBe('missing')
  await page.evaluate(() => Object.assign(DeviceOrientationEvent, { requestPermission: async () => 'denied' }))
  expect(await page.evaluate(() => window.engine.attachOrientation(window.panorama))).toBe('denied')
})

it('turns slowly by itself until the first touch, also across a scene change', async () => {
  const page = await open()
  await page.evaluate(() => window.engine.autoRotate(window.panorama, 20))
  await expect.poll(async () => (await viewOf(page)).yawDegrees, patient).toBeGreaterThan(5)
  await page.evaluate(() => {
    const { source } = window.panorama
    if (source) window.panorama.show({ ...source, id: 'another' })
  })
  await expect.poll(async () => (await viewOf(page)).yawDegrees, patient).toBeGreaterThan(3)
  await page.mouse.click(300, 200)
  const { yawDegrees } = await viewOf(page)
  await framesOf(page, 20)
  expect((await viewOf(page)).yawDegrees).toBe(yawDegrees)
})

it('opens as a little planet and descends into the view; a touch ends it at once', async () => {
  const page = await open()
  const start = { yawDegrees: 20, pitchDegrees: -5, fovDegrees: 80 }
  await page.evaluate((view) => {
    const { source } = window.panorama
    if (source) window.panorama.show(source, view)
    window.panorama.startFrom({ planet: true })
  }, start)
  expect(await page.evaluate(() => [window.panorama.planet, window.panorama.view.pitchDegrees])).toEqual([1, -90])
  await expect.poll(() => page.evaluate(() => window.panorama.planet), patient).toBe(0)
  expect(await viewOf(page)).toEqual(start)
  await page.evaluate(() => window.panorama.startFrom({ planet: true }))
  await page.mouse.click(300, 200)
  expect(await page.evaluate(() => window.panorama.planet)).toBe(0)
  expect(await viewOf(page)).toEqual(start)
})

it('does nothing by itself where motion is not wanted', async () => {
  const page = await openEngine(browser, served, { viewport, engine: { reducedMotion: true } })
  await page.evaluate(() => {
    window.engine.attachInput(window.panorama)
    window.panorama.canvas.tabIndex = 0
    window.engine.autoRotate(window.panorama, 20)
    window.panorama.startFrom({ planet: true })
  })
  expect(await page.evaluate(() => window.panorama.planet)).toBe(0)
  await drag(page, 400, 350)
  await page.locator('canvas').focus()
  await page.keyboard.press('ArrowUp')
  const view = await viewOf(page)
  expect(view.pitchDegrees).toBeGreaterThan(5)
  await framesOf(page, 15)
  expect(await viewOf(page)).toEqual(view)
})

async function open(): Promise<Page> {
  const page = await openEngine(browser, served, { viewport })
  await page.evaluate(() => {
    window.panorama.canvas.tabIndex = 0
    window.engine.attachInput(window.panorama)
  })
  return page
}

const viewOf = (page: Page): Promise<View> => page.evaluate(() => window.panorama.view)

async function drag(page: Page, from: number, to: number, restMs = 0): Promise<void> {
  await page.mouse.move(from, 200)
  await page.mouse.down()
  for (let step = 1; step <= 6; step++) await page.mouse.move(from + ((to - from) * step) / 6, 200)
  if (restMs > 0) await page.waitForTimeout(restMs)
  await page.mouse.up()
}

/** Moved and let go in the page itself, so that no delay of the test looks like a hand at rest. */
async function flick(page: Page, from: number, to: number): Promise<void> {
  await page.mouse.move(from, 200)
  await page.mouse.down()
  await page.evaluate(
    async ([from, to]) => {
      const { canvas } = window.panorama
      const send = (type: string, clientX: number) =>
        canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, clientY: 200, bubbles: true }))
      for (let step = 1; step <= 6; step++) {
        await new Promise((next) => setTimeout(next, 12))
        send('pointermove', from + ((to - from) * step) / 6)
      }
      send('pointerup', to)
    },
    [from, to] as const,
  )
  await page.mouse.up()
}

/** Resolves when some frames have gone by without a movement. */
const atRest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        let before = ''
        let still = 0
        const watch = () => {
          const now = JSON.stringify(window.panorama.view)
          still = now === before ? still + 1 : 0
          before = now
          if (still > 8) done()
          else requestAnimationFrame(watch)
        }
        watch()
      }),
  )

async function hold(page: Page, alpha: number, beta: number): Promise<void> {
  await page.evaluate(
    ([alpha, beta]) => window.dispatchEvent(new DeviceOrientationEvent('deviceorientation', { alpha, beta, gamma: 0 })),
    [alpha, beta] as const,
  )
  await page.waitForTimeout(50)
}
