// Hotspots that nobody described: they still have a name, open nothing empty, and never cost the keyboard its place.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { openTour } from '#test/support/hotspot-hands.ts'
import { type ServedTour, serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import type { Angles } from '#tour/angles.ts'
import type { Hotspot } from '#tour/hotspots.ts'

let browser: Browser
let served: ServedTour

const square = (yaw: number): Angles[] => [
  { yawDegrees: yaw - 5, pitchDegrees: 5 },
  { yawDegrees: yaw + 5, pitchDegrees: 5 },
  { yawDegrees: yaw + 5, pitchDegrees: -5 },
  { yawDegrees: yaw - 5, pitchDegrees: -5 },
]
const region = (id: string, yaw: number, body: string): Hotspot => ({
  ...{ id, kind: 'region', yawDegrees: yaw, pitchDegrees: 0, corners: square(yaw) },
  ...{ title: {}, body: body ? { en: body } : {} },
})

beforeAll(async () => {
  browser = await launchWebGlBrowser()
  const hotspots: Hotspot[] = [
    region('told', -20, 'Oak.'),
    region('silent', 0, ''),
    { id: 'web', kind: 'web', yawDegrees: 15, pitchDegrees: 0, label: {}, url: 'https://www.example.kz/flats' },
    { id: 'mail', kind: 'web', yawDegrees: 30, pitchDegrees: 0, label: {}, url: 'mailto:a@example.kz' },
    { id: 'on', kind: 'link', yawDegrees: 40, pitchDegrees: -20, targetSceneId: 'two' },
  ]
  served = await serveTour([
    { id: 'one', widthPx: 512, hotspots },
    { id: 'two', widthPx: 512 },
  ])
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

it('names what it opens, opens nothing empty, and calls links by where they lead', async () => {
  const page = await openTour(browser, served)
  const told = page.locator('path[data-hotspot="told"]')
  await told.press('Enter')
  await page.getByRole('dialog', { name: 'Area' }).getByText('Oak.').waitFor()
  expect(await complaintsOf(page)).toEqual([])
  expect(await page.locator('path[data-hotspot="silent"]').getAttribute('role')).toBe('img')
  expect(await page.locator('[data-hotspot="web"]').getAttribute('aria-label')).toBe('Web link: example.kz')
  expect(await page.locator('[data-hotspot="mail"]').getAttribute('aria-label')).toBe('Web link: a@example.kz')
})

it('gives the keyboard to the picture of the room that it entered', async () => {
  const page = await openTour(browser, served)
  await page.locator('[data-hotspot="on"]').press('Enter')
  await page.waitForSelector('[data-scene=two][data-settled=true]')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS')
})
