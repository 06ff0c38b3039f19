// Every kind of hotspot under a visitor's hands: by mouse, by keyboard, with a screen reader's eyes.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { serveEveryKind } from '#test/support/every-kind.ts'
import {
  drag,
  farFrom,
  focused,
  isRed,
  type Opening,
  openTour,
  pixelAt,
  press,
  settled,
  watchMedia,
} from '#test/support/hotspot-hands.ts'
import type { ServedTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { type Camera, project } from '#tour/projection.ts'

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

const opening = [
  { scene: 'hall', id: 'gallery', name: 'Pictures: The view', shows: '.pv-lightbox' },
  { scene: 'hall', id: 'info', name: 'Information: Floor', shows: '.pv-card p' },
  { scene: 'hall', id: 'property', name: 'Property: Flat 12', shows: '.pv-facts' },
  { scene: 'hall', id: 'web', name: 'Web link: The developer', shows: '.pv-host' },
  { scene: 'studio', id: 'own video', name: 'Video: Around the house', shows: 'video.pv-video' },
  { scene: 'studio', id: 'hosted video', name: 'Video: From the air', shows: '.pv-video-asks' },
  { scene: 'walls', id: 'door', name: 'Area: Balcony', shows: '.pv-card p' },
  { scene: 'walls', id: 'picture', name: 'Picture on the wall: A painting', shows: '.pv-lightbox' },
]

it.each(opening)(
  'opens $name by mouse and by keyboard, without a flaw for screen readers',
  async ({ scene, id, name, shows }) => {
    const page = await open(`#scene=${scene}`)
    const spot = page.locator(`[data-hotspot="${id}"]`)
    expect(await spot.getAttribute('aria-label')).toBe(name)
    await press(page, id)
    await page.locator(shows).waitFor()
    expect(await complaintsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.pv-card').waitFor({ state: 'hidden' })
    expect(await focused(page)).toBe(id)
    await page.keyboard.press('Enter')
    await page.locator(shows).waitFor()
  },
)

it('glues a picture to its wall within the area that one can press', async () => {
  const page = await open('#scene=walls&yaw=10&pitch=0&fov=70')
  const camera: Camera = { view: { yawDegrees: 10, pitchDegrees: 0, fovDegrees: 70 }, widthPx: 1000, heightPx: 640 }
  const edge = project(camera, { yawDegrees: 12, pitchDegrees: 5 })
  await expect.poll(async () => isRed(await pixelAt(page, (edge?.x ?? 0) - 4, edge?.y ?? 0)), patient).toBe(true)
  expect(isRed(await pixelAt(page, (edge?.x ?? 0) + 4, edge?.y ?? 0))).toBe(false)
  expect(served.server.asked).toContain('/attachments/tour/film/video.webm')
})

it('leafs through a gallery, comes closer and says which picture it is', async () => {
  const page = await open()
  await press(page, 'gallery')
  const picture = page.locator('.pv-lightbox-picture')
  expect(await page.locator('.pv-lightbox-count').innerText()).toBe('1 of 3')
  expect(await picture.getAttribute('alt')).toBe('Red stripes')
  await page.waitForSelector('.pv-lightbox-picture[src$="red/large.webp"]')
  // The next one is there before it is asked for.
  await expect.poll(() => served.server.asked, patient).toContain('/attachments/tour/green/large.webp')
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('.pv-lightbox-count').innerText()).toBe('2 of 3')
  await page.getByRole('button', { name: 'Next picture' }).click()
  expect(await page.locator('.pv-lightbox-caption').innerText()).toBe('Evening')
  expect(await picture.getAttribute('alt')).toBe('Evening')
  await page.mouse.move(500, 300)
  await page.mouse.down()
  await page.mouse.move(650, 300)
  await page.mouse.up()
  expect(await page.locator('.pv-lightbox-count').innerText()).toBe('2 of 3')
  const before = await picture.boundingBox()
  await page.mouse.dblclick(500, 300)
  await expect
    .poll(async () => (await picture.boundingBox())?.width ?? 0, patient)
    .toBeGreaterThan((before?.width ?? 0) * 2)
})

it('asks nothing of a video site before the visitor says so', async () => {
  const page = await open('#scene=studio')
  const asked: string[] = []
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url())
    return route.fulfill({ body: 'player', contentType: 'text/html' })
  })
  await press(page, 'hosted video')
  await page.locator('.pv-video-asks').waitFor()
  expect(asked).toEqual([])
  await page.getByRole('button', { name: 'Play from YouTube' }).click()
  await expect.poll(() => asked, patient).toHaveLength(1)
  expect(asked[0]).toContain('https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => page.locator('iframe').count()).toBe(0)
})

