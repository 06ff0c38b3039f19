// Scenes that are models and splats, as visitors meet them in a real browser that draws in software: kept tiny.
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { cubeGlb, splatSog } from '#test/support/models.ts'
import { type FileServer, viewerPage, viewerWords } from '#test/support/viewer-server.ts'
import { serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import type { PublishedAttachment, PublishedModelScene, PublishedTour } from '#tour/published.ts'

const size = { width: 640, height: 480 }
const camera = { positionMetres: [0, 0, 8], targetMetres: [0, 0, 0] } satisfies PublishedModelScene['camera']
/** On the corner of the cube that is right, above and near. */
const corner: [number, number, number] = [1, 1, 1]

let server: FileServer
let browser: Browser
let cube: Buffer

const link = (id: string, targetSceneId: string, more = {}) =>
  ({ id, kind: 'link', yawDegrees: 0, pitchDegrees: 0, targetSceneId, ...more }) as const

const modelScene = (id: string, more: Partial<PublishedModelScene> = {}): PublishedModelScene => ({
  id,
  kind: 'model',
  attachment: id,
  name: { en: `Model ${id}` },
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: [],
  thumbnailUrl: '',
  camera,
  ...more,
})

beforeAll(async () => {
  const sog = await splatSog()
  cube = cubeGlb()
  const files = {
    '/models/cube.glb': { body: cube, type: 'model/gltf-binary' },
    '/models/cloud.sog': { body: sog, type: 'application/octet-stream' },
    '/models/small.sog': { body: sog, type: 'application/octet-stream' },
    '/models/broken.glb': { body: cube.subarray(0, 400), type: 'model/gltf-binary' },
    '/models/heavy.glb': { body: cubeGlb({ triangles: 900_000 }), type: 'model/gltf-binary' },
  }
  const served = await serveTour([{ id: 'room', hotspots: [link('to-cube', 'cube')] }], 90, { files })
  server = served.server
  const attachment = (kind: 'model' | 'splat', name: keyof typeof files): PublishedAttachment => ({
    kind,
    file: { url: name, type: files[name].type, sizeBytes: files[name].body.length },
  })
  const tour: PublishedTour = {
    ...served.tour,
    scenes: [
      ...served.tour.scenes,
      modelScene('cube', { hotspots: [link('back', 'room', { positionMetres: corner })] }),
      modelScene('cloud', { kind: 'splat' }),
      modelScene('broken'),
      modelScene('heavy'),
      modelScene('late'),
    ],
    attachments: {
      cube: attachment('model', '/models/cube.glb'),
      cloud: { ...attachment('splat', '/models/cloud.sog'), small: attachment('splat', '/models/small.sog').file },
      broken: attachment('model', '/models/broken.glb'),
      heavy: attachment('model', '/models/heavy.glb'),
      late: { kind: 'model', file: { url: '/models/late.glb', type: 'model/gltf-binary', sizeBytes: cube.length } },
    },
  }
  const body = viewerPage(tour, await viewerWords('en'), { slug: 'tour', url: `${server.url}/t/tour` })
  server.files.set('/', { body, type: 'text/html; charset=utf-8' })
  browser = await launchWebGlBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function open(place = '', options = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: size, locale: 'en-US', ...options })
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.addInitScript(watchGraphics)
  await page.goto(`${server.url}/${place}`)
  return { page, faults }
}

/** Runs in the page: remembers graphics contexts, and counts what is drawn. */
function watchGraphics(): void {
  localStorage.setItem('panoqor.hinted', '')
  const contexts = new Set<WebGL2RenderingContext>()
  const seen = { contexts, draws: 0 }
  Object.assign(window, { seen })
  const { getContext } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...wish: unknown[]) {
    const context = Reflect.apply(getContext, this, wish)
    if (context instanceof WebGL2RenderingContext) contexts.add(context)
    return context
  } as typeof getContext
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
    const draw = WebGL2RenderingContext.prototype[name]
    Object.assign(WebGL2RenderingContext.prototype, {
      [name](this: WebGL2RenderingContext, ...wish: unknown[]) {
        seen.draws++
        return Reflect.apply(draw, this, wish)
      },
    })
  }
}

interface Seen {
  seen: { contexts: Set<WebGL2RenderingContext>; draws: number }
}

const livingContexts = (page: Page) =>
  page.evaluate(() => [...(window as unknown as Seen).seen.contexts].filter((each) => !each.isContextLost()).length)

const settled = (page: Page, scene: string) =>
  page.locator(`#viewer[data-scene="${scene}"][data-settled="true"]`).waitFor({ timeout: 120_000 })

