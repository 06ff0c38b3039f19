// A tour in VR, in a real browser with an emulated headset: what both eyes see, what turning, looking and pointing do, and the way out.
// And the same in glasses that hold a phone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { glance, isInVr, pointHand, pressTrigger, turnHead, wearHeadset } from '#test/support/emulated-headset.ts'
import { framesOf } from '#test/support/frames.ts'
import { decodeImage, psnr, referenceView } from '#test/support/reference-cube.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import { type ServedTour, serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'

const eyePx = 480
const viewport = { width: 2 * eyePx, height: eyePx }
const patient = { timeout: 30_000, interval: 200 }
const headingOfB = 90

let browser: Browser
let served: ServedTour

beforeAll(async () => {
  served = await serveTour([
    {
      id: 'a',
      widthPx: 2048,
      hotspots: [
        { id: 'to b', kind: 'link', yawDegrees: 30, pitchDegrees: 5, targetSceneId: 'b' },
        {
          id: 'floor',
          kind: 'info',
          yawDegrees: 100,
          pitchDegrees: 0,
          title: { en: 'Oak floor' },
          body: { en: 'Laid in autumn. '.repeat(12) },
        },
      ],
    },
    {
      id: 'b',
      widthPx: 2048,
      headingDegrees: headingOfB,
      hotspots: [{ id: 'to a', kind: 'link', yawDegrees: 150, pitchDegrees: 0, targetSceneId: 'a' }],
    },
  ])
  browser = await launchWebGlBrowser()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

describe('in a headset', () => {
  it('offers VR only where the browser knows a headset', async () => {
    const plain = await open()
    await framesOf(plain, 20)
    expect(await plain.locator('[data-part=vr]').count()).toBe(0)
    const page = await open({ wears: true })
    await page.locator('[data-part=vr]').waitFor({ state: 'attached' })
  })

  it('fetches nothing for VR before it is asked for', async () => {
    const before = served.server.asked.length
    const page = await open({ wears: true })
    await page.locator('[data-part=vr]').waitFor({ state: 'attached' })
    const scripts = () => served.server.asked.slice(before).filter((path) => /headset|cardboard|visit/.test(path))
    expect(scripts()).toEqual([])
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await expect.poll(scripts, patient).not.toEqual([])
  })

  it('shows each eye the part of the panorama that lies before it, wherever the head turns', async () => {
    const page = await enterVr()
    for (const [yawDegrees, pitchDegrees] of [
      [-70, 0],
      [-120, 25],
      [178, -10],
    ] as const) {
      await turnHead(page, yawDegrees, pitchDegrees)
      await expectEyes(page, 'a', yawDegrees, pitchDegrees)
    }
  })

  it('goes through a link that one looks at long enough, and keeps the compass', async () => {
    const page = await enterVr()
    await turnHead(page, 30, 5)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
    await expectEyes(page, 'b', 30 - headingOfB, 5)
  })

  it('does not go where one only glances', async () => {
    const page = await enterVr()
    // Together longer than one has to look.
    await glance(page, { at: [30, 5], elsewhere: [-60, 0], times: 4, forMs: 350 })
    expect(await sceneOf(page)).toBe('a')
  })

  it('goes through a link at which a hand points when the trigger is pressed', async () => {
    const page = await enterVr()
    await turnHead(page, -60)
    await pointHand(page, 0, 0)
    await framesOf(page, 3)
    await pressTrigger(page)
    expect(await sceneOf(page)).toBe('a')
    await pointHand(page, 30, 5)
    await framesOf(page, 3)
    await pressTrigger(page)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
  })

  it('tells what an info says on a panel, until something beside it is chosen', async () => {
    const page = await enterVr()
    await turnHead(page, 100)
    await expect.poll(async () => isPanel(await eyesOf(page)), patient).toEqual([true, true])
    await pointHand(page, -100)
    await framesOf(page, 3)
    await pressTrigger(page)
    await expect.poll(async () => isPanel(await eyesOf(page)), patient).toEqual([false, false])
  })

  it('leaves by the menu at the feet, in the scene and the direction where one was', async () => {
    const page = await enterVr()
    await turnHead(page, 30, 5)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
    await turnHead(page, 70, 0)
    await framesOf(page, 5)
    await turnHead(page, 70, -55.4)
    await expect.poll(() => isInVr(page), patient).toBe(false)
    await page.waitForSelector('[data-settled=true]')
    expect(await sceneOf(page)).toBe('b')
    await expect.poll(() => placeOf(page), patient).toMatchObject({ scene: 'b', yaw: '-20', pitch: '0' })
    expect(await page.locator('.pv-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(viewport.width)
    // One may come again.
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await expect.poll(() => isInVr(page), patient).toBe(true)
  })

  it('goes back to where the tour begins, with its first view before the eyes', async () => {
    const page = await enterVr()
    await turnHead(page, 30, 5)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
    await turnHead(page, -50, 0)
    await framesOf(page, 5)
    await turnHead(page, -50, -48.6)
    await expect.poll(() => sceneOf(page), patient).toBe('a')
    await turnHead(page, -120, 0)
    await expectEyes(page, 'a', -70, 0)
  })

  it('closes into a dark grey and opens again between two scenes, never into black', async () => {
    const page = await enterVr()
    await turnHead(page, 30, 5)
    const brightness = await page.evaluate(async () => {
      const canvas = document.querySelector('canvas')
      const gl = canvas?.getContext('webgl2')
      if (!canvas || !gl) throw new Error('no canvas')
      const pixel = new Uint8Array(4)
      const found: number[] = []
      // Until it has been dark and is no longer.
      for (let isOver = false; !isOver; ) {
        await new Promise((next) => window.headset.activeSession?.requestAnimationFrame(next))
        gl.readPixels(canvas.width / 8, canvas.height / 8, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
        found.push(pixel[0] ?? 0)
        isOver = Math.min(...found) < 30 && (pixel[0] ?? 0) > 80
      }
      return found
    })
    expect(await sceneOf(page)).toBe('b')
    const darkest = Math.min(...brightness)
    expect(darkest).toBeGreaterThanOrEqual(15)
    expect(darkest).toBeLessThanOrEqual(17)
    // On the way there are steps of grey: nothing is switched off.
    expect(brightness.some((value) => value > 30 && value < 110)).toBe(true)
  })
})

describe('in glasses that hold a phone', () => {
  const landscape = { width: 844, height: 390 }

  it('shows both eyes what lies before the phone, and goes where one looks', async () => {
    const page = await openPhone(landscape)
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await page.locator('.pv-cardboard').waitFor()
    await turnPhone(page, -70)
    for (const side of ['left', 'right'] as const) {
      await expect.poll(() => phoneEyePsnr(page, side, -70), patient).toBeGreaterThan(35)
    }
    await turnPhone(page, 30, 5)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
  })

  it('takes a tap for a choice and has a way out', async () => {
    const page = await openPhone(landscape)
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await page.locator('.pv-cardboard').waitFor()
    await framesOf(page, 10)
    await turnPhone(page, 30, 5)
    await framesOf(page, 6)
    await page.locator('.pv-cardboard').click({ position: { x: 200, y: 200 } })
    // No longer looked at: it was the tap.
    await turnPhone(page, -60)
    await expect.poll(() => sceneOf(page), patient).toBe('b')
    await turnPhone(page, 30)
    await framesOf(page, 6)
    await page.getByRole('button', { name: 'Leave VR' }).click()
    await page.locator('.pv-cardboard').waitFor({ state: 'detached' })
    await page.waitForSelector('[data-settled=true]')
    await expect.poll(() => placeOf(page), patient).toMatchObject({ scene: 'b', yaw: '-60', pitch: '0' })
    expect(await page.locator('.pv-bar').isVisible()).toBe(true)
  })

  it('says so when the person does not allow the motion', async () => {
    const page = await openPhone(landscape, () => {
      Object.assign(DeviceOrientationEvent, { requestPermission: async () => 'denied' })
    })
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await page.getByText('VR is not allowed here').waitFor()
    expect(await page.locator('.pv-cardboard').count()).toBe(0)
  })

  it('says so in a frame that may not feel the motion', async () => {
    const phone = { viewport: landscape, screen: landscape, isMobile: true, hasTouch: true }
    const page = await (await browser.newContext({ ...phone, bypassCSP: true })).newPage()
    page.setDefaultTimeout(60_000)
    const body = `<iframe src="${served.server.url}" style="width:800px;height:360px"></iframe>`
    served.server.files.set('/host', { body, type: 'text/html' })
    await page.goto(`${served.server.url.replace('127.0.0.1', 'localhost')}/host`)
    const frame = page.frameLocator('iframe')
    await frame.locator('[data-part=vr]').dispatchEvent('click')
    await frame.getByText('VR is not allowed here').waitFor()
  })

  it('asks to turn an upright phone', async () => {
    const page = await openPhone({ width: 390, height: 844 })
    await page.locator('[data-part=vr]').dispatchEvent('click')
    await page.getByText('Turn the phone sideways').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.pv-cardboard').waitFor({ state: 'detached' })
  })
})

async function open({ wears = false } = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage()
  page.setDefaultTimeout(60_000)
  if (wears) await wearHeadset(page)
  await page.goto(served.server.url)
  await page.waitForSelector('[data-settled=true]')
  return page
}

async function enterVr(): Promise<Page> {
  const page = await open({ wears: true })
  await page.locator('[data-part=vr]').dispatchEvent('click')
  await expect.poll(() => isInVr(page), patient).toBe(true)
  await framesOf(page, 5)
  return page
}

const sceneOf = (page: Page) => page.locator('#viewer').getAttribute('data-scene')

const placeOf = async (page: Page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)))

async function expectEyes(page: Page, scene: string, yawDegrees: number, pitchDegrees: number): Promise<void> {
  const photo = served.photos.get(scene)
  if (!photo) throw new Error('no such scene')
  const view = { yawDegrees, pitchDegrees, fovDegrees: 90 }
  const expected = referenceView(photo, { view, widthPx: eyePx, heightPx: eyePx })
  const both = async () => (await eyesOf(page)).map((eye) => psnr(eye, expected))
  await expect.poll(async () => Math.min(...(await both())), patient).toBeGreaterThan(38)
  console.log(
    `${scene} ${yawDegrees}, ${pitchDegrees}: ${(await both()).map((found) => found.toFixed(1)).join(' and ')} dB`,
  )
}

async function eyesOf(page: Page): Promise<Pixels[]> {
  const whole = await decodeImage(await page.screenshot())
  return [0, eyePx].map((left) => cropped(whole, left, 0, eyePx, eyePx))
}

/** Whether a panel lies across each eye's middle line: wide stretches of its even ground. */
const isPanel = (eyes: Pixels[]) =>
  eyes.map(({ data, widthPx }) => {
    const row = eyePx / 2
    let even = 0
    for (let column = 0; column < widthPx; column++) {
      const at = (row * widthPx + column) * 3
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
      if (Math.abs(red - 21) < 14 && Math.abs(green - 26) < 14 && Math.abs(blue - 31) < 14) even++
    }
    return even > widthPx / 5
  })

function cropped(whole: Pixels, left: number, top: number, widthPx: number, heightPx: number): Pixels {
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let row = 0; row < heightPx; row++) {
    const from = ((top + row) * whole.widthPx + left) * 3
    data.set(whole.data.subarray(from, from + widthPx * 3), row * widthPx * 3)
  }
  return { data, widthPx, heightPx }
}

/** A page on a phone whose motion sensor speaks 30 times a second, as `turnPhone` says. */
async function openPhone(size: { width: number; height: number }, before?: () => void): Promise<Page> {
  const context = await browser.newContext({ viewport: size, screen: size, isMobile: true, hasTouch: true })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (before) await page.addInitScript(before)
  await page.addInitScript(() => {
    const angles = { alpha: 90, beta: 0, gamma: -90 }
    Object.assign(window, { angles })
    setInterval(() => window.dispatchEvent(new DeviceOrientationEvent('deviceorientation', angles)), 33)
  })
  await page.goto(served.server.url)
  await page.waitForSelector('[data-settled=true]')
  await page.locator('[data-part=vr]').waitFor({ state: 'attached' })
  return page
}

/** A phone that is held across, its top to the left: alpha turns it to the left, gamma below −90° looks up. */
async function turnPhone(page: Page, yawDegrees: number, pitchDegrees = 0): Promise<void> {
  await page.evaluate(
    ({ alpha, gamma }) => Object.assign('angles' in window ? Object(window.angles) : {}, { alpha, gamma }),
    { alpha: 90 - yawDegrees, gamma: -90 - pitchDegrees },
  )
}

async function phoneEyePsnr(page: Page, side: 'left' | 'right', yawDegrees: number): Promise<number> {
  const photo = served.photos.get('a')
  if (!photo) throw new Error('no photo')
  const sidePx = 300
  const shift = 13
  const whole = await decodeImage(await page.screenshot())
  const middle = whole.widthPx / 4 + (side === 'left' ? shift : whole.widthPx / 2 - shift)
  const found = cropped(whole, middle - sidePx / 2, (whole.heightPx - sidePx) / 2, sidePx, sidePx)
  const focal = whole.heightPx / 2 / Math.tan((43 * Math.PI) / 180)
  const fovDegrees = (2 * Math.atan(sidePx / 2 / focal) * 180) / Math.PI
  const view = { yawDegrees, pitchDegrees: 0, fovDegrees }
  return psnr(found, referenceView(photo, { view, widthPx: sidePx, heightPx: sidePx }))
}