it('plays its own video with captions in the language of the tour and stops it with the sheet', async () => {
  const page = await open('#scene=studio')
  await press(page, 'own video')
  const video = page.locator('video.pv-video')
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), patient)
    .toBeGreaterThan(0)
  expect(await video.locator('track[default]').getAttribute('srclang')).toBe('en')
  const handle = await video.elementHandle()
  await page.keyboard.press('Escape')
  await expect.poll(() => handle?.evaluate((element) => (element as HTMLVideoElement).paused), patient).toBe(true)
})

it('is silent until the visitor turns the sound on, and remembers that for the session', async () => {
  const page = await open('#scene=studio')
  await page.mouse.click(500, 100)
  const sounds = () => served.server.asked.filter((path) => path.endsWith('.wav')).sort()
  expect(sounds()).toEqual([])
  const toggle = page.getByRole('button', { name: 'Sound', exact: true })
  await toggle.click()
  await page.waitForSelector('[data-hotspot=fountain][data-playing]')
  expect(new Set(sounds())).toEqual(new Set(['/attachments/tour/room/sound.wav', '/attachments/tour/tone/sound.wav']))
  expect(await toggle.getAttribute('aria-pressed')).toBe('true')
  await page.click('[data-hotspot=fountain]')
  await page.waitForSelector('[data-hotspot=fountain]:not([data-playing])')
  await page.reload()
  await settled(page)
  expect(await page.locator('[data-playing]').count()).toBe(0)
  await page.mouse.click(500, 100)
  await page.waitForSelector('[data-hotspot=fountain][data-playing]')
  await toggle.click()
  await page.waitForSelector('[data-hotspot=fountain]:not([data-playing])')
})

it('leaves the sounds of a scene behind with it', async () => {
  const page = await open('#scene=studio', { before: watchMedia })
  await page.getByRole('button', { name: 'Sound', exact: true }).click()
  await expect.poll(() => page.evaluate('watched.at(-1)'), patient).toBe('play')
  await page.evaluate(() => location.assign('#scene=hall'))
  await page.waitForSelector('[data-scene=hall][data-settled=true]')
  await expect.poll(() => page.evaluate('watched.at(-1)'), patient).toBe('pause')
})

it('warns before it leads out of the tour', async () => {
  const page = await open()
  await page.context().route(/^https:/, (route) => route.fulfill({ body: 'outside', contentType: 'text/html' }))
  await press(page, 'web')
  expect(await page.locator('.pv-host').innerText()).toBe('example.kz')
  await page.getByRole('button', { name: 'Stay' }).click()
  expect(page.context().pages()).toHaveLength(1)
  await press(page, 'web')
  const [outside] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Continue' }).click(),
  ])
  expect(outside.url()).toBe('https://example.kz/about?from=tour')
  expect(await outside.evaluate(() => opener)).toBe(null)
})

it('stills a video on a wall where motion is unwelcome, and lets it rest out of sight elsewhere', async () => {
  const still = await open('#scene=walls&yaw=31&pitch=4&fov=60', { reducedMotion: 'reduce', before: watchMedia })
  const wall = [210, 200, 190]
  await expect.poll(async () => farFrom(wall, await pixelAt(still, 500, 310)), patient).toBe(true)
  expect(await still.evaluate('watched')).toEqual([])
  const moving = await open('#scene=walls&yaw=31&pitch=4&fov=60', { before: watchMedia })
  await expect.poll(() => moving.evaluate('watched.at(-1)'), patient).toBe('play')
  await drag(moving, [200, 500], [900, 500])
  await drag(moving, [200, 500], [900, 500])
  await expect.poll(() => moving.evaluate('watched.at(-1)'), patient).toBe('pause')
})

it('tells every kind where no panorama can be drawn', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await page.goto(served.server.url)
  const told = page.locator('.pv-flat-told')
  await told.waitFor()
  expect(await told.locator('figure img').count()).toBe(4)
  expect(await told.innerText()).toContain('45\u202f000\u202f000\u202f₸')
  expect(await told.getByRole('link', { name: 'The developer' }).getAttribute('rel')).toContain('noopener')
  expect(await complaintsOf(page)).toEqual([])
  await page.click('.pv-scene >> text=Room studio')
  expect(await told.locator('video[controls]').count()).toBe(1)
  expect(await told.locator('audio[controls]').getAttribute('aria-label')).toBe('Fountain')
  expect(await told.getByRole('link', { name: 'Video at YouTube' }).getAttribute('href')).toContain(
    'watch?v=abc_DEF-123',
  )
  await page.click('.pv-scene >> text=Room walls')
  expect(await told.innerText()).toContain('Wall: about 2.40\u202fm')
  expect(await complaintsOf(page)).toEqual([])
})
