// The public viewer under a visitor's hands, in a real browser: scenes, hotspots, keyboard, address, and what goes wrong.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { decodeImage } from '#test/support/reference-cube.ts'
import { type ServedTour, serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'

const toKitchen = {
  id: 'to kitchen',
  kind: 'link',
  yawDegrees: 15,
  pitchDegrees: -5,
  targetSceneId: 'kitchen',
} as const
const behind = { id: 'to bath', kind: 'link', yawDegrees: 170, pitchDegrees: 0, targetSceneId: 'bath' } as const
const window = {
  id: 'window',
  kind: 'info',
  yawDegrees: -20,
  pitchDegrees: 4,
  title: { en: 'Window', ru: 'Окно', kk: 'Терезе' },
  body: { en: '<b>South</b>', kk: 'Оңтүстікке қарайды' },
} as const
const arrival = { yawDegrees: 33, pitchDegrees: 0, fovDegrees: 70 }

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const patient = { timeout: 20_000 }

let browser: Browser
let served: ServedTour

beforeAll(async () => {
  served = await serveTour([
    { id: 'hall', headingDegrees: 0, hotspots: [toKitchen, behind, window] },
    { id: 'kitchen', headingDegrees: 90, hotspots: [{ ...toKitchen, id: 'back', targetSceneId: 'hall', arrival }] },
    { id: 'bath' },
  ])
  const { files } = served.server
  const page = files.get('/')
  if (page)
    files.set('/embed', { ...page, body: String(page.body).replace('id="viewer"', 'id="viewer" data-kind="embed"') })
  browser = await launchWebGlBrowser()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

it('walks through a link, keeps the world heading and never shows black', async () => {
  const page = await open('#scene=hall&yaw=20&pitch=-3&fov=80')
  await page.click('[data-hotspot="to kitchen"]')
  const pictures: Buffer[] = []
  while ((await page.locator('[data-settled=true][data-scene=kitchen]').count()) === 0) {
    pictures.push(await page.screenshot())
  }
  for (const picture of pictures) expect(await darkest(picture)).toBeGreaterThan(30)
  await reaches(page, { scene: 'kitchen', yaw: -70, pitch: -3, fov: 80 })
  expect(await page.locator('h1').innerText()).toContain('Room kitchen')
})

it('arrives where a link asks to look, and goes back and forward through the history', async () => {
  const page = await open('#scene=kitchen&yaw=15&pitch=0&fov=90')
  await page.click('[data-hotspot=back]')
  await settled(page, 'hall')
  await reaches(page, { scene: 'hall', yaw: 33, pitch: 0, fov: 70 })
  await page.goBack()
  await settled(page, 'kitchen')
  await reaches(page, { scene: 'kitchen', yaw: 15, pitch: 0, fov: 90 })
  await page.goForward()
  await settled(page, 'hall')
})

it('turns with mouse, wheel and keys', async () => {
  const page = await open()
  await drag(page, [600, 300], [400, 300])
  await expect.poll(async () => (await placeOf(page)).yaw, patient).toBeGreaterThan(15)
  await page.mouse.move(500, 300)
  await page.mouse.wheel(0, -300)
  await expect.poll(async () => (await placeOf(page)).fov, patient).toBeLessThan(80)
  await page.keyboard.press('Home')
  await reaches(page, { scene: 'hall', yaw: 0, pitch: 0, fov: 90 })
  await page.locator('canvas').focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await placeOf(page)).pitch, patient).toBeGreaterThan(5)
})

it('turns to a hotspot out of sight when it gets the focus, and follows it with Enter', async () => {
  const page = await open()
  await page.locator('canvas').focus()
  for (const id of ['window', 'to kitchen', 'to bath']) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-hotspot'))).toBe(id)
  }
  await reaches(page, { yaw: 170 })
  expect(await page.locator('[data-hotspot="to bath"] .pv-spot-label').innerText()).toBe('Room bath')
  await page.keyboard.press('Enter')
  await settled(page, 'bath')
})