const model = (page: Page) => page.locator('.pv-model[data-shown] > canvas')
const panel = (page: Page) => page.locator('.pv-model-panel')

type Pixel = readonly [red: number, green: number, blue: number]

/** What is on screen at some places. */
async function coloursAt(page: Page, ...points: (readonly [x: number, y: number])[]): Promise<Pixel[]> {
  const { data, info } = await sharp(await model(page).screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return points.map(([x, y]) => {
    const at = (Math.round(y) * info.width + Math.round(x)) * 3
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
  })
}

/** Which of the three is far above the others; grey otherwise. */
function hue([red, green, blue]: Pixel): string {
  const most = Math.max(red, green, blue)
  const names = [
    ['red', red],
    ['green', green],
    ['blue', blue],
  ] as const
  const strong = names.filter(([, value]) => value > most * 0.6)
  return strong.length === 1 && most > 100 ? (strong[0]?.[0] ?? 'grey') : 'grey'
}

const hueAt = async (page: Page, x: number, y: number) => {
  const [colour] = await coloursAt(page, [x, y])
  return colour && hue(colour)
}

/** Calls of the graphics during ten frames in which nobody does anything. */
const drawnAtRest = (page: Page) =>
  page.evaluate(async () => {
    const { seen } = window as unknown as Seen
    const first = seen.draws
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame)
    return seen.draws - first
  })

/** Where a hotspot stands, in CSS pixels. */
const standsAt = (page: Page, id: string) =>
  page.locator(`[data-hotspot="${id}"]`).evaluate((element) => {
    const { e, f } = new DOMMatrix(getComputedStyle(element).transform)
    return { x: e, y: f }
  })

describe('a model in a tour', () => {
  it('is drawn, and its hotspots stand where the maths puts them', async () => {
    const { page, faults } = await open('#scene=cube')
    await settled(page, 'cube')
    // The near side is blue; beside the cube is the grey of the studio.
    expect(await hueAt(page, 320, 260)).toBe('blue')
    expect(await hueAt(page, 600, 250)).toBe('grey')
    const at = await standsAt(page, 'back')
    // Seen from 8 m before the middle: one metre aside at a distance of seven, the longer side of the picture showing 40°.
    const focalPx = size.width / 2 / Math.tan((20 * Math.PI) / 180)
    expect(Math.abs(at.x - (size.width / 2 + focalPx / 7))).toBeLessThan(1)
    expect(Math.abs(at.y - (size.height / 2 - focalPx / 7))).toBeLessThan(1)
    // That is where the corner is drawn: blue on one side of it, the studio on the other.
    expect(await hueAt(page, at.x - 12, at.y + 40)).toBe('blue')
    expect(await hueAt(page, at.x + 40, at.y + 12)).toBe('grey')
    expect(await complaintsOf(page)).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })

  it('is turned by hand and keys, comes closer, goes home, and rests without drawing', async () => {
    const { page } = await open('#scene=cube', { reducedMotion: 'reduce' })
    await settled(page, 'cube')
    await model(page).focus()
    // From the right one sees the red side.
    for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight')
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('red')
    await page.keyboard.press('Home')
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('blue')
    await page.mouse.move(320, 300)
    await page.mouse.down()
    await page.mouse.move(20, 300, { steps: 6 })
    await page.mouse.up()
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('red')
    await page.keyboard.press('Home')
    const before = await standsAt(page, 'back')
    await page.mouse.move(320, 300)
    await page.mouse.wheel(0, -200)
    await page.keyboard.press('+')
    await expect.poll(async () => (await standsAt(page, 'back')).x).toBeGreaterThan(before.x + 10)
    await settled(page, 'cube')
    expect(await drawnAtRest(page)).toBe(0)
    await page.close()
  })

  it('costs visitors of panoramas nothing, and gives everything back when it is left', async () => {
    server.asked.length = 0
    const { page, faults } = await open()
    await settled(page, 'room')
    const scripts = () => server.asked.filter((path) => /^\/(world|model-scenes)-/.test(path))
    expect(scripts()).toEqual([])
    expect(await livingContexts(page)).toBe(1)
    server.asked.length = 0
    await page.locator('[data-hotspot="to-cube"]').click()
    await settled(page, 'cube')
    expect(scripts()).toHaveLength(2)
    expect(await livingContexts(page)).toBe(2)
    await page.locator('[data-hotspot="back"]').click()
    await settled(page, 'room')
    await page.locator('.pv-model').waitFor({ state: 'detached' })
    expect(await livingContexts(page)).toBe(1)
    await page.goBack()
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('blue')
    expect(faults).toEqual([])
    await page.close()
  })

  it('keeps the camera in the address and begins there', async () => {
    const { page } = await open('#scene=cube&eye=8,0,0&target=0,0,0')
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('red')
    await model(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/eye=7\.9.*target=0/)
    await page.close()
  })

  it('comes back after its graphics context was lost', async () => {
    const { page } = await open('#scene=cube')
    await settled(page, 'cube')
    await page.evaluate(() => {
      const lost = [...(window as unknown as Seen).seen.contexts].at(-1)?.getExtension('WEBGL_lose_context')
      lost?.loseContext()
      setTimeout(() => lost?.restoreContext(), 100)
    })
    await panel(page).getByText('being restored').waitFor()
    await panel(page).waitFor({ state: 'hidden', timeout: 120_000 })
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('blue')
    await page.close()
  })
})

