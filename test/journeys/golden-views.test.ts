// Golden views: what the engine draws against the same camera computed pixel by pixel from the source photo, in every projection,
// in every direction, on every level of the pyramid.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAt, openEngine, pictureOf, type ServedPanoramas, servePanoramas } from '#test/support/engine-page.ts'
import { psnr, referenceView } from '#test/support/reference-cube.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'

const size = { widthPx: 640, heightPx: 400 }

let browser: Browser
let served: ServedPanoramas
let page: Page

beforeAll(async () => {
  served = await servePanoramas([{ widthPx: 2048 }])
  browser = await launchWebGlBrowser()
  page = await openEngine(browser, served, { viewport: { width: size.widthPx, height: size.heightPx } })
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

const directions = [
  { where: 'ahead', yawDegrees: 0, pitchDegrees: 0 },
  { where: 'back, across the seam of the photo', yawDegrees: 178, pitchDegrees: 8 },
  { where: 'across an edge of the cube', yawDegrees: 45, pitchDegrees: 0 },
  { where: 'into an upper corner of the cube', yawDegrees: -45, pitchDegrees: 35.26 },
  { where: 'into a lower corner of the cube', yawDegrees: 135, pitchDegrees: -35.26 },
  { where: 'straight up', yawDegrees: 10, pitchDegrees: 90 },
  { where: 'straight down', yawDegrees: 30, pitchDegrees: -90 },
]
const projections = [
  { projection: 'straight, close', fovDegrees: 40, planet: 0, decibels: 40 },
  { projection: 'straight', fovDegrees: 85, planet: 0, decibels: 40 },
  { projection: 'hardly bent', fovDegrees: 100, planet: 0, decibels: 38 },
  { projection: 'bent', fovDegrees: 120, planet: 0, decibels: 37 },
  { projection: 'bent most', fovDegrees: 140, planet: 0, decibels: 35 },
  { projection: 'on its way to a planet', fovDegrees: 100, planet: 0.5, decibels: 33 },
  { projection: 'a little planet', fovDegrees: 100, planet: 1, decibels: 30 },
]

describe.each(projections)('$projection', ({ fovDegrees, planet, decibels }) => {
  it.each(directions)('looks $where', async ({ where, yawDegrees, pitchDegrees }) => {
    const view = { yawDegrees, pitchDegrees, fovDegrees }
    const photo = served.photos[0]
    if (!photo) throw new Error('no photo')
    await lookAt(page, view, planet)
    const found = psnr(await pictureOf(page), referenceView(photo, { view, ...size, planet }))
    console.log(`fov ${fovDegrees}, planet ${planet}, ${where}: ${found.toFixed(1)} dB`)
    expect(found).toBeGreaterThan(decibels)
  })
})