it('tells an info in a card as plain text and gives the focus back', async () => {
  const page = await open()
  await page.click('[data-hotspot=window]')
  expect(await page.locator('.pv-card p').innerText()).toBe('<b>South</b>')
  await page.keyboard.press('Escape')
  expect(await page.locator('.pv-card').isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-hotspot'))).toBe('window')
})

it('speaks another language without loading the page again', async () => {
  const page = await open()
  await page.click('.pv-language[lang=kk]')
  expect(await page.locator('h1').innerText()).toContain('hall бөлмесі')
  expect(await page.title()).toBe('Тыныш пәтер · Example')
  expect(new URL(page.url()).searchParams.get('lang')).toBe('kk')
  expect(await page.locator('[data-hotspot=window]').getAttribute('aria-label')).toBe('Ақпарат: Терезе')
  expect(await page.locator('html').getAttribute('lang')).toBe('kk')
  expect(served.server.asked.filter((path) => path === '/viewer.js')).toHaveLength(1)
})

it('lists the scenes and changes to the chosen one', async () => {
  const page = await open()
  await page.click('button[aria-label=Scenes]')
  await page.click('[data-scene-id=bath]')
  await settled(page, 'bath')
  expect(await page.locator('[data-scene-id=bath]').getAttribute('aria-current')).toBe('true')
})

it('leaves its bar to those who have done nothing yet; then it fades in stillness and comes back at the first movement', async () => {
  const page = await open()
  await page.clock.install()
  await page.mouse.move(210, 210)
  await page.clock.fastForward(20_000)
  expect(await page.locator('[data-quiet]').count()).toBe(0)
  await page.mouse.click(120, 520)
  await page.clock.fastForward(5000)
  await page.waitForSelector('[data-quiet]')
  expect(await page.locator('.pv-bar').evaluate((bar) => getComputedStyle(bar).pointerEvents)).toBe('none')
  expect(await page.getByRole('button', { name: 'Scenes' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Scenes' }).focus()
  await page.waitForSelector('.pv-stage:not([data-quiet])')
})

it('keeps a dimmed handle in sight on a touch screen', async () => {
  const page = await open('', phone)
  await page.clock.install()
  await page.touchscreen.tap(200, 400)
  await page.clock.fastForward(5000)
  await page.waitForSelector('[data-quiet]')
  const opacity = (selector: string) =>
    page.locator(selector).evaluate((element) => Number(getComputedStyle(element).opacity))
  await expect.poll(() => opacity('[data-part=share]'), patient).toBe(0)
  expect(await opacity('.pv-title')).toBeGreaterThan(0.3)
  expect(await opacity('.pv-handle')).toBeGreaterThan(0.3)
  await page.locator('.pv-handle').tap()
  await page.locator('.pv-scenes').waitFor()
})

it('shows the names of links on a touch screen, where nothing hovers', async () => {
  const opacity = (page: Page) =>
    page
      .locator('[data-hotspot="to kitchen"] .pv-spot-label')
      .evaluate((label) => Number(getComputedStyle(label).opacity))
  expect(await opacity(await open())).toBe(0)
  const page = await open('#scene=hall&yaw=30&pitch=-3&fov=80', phone)
  await expect.poll(() => opacity(page), patient).toBeGreaterThan(0.5)
})

it('closes the scene list by Escape, by a press outside, and by a choice where it is in the way', async () => {
  const page = await open()
  const list = page.locator('.pv-scenes')
  await page.click('button[aria-label=Scenes]')
  await list.waitFor()
  await page.keyboard.press('Escape')
  expect(await list.isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Scenes')
  await page.keyboard.press('Enter')
  expect(await list.isVisible()).toBe(true)
  await page.click('[data-scene-id=kitchen]')
  expect(await list.isVisible()).toBe(true)
  await page.mouse.click(300, 200)
  expect(await list.isVisible()).toBe(false)
  expect(await page.locator('button[aria-label=Scenes]').getAttribute('aria-expanded')).toBe('false')
  await page.setViewportSize({ width: 1000, height: 300 })
  await page.click('button[aria-label=Scenes]')
  await page.click('[data-scene-id=bath]')
  expect(await list.isVisible()).toBe(false)
  await page.setViewportSize({ width: 600, height: 700 })
  await page.click('button[aria-label=Scenes]')
  await page.click('[data-scene-id=hall]')
  expect(await list.isVisible()).toBe(false)
})

it('keeps the view when Escape closes the card of a hotspot near the edge', async () => {
  const page = await open('#scene=hall&yaw=24&pitch=0&fov=90')
  await page.locator('[data-hotspot=window]').click()
  const { yaw } = await placeOf(page)
  await page.keyboard.press('Escape')
  expect(await page.locator('.pv-card').isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-hotspot'))).toBe('window')
  await page.waitForTimeout(1000)
  expect((await placeOf(page)).yaw).toBe(yaw)
})

it('leaves the wheel to the page around it until one clicks into the panorama or holds Ctrl', async () => {
  const { page, scrolled, fov } = await openFrame()
  await page.mouse.move(300, 200)
  await page.mouse.wheel(0, 120)
  await expect.poll(scrolled, patient).toBeGreaterThan(0)
  expect(await page.frameLocator('iframe').locator('.pv-hint').innerText()).toBe('Ctrl + wheel zooms')
  await page.evaluate(() => scrollTo(0, 0))
  const before = await fov()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  await expect.poll(fov, patient).toBeLessThan(before)
  await page.mouse.click(310, 210)
  const closer = await fov()
  await page.mouse.wheel(0, 120)
  await expect.poll(fov, patient).toBeGreaterThan(closer)
  expect(await scrolled()).toBe(0)
  await page.mouse.move(300, 600)
  await page.mouse.move(300, 200)
  await page.mouse.wheel(0, 120)
  await expect.poll(scrolled, patient).toBeGreaterThan(0)
})

it('leaves a vertical pan of a finger to the page around it until one taps into the panorama', async () => {
  const { page, frame, scrolled } = await openFrame(phone)
  const touch = await page.context().newCDPSession(page)
  async function swipeUp() {
    const at = (y: number) => [{ x: 300, y }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(390) })
    for (let y = 380; y >= 200; y -= 20) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(y) })
    }
    // Held for a moment, so that nothing glides on.
    await page.waitForTimeout(200)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const touchAction = () => frame.locator('canvas').evaluate((canvas) => getComputedStyle(canvas).touchAction)
  expect(await touchAction()).toBe('pan-y')
  await swipeUp()
  await expect.poll(scrolled, patient).toBeGreaterThan(50)
  await page.evaluate(() => scrollTo(0, 0))
  await page.touchscreen.tap(200, 330)
  await expect.poll(touchAction, patient).toBe('none')
  await swipeUp()
  expect(await scrolled()).toBe(0)
})

it('jumps where motion is not wanted', async () => {
  const page = await open('', { reducedMotion: 'reduce' })
  await drag(page, [600, 300], [500, 300])
  // What lay under the hand lies under it still, 100 pixels farther: a glide would have gone on.
  await reaches(page, { yaw: Math.round((Math.atan2(100, 500) * 180) / Math.PI) })
  await settled(page)
  expect((await placeOf(page)).yaw).toBe(11)
})

it('shows the preview and says so when tiles do not come, and recovers', async () => {
  const { files } = served.server
  const tile = files.get('/tiles/bath/1/f0_0.jpg')
  if (!tile) throw new Error('the bath has no front tile')
  files.set('/tiles/bath/1/f0_0.jpg', { ...tile, status: 500 })
  const page = await open('#scene=bath', {}, false)
  await page.waitForSelector('.pv-notice:not([hidden])')
  expect(await darkest(await page.screenshot())).toBeGreaterThan(30)
  files.set('/tiles/bath/1/f0_0.jpg', tile)
  // It tries again by itself, too: the press may come when the notice has just gone.
  await page.locator('.pv-retry').dispatchEvent('click')
  await settled(page, 'bath')
  expect(await page.locator('.pv-notice').isVisible()).toBe(false)
})

it('says when the connection is gone', async () => {
  const page = await open()
  await page.context().setOffline(true)
  await page.waitForSelector('.pv-notice:not([hidden])')
  expect(await page.locator('.pv-notice').innerText()).toContain('No connection')
  await page.context().setOffline(false)
  await page.waitForSelector('.pv-notice', { state: 'hidden' })
})

it('shows flat pictures where the browser has no WebGL2', async () => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await page.goto(served.server.url)
  expect(await page.locator('[role=status]').innerText()).toContain('WebGL 2')
  await page.click('.pv-scene >> text=Room bath')
  expect(await page.locator('.pv-flat-picture').getAttribute('src')).toBe('/tiles/bath/1/f0_0.jpg')
  await page.goBack()
  expect(await page.locator('.pv-flat-told').innerText()).toContain('<b>South</b>')
  await page.click('.pv-language[lang=kk]')
  expect(await page.locator('.pv-flat-told').innerText()).toContain('Оңтүстікке қарайды')
  expect(new URL(page.url()).searchParams.get('lang')).toBe('kk')
  await page.click('.pv-flat-link >> text=kitchen')
  expect(await page.locator('.pv-flat h2').innerText()).toBe('kitchen бөлмесі')
})

/** The tour as another site shows it: in a frame of a page that is longer than the window. */
async function openFrame(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 700, height: 700 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.setContent(
    `<body style="margin: 0; height: 3000px"><iframe src="${served.server.url}/embed" width="100%" height="420"></iframe>`,
  )
  const frame = page.frameLocator('iframe')
  await frame.locator('[data-settled=true]').waitFor()
  const hash = () => frame.locator('body').evaluate(() => location.hash)
  return {
    page,
    frame,
    scrolled: () => page.evaluate(() => scrollY),
    fov: async () => Number(new URLSearchParams((await hash()).slice(1)).get('fov') ?? 90),
  }
}

async function open(hash = '', options: BrowserContextOptions = {}, wait = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  served.server.asked.length = 0
  await page.goto(`${served.server.url}/${hash}`)
  if (wait) await settled(page)
  return page
}

const settled = (page: Page, scene?: string) =>
  page.waitForSelector(`[data-settled=true]${scene ? `[data-scene=${scene}]` : ''}`)

interface Place {
  scene: string | null
  yaw: number
  pitch: number
  fov: number
}

/** What the address says now, in whole degrees; it follows the view when that has come to rest. */
async function placeOf(page: Page): Promise<Place> {
  const place = new URLSearchParams(new URL(await page.evaluate(() => location.href)).hash.slice(1))
  const number = (name: string) => Math.round(Number(place.get(name)))
  return { scene: place.get('scene'), yaw: number('yaw'), pitch: number('pitch'), fov: number('fov') }
}

const reaches = (page: Page, place: Partial<Place>) => expect.poll(() => placeOf(page), patient).toMatchObject(place)

async function drag(page: Page, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): Promise<void> {
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2)
  await page.mouse.move(toX, toY)
  await page.mouse.up()
}

/** The mean brightness of the darkest of 64 fields in the middle of a screenshot, 0…255. */
async function darkest(screenshot: Buffer): Promise<number> {
  const { data, widthPx, heightPx } = await decodeImage(screenshot)
  const means: number[] = []
  for (let field = 0; field < 64; field++) {
    const left = Math.floor((widthPx / 5) * (1 + ((field % 8) / 8) * 3))
    const top = Math.floor((heightPx / 5) * (1 + (Math.floor(field / 8) / 8) * 3))
    let sum = 0
    for (let y = 0; y < 16; y++) {
      for (let x = 0; x < 16 * 3; x++) sum += data[((top + y) * widthPx + left) * 3 + x] ?? 0
    }
    means.push(sum / (16 * 16 * 3))
  }
  return Math.min(...means)
}
