// Pixel proof: what the viewer draws in a real browser against a projection computed straight from the source photo.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImage, psnr, referenceView } from '#test/support/reference-cube.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import { type ServedTour, serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { project } from '#tour/projection.ts'
import type { View } from '#tour/view.ts'

const megabyte = 1024 * 1024
const places = [
  { yawDegrees: -31.4, pitchDegrees: 12.3 },
  { yawDegrees: 0, pitchDegrees: 0 },
  { yawDegrees: 42.8, pitchDegrees: -25.1 },
]

let browser: Browser
let served: ServedTour
let photo: Pixels

beforeAll(async () => {
  served = await serveTour([
    {
      id: 'hall',
      widthPx: 4096,
      hotspots: places.map((place, index) => ({ ...place, id: `spot ${index}`, kind: 'info', title: {}, body: {} })),
    },
    { id: 'kitchen', widthPx: 4096 },
    { id: 'bath' },
  ])
  const found = served.photos.get('hall')
  if (!found) throw new Error('the hall has no photo')
  photo = found
  browser = await launchWebGlBrowser()
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

describe.each([
  { screen: 'a desk, 1280×720', width: 1280, height: 720, ratio: 1, decibels: 46 },
  { screen: 'a dense screen, 640×360 at 2×', width: 640, height: 360, ratio: 2, decibels: 46 },
  { screen: 'a phone, 390×700', width: 390, height: 700, ratio: 1, decibels: 42 },
])('on $screen', ({ width, height, ratio, decibels }) => {
  let page: Page
  beforeAll(async () => {
    page = await openHall({ viewport: { width, height }, deviceScaleFactor: ratio })
  })
  afterAll(() => page?.context().close())

  it.each([
    { where: 'ahead', yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
    { where: 'across the edge of two faces', yawDegrees: 45, pitchDegrees: 0, fovDegrees: 80 },
    { where: 'into a corner of the cube', yawDegrees: 135, pitchDegrees: -35.26, fovDegrees: 100 },
    { where: 'across the seam of the photo', yawDegrees: 178, pitchDegrees: 8, fovDegrees: 60 },
    { where: 'straight up', yawDegrees: 10, pitchDegrees: 90, fovDegrees: 90 },
    { where: 'almost straight down', yawDegrees: 30, pitchDegrees: -89, fovDegrees: 80 },
  ])('looks $where', async ({ where, ...view }) => {
    await lookAt(page, 'hall', view)
    const reference = referenceView(photo, { view, widthPx: width * ratio, heightPx: height * ratio })
    const found = psnr(await picture(page), reference)
    console.log(`${width}×${height}@${ratio} ${where}: ${found.toFixed(1)} dB`)
    expect(found).toBeGreaterThan(decibels)
  })
})

it('puts hotspots where their directions are drawn, within half a pixel', async () => {
  const view = { yawDegrees: 7, pitchDegrees: -4, fovDegrees: 95 }
  const page = await openHall({ viewport: { width: 1100, height: 800 } }, view)
  for (const [index, place] of places.entries()) {
    const box = await page.locator(`[data-hotspot="spot ${index}"]`).boundingBox()
    const expected = project({ view, widthPx: 1100, heightPx: 800 }, place)
    if (!box || !expected) throw new Error('the hotspot is not on screen')
    const error = Math.hypot(box.x + box.width / 2 - expected.x, box.y + box.height / 2 - expected.y)
    expect(error).toBeLessThan(0.5)
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  }
  await page.context().close()
})

it('shows the same picture again after the graphics context was lost', async () => {
  const view = { yawDegrees: 20, pitchDegrees: 5, fovDegrees: 80 }
  const page = await openHall({ viewport: { width: 900, height: 600 } }, view)
  const before = await picture(page)
  const settledAgain = page.evaluate(
    () =>
      new Promise((done) =>
        document.getElementById('viewer')?.addEventListener('panoqor:settled', done, { once: true }),
      ),
  )
  await page.evaluate(() => {
    const loss = document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    loss?.loseContext()
    setTimeout(() => loss?.restoreContext(), 50)
  })
  await settledAgain
  expect(psnr(await picture(page), before)).toBeGreaterThan(60)
  await page.context().close()
})

it('holds its texture budget while one looks all round and walks through the scenes', async () => {
  const page = await openHall({ viewport: { width: 1280, height: 720 } }, places[1], countTextureBytes)
  for (const scene of ['hall', 'bath', 'kitchen', 'hall']) {
    for (const yaw of [0, 90, 180, 270]) {
      for (const pitch of [-50, 50])
        await lookAt(page, scene, { yawDegrees: yaw - 180, pitchDegrees: pitch, fovDegrees: 90 })
    }
  }
  const peak = Number(await page.evaluate(() => document.documentElement.dataset.peakTextureBytes))
  console.log(`texture peak ${(peak / megabyte).toFixed(1)} MB`)
  // Both large scenes whole would be 79 MB: what was seen longest ago has made room.
  expect(peak).toBeGreaterThan(20 * megabyte)
  expect(peak).toBeLessThanOrEqual(40 * megabyte)
  await page.context().close()
})

async function openHall(options: BrowserContextOptions, view?: Partial<View>, inPage?: () => void): Promise<Page> {
  const context = await browser.newContext({ ...options, bypassCSP: true })
  const page = await context.newPage()
  if (inPage) await page.addInitScript(inPage)
  await page.goto(`${served.server.url}/${hashOf('hall', { yawDegrees: 2, pitchDegrees: 1, fovDegrees: 90, ...view })}`)
  await page.addStyleTag({
    content:
      '.pv-pill, .pv-progress { display: none !important } .pv-spot { opacity: 0 !important; animation: none !important }',
  })
  await page.waitForSelector('[data-settled=true]')
  return page
}

async function lookAt(page: Page, scene: string, view: View): Promise<void> {
  await page.evaluate(
    (hash) => {
      const stage = document.getElementById('viewer')
      if (stage) stage.dataset.settled = 'false'
      location.hash = hash
    },
    hashOf(scene, view),
  )
  await page.waitForSelector(`[data-settled=true][data-scene=${scene}]`)
}

const hashOf = (scene: string, { yawDegrees, pitchDegrees, fovDegrees }: View) =>
  `#scene=${scene}&yaw=${yawDegrees}&pitch=${pitchDegrees}&fov=${fovDegrees}`

const picture = async (page: Page) => decodeImage(await page.screenshot())

/** Runs in the page: keeps the peak of live texture memory in an attribute of the document. */
function countTextureBytes(): void {
  const sizes = new WeakMap<WebGLTexture, number>()
  let bytes = 0
  let peak = 0
  const gl = WebGL2RenderingContext.prototype
  const { texStorage3D, deleteTexture } = gl
  gl.texStorage3D = function (target, levels, format, width, height, depth) {
    texStorage3D.call(this, target, levels, format, width, height, depth)
    sizes.set(this.getParameter(this.TEXTURE_BINDING_2D_ARRAY), width * height * depth * 4)
    bytes += width * height * depth * 4
    peak = Math.max(peak, bytes)
    document.documentElement.dataset.peakTextureBytes = String(peak)
  }
  gl.deleteTexture = function (texture) {
    if (texture) bytes -= sizes.get(texture) ?? 0
    deleteTexture.call(this, texture)
  }
}