describe('splats in a tour', () => {
  it('are drawn upright', async () => {
    const { page, faults } = await open('#scene=cloud')
    await settled(page, 'cloud')
    // Below lies what the training had above: y points downwards there.
    await expect.poll(() => hueAt(page, 320, 169), { timeout: 60_000 }).toBe('green')
    expect(await hueAt(page, 249, 240)).toBe('blue')
    expect(await hueAt(page, 391, 240)).toBe('red')
    expect(await drawnAtRest(page)).toBe(0)
    expect(faults).toEqual([])
    await page.close()
  })
})

describe('a phone', () => {
  it('gets fewer splats, is told so, and may have all of them', async () => {
    server.asked.length = 0
    const { page } = await open('#scene=cloud', { hasTouch: true, isMobile: true })
    await settled(page, 'cloud')
    await panel(page).getByText('Simplified for this device').waitFor()
    const files = () => server.asked.filter((path) => path.endsWith('.sog'))
    expect(files()).toEqual(['/models/small.sog'])
    await panel(page).getByRole('button', { name: 'Show in full' }).click()
    await panel(page).waitFor({ state: 'hidden', timeout: 120_000 })
    await settled(page, 'cloud')
    expect(files()).toEqual(['/models/small.sog', '/models/cloud.sog'])
    expect(await livingContexts(page)).toBe(2)
    await page.close()
  })

  it('turns with one finger, and comes closer with two', async () => {
    const { page } = await open('#scene=cube', { hasTouch: true, isMobile: true, reducedMotion: 'reduce' })
    await settled(page, 'cube')
    const session = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: (readonly [x: number, y: number])[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
    const before = await standsAt(page, 'back')
    await touch('touchStart', [280, 300], [360, 300])
    for (const apart of [5, 15, 25]) await touch('touchMove', [280 - apart, 300], [360 + apart, 300])
    await touch('touchEnd')
    // Farther from the middle: at 4.9 m instead of 8.
    await expect.poll(async () => (await standsAt(page, 'back')).x - 320).toBeGreaterThan(1.6 * (before.x - 320))
    await touch('touchStart', [400, 300])
    for (const x of [300, 200, 100]) await touch('touchMove', [x, 300])
    await touch('touchEnd')
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('red')
    await page.close()
  })
})

describe('a model that does not open', () => {
  it('says that its file is damaged, and leads on', async () => {
    const { page } = await open('#scene=broken')
    await panel(page).getByText("can't be shown").waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Scenes' }).click()
    await page.locator('[data-scene-id="cube"]').click()
    await settled(page, 'cube')
    expect(await hueAt(page, 320, 260)).toBe('blue')
    await page.close()
  })

  it('is fetched again when it has not arrived', async () => {
    server.files.delete('/models/late.glb')
    const { page } = await open('#scene=late')
    await panel(page).getByText("hasn't arrived").waitFor({ timeout: 60_000 })
    server.files.set('/models/late.glb', { body: cube, type: 'model/gltf-binary' })
    await panel(page).getByRole('button', { name: 'Try again' }).click()
    await settled(page, 'late')
    expect(await hueAt(page, 320, 260)).toBe('blue')
    await page.close()
  })

  it('asks before it opens what is too heavy for the device', async () => {
    const { page } = await open('#scene=heavy')
    await panel(page).getByText('5.4 million triangles').waitFor({ timeout: 60_000 })
    await panel(page).getByRole('button', { name: 'Open anyway' }).waitFor()
    expect(await livingContexts(page)).toBe(1)
    await page.close()
  })
})
