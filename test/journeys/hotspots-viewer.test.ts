// Every kind of hotspot under a visitor's hands: by mouse, by keyboard, by touch, with a screen reader's eyes.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { flatCorners, regionCorners, serveEveryKind } from '#test/support/every-kind.ts'
import { decodeImage } from '#test/support/reference-cube.ts'
import type { ServedTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { type Camera, project } from '#tour/projection.ts'

const size = { width: 1000, height: 640 }
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

it('puts dots, areas and lines where the mathematics of the camera says', async () => {
  for (const view of [
    { yawDegrees: 5, pitchDegrees: -4, fovDegrees: 75 },
    { yawDegrees: -20, pitchDegrees: 12, fovDegrees: 110 },
  ]) {
    const page = await open(`#scene=walls&yaw=${view.yawDegrees}&pitch=${view.pitchDegrees}&fov=${view.fovDegrees}`)
    const camera: Camera = { view, widthPx: size.width, heightPx: size.height }
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
      if (point && point.x > 0 && point.y < size.height) expect(nearest(point, ends)).toBeLessThan(0.5)
    }
    const hall = await open(`#scene=hall&yaw=${view.yawDegrees}&pitch=${view.pitchDegrees}&fov=${view.fovDegrees}`)
    const dot = await hall.locator('[data-hotspot=upstairs]').boundingBox()
    const middle = { x: (dot?.x ?? 0) + (dot?.width ?? 0) / 2, y: (dot?.y ?? 0) + (dot?.height ?? 0) / 2 }
    expect(nearest(project(camera, { yawDegrees: 12, pitchDegrees: -6 }), [middle])).toBeLessThan(0.5)
  }
})

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
  await page.keyboard.press('Escape')
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
  const page = await open('#scene=studio', {}, watchMedia)
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

it('stills a video on a wall where motion is unwelcome, and lets it rest out of sight elsewhere', async () => {
  const still = await open('#scene=walls&yaw=31&pitch=4&fov=60', { reducedMotion: 'reduce' }, watchMedia)
  const wall = [210, 200, 190]
  await expect.poll(async () => farFrom(wall, await pixelAt(still, 500, 310)), patient).toBe(true)
  expect(await still.evaluate('watched')).toEqual([])
  const moving = await open('#scene=walls&yaw=31&pitch=4&fov=60', {}, watchMedia)
  await expect.poll(() => moving.evaluate('watched.at(-1)'), patient).toBe('play')
  await drag(moving, [200, 500], [900, 500])
  await drag(moving, [200, 500], [900, 500])
  await expect.poll(() => moving.evaluate('watched.at(-1)'), patient).toBe('pause')
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

it('stays clear of a crowd of hotspots that nobody can read', async () => {
  const page = await open('#scene=hall', phone)
  for (const box of await page.locator('.pv-spot:not([data-away]), .pv-crowd:visible').evaluateAll(sizes)) {
    expect(Math.min(...box)).toBeGreaterThanOrEqual(44)
  }
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

async function open(hash = '', options: BrowserContextOptions = {}, before = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: size, ...options })
  const page = await context.newPage()
  if (before) await page.addInitScript(before)
  page.setDefaultTimeout(20_000)
  served.server.asked.length = 0
  await page.goto(`${served.server.url}/${hash}`)
  await settled(page)
  return page
}

const settled = (page: Page) => page.waitForSelector('[data-settled=true]')

/** With the mouse, in the middle of what can be pressed. */
async function press(page: Page, id: string): Promise<void> {
  const box = await page.locator(`[data-hotspot="${id}"]`).boundingBox()
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-hotspot') ?? null)

/** The corners of what is drawn as SVG. */
async function pointsOf(page: Page, id: string): Promise<{ x: number; y: number }[]> {
  const holder = page.locator(`path[data-hotspot="${id}"], [data-hotspot="${id}"] path`)
  const d = (await holder.getAttribute('d')) ?? ''
  return [...d.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
}

function nearest(point: { x: number; y: number } | undefined, points: { x: number; y: number }[]): number {
  return point ? Math.min(...points.map(({ x, y }) => Math.hypot(x - point.x, y - point.y))) : Number.POSITIVE_INFINITY
}

const sizes = (elements: Element[]) =>
  elements.map((element) => {
    const { width, height } = element.getBoundingClientRect()
    return [width, height]
  })

async function pixelAt(page: Page, x: number, y: number): Promise<number[]> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 }
  const { data } = await decodeImage(await page.screenshot({ clip }))
  return [...data.slice(0, 3)]
}

/** Notes what videos and sounds outside of the page are told. */
const watchMedia = `
  window.watched = []
  for (const name of ['play', 'pause']) {
    const own = HTMLMediaElement.prototype[name]
    HTMLMediaElement.prototype[name] = function () {
      if (watched.at(-1) !== name && (name === 'play' || watched.length > 0)) watched.push(name)
      return own.call(this)
    }
  }`

async function drag(page: Page, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): Promise<void> {
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move(toX, toY, { steps: 5 })
  await page.mouse.up()
}

const farFrom = (colour: number[], [...other]: number[]) =>
  Math.hypot(...colour.map((part, index) => part - (other[index] ?? 0))) > 120

const isRed = ([red = 0, green = 0]: number[]) => red > 150 && green < 90
