// The engine under strain, in a real browser: seams, memory, rest, a lost context, pictures on walls, and every kind of hand.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  lookAt,
  openEngine,
  pictureOf,
  type ServedPanoramas,
  servePanoramas,
  settled,
} from '#test/support/engine-page.ts'
import { framesOf } from '#test/support/frames.ts'
import { psnr, referenceView } from '#test/support/reference-cube.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { type Angles, directionOf } from '#tour/angles.ts'
import { project } from '#tour/projection.ts'
import type { View } from '#tour/view.ts'

const megabyte = 1024 * 1024
const patient = { timeout: 20_000 }
const size = { widthPx: 640, heightPx: 400 }
const viewport = { width: size.widthPx, height: size.heightPx }
const ahead: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 80 }
const dots: Angles[] = [
  { yawDegrees: 0, pitchDegrees: 0 },
  { yawDegrees: 28, pitchDegrees: 11 },
  { yawDegrees: -31, pitchDegrees: -17 },
  { yawDegrees: 43, pitchDegrees: -9 },
  { yawDegrees: -9, pitchDegrees: 22 },
]

let browser: Browser
let served: ServedPanoramas

beforeAll(async () => {
  served = await servePanoramas([
    { widthPx: 2048 },
    { widthPx: 2048, photo: dottedPhoto(2048) },
    // Four levels of very large texels: whatever is wrong at an edge is as large.
    { widthPx: 1024, photo: gradientPhoto(1024), pyramid: { tilePx: 16, levels: 4, format: 'jpg' } },
    ...Array.from({ length: 6 }, () => ({ widthPx: 1024 })),
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

describe('seams', () => {
  const places = [
    { where: 'the edge of two faces', yawDegrees: 45, pitchDegrees: 0 },
    { where: 'a corner of three faces', yawDegrees: 45, pitchDegrees: 35.264 },
    { where: 'edges of tiles inside a face', yawDegrees: 0, pitchDegrees: 0 },
    { where: 'the upper edge of the face behind', yawDegrees: 180, pitchDegrees: 45 },
  ]

  it.each([1, 2, 3, 4])('do not show on level %i, magnified many times', async (level) => {
    const page = await openEngine(browser, served, { viewport })
    await page.evaluate(
      ({ source, level }) => {
        if (source)
          window.panorama.show({ ...source, id: `level ${level}`, pyramid: { ...source.pyramid, levels: level } })
      },
      { source: served.sources[2], level },
    )
    for (const { where, ...place } of places) {
      await lookAt(page, { ...place, fovDegrees: 30 })
      const steepest = steepestStep(await pictureOf(page))
      console.log(`level ${level}, ${where}: steps of at most ${steepest}`)
      // The photo itself rises by less than one value per pixel here, a clamped edge by a whole texel's worth.
      expect(steepest).toBeLessThanOrEqual(4)
    }
  })
})

describe('projected points', () => {
  it.each([
    { projection: 'straight', fovDegrees: 85, planet: 0 },
    { projection: 'bent', fovDegrees: 120, planet: 0 },
    { projection: 'a planet', fovDegrees: 100, planet: 1 },
  ])('lie within half a pixel of what is drawn: $projection', async ({ fovDegrees, planet }) => {
    const page = await openEngine(browser, served, { viewport })
    await show(page, 1)
    let compared = 0
    for (const view of [ahead, { ...ahead, yawDegrees: 14, pitchDegrees: 9 }]) {
      await lookAt(page, { ...view, fovDegrees }, planet)
      const picture = await pictureOf(page)
      for (const dot of dots) {
        const told = await page.evaluate((dot) => window.panorama.project(dot.yawDegrees, dot.pitchDegrees), dot)
        const known = project({ view: { ...view, fovDegrees }, ...size, planet }, dot)
        if (!told || !known) throw new Error('the dot is behind the camera')
        expect(Math.hypot(told.x - known.x, told.y - known.y)).toBeLessThan(1e-6)
        if (Math.min(known.x, known.y, size.widthPx - known.x, size.heightPx - known.y) < 10) continue
        compared++
        const seen = brightestNear(picture, told)
        expect(Math.hypot(told.x - seen.x, told.y - seen.y)).toBeLessThan(0.5)
      }
    }
    expect(compared).toBeGreaterThan(6)
  })
})

it('draws no frame while nothing changes, and a few when something does', async () => {
  const page = await openEngine(browser, served, { viewport, before: countDraws })
  const draws = () => page.evaluate(() => Number(document.documentElement.dataset.draws))
  const before = await draws()
  await framesOf(page, 60)
  expect(await draws()).toBe(before)
  await lookAt(page, { ...ahead, yawDegrees: 5 })
  const after = await draws()
  expect(after).toBeGreaterThan(before)
  await framesOf(page, 30)
  expect(await draws()).toBe(after)
})

it('draws the same picture after the context was lost, in a room and with pictures on its walls', async () => {
  const page = await openEngine(browser, served, { viewport, view: ahead })
  await hang(page)
  const before = await pictureOf(page)
  const plain = referenceView(photoOf(0), { view: ahead, ...size })
  expect(psnr(before, plain)).toBeLessThan(30)
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const end = window.panorama.on('contextRestored', () => {
          end()
          done()
        })
        const loss = window.panorama.glContext.getExtension('WEBGL_lose_context')
        loss?.loseContext()
        setTimeout(() => loss?.restoreContext(), 50)
      }),
  )
  await settled(page)
  expect(psnr(await pictureOf(page), before)).toBeGreaterThan(60)
})

it('shows panoramas without a preview, at once or after another, when their coarse tiles are there', async () => {
  const page = await openEngine(browser, served, { viewport })
  const steps: boolean[] = []
  for (const [index, isCut] of [
    [1, true],
    [0, false],
  ] as const) {
    const { sources } = served
    const blank = await page.evaluate(
      async ({ source, isCut, view }) => {
        if (!source) return true
        const bare = { ...source, id: `bare ${isCut}`, preview: '' }
        await window.panorama.goTo(bare, { view, transition: isCut ? 'cut' : 'fade' })
        return window.panorama.source?.id !== bare.id
      },
      { source: sources[index], isCut, view: ahead },
    )
    steps.push(blank)
    await settled(page)
    const decibels = psnr(await pictureOf(page), referenceView(photoOf(index), { view: ahead, ...size }))
    expect(decibels).toBeGreaterThan(isCut ? 30 : 40)
  }
  expect(steps).toEqual([false, false])
})

it('hangs a picture exactly where its corners are, in every projection, and takes it off again', async () => {
  const page = await openEngine(browser, served, { viewport, view: ahead })
  await hang(page)
  const corners = quadCorners
  for (const { fovDegrees, planet } of [
    { fovDegrees: 80, planet: 0 },
    { fovDegrees: 120, planet: 0 },
    { fovDegrees: 100, planet: 1 },
  ]) {
    const view = { ...ahead, yawDegrees: 4, fovDegrees }
    await lookAt(page, view, planet)
    const picture = await pictureOf(page)
    const at = (s: number, t: number) => {
      const mix = (key: 'yawDegrees' | 'pitchDegrees') =>
        (corners[0][key] * (1 - s) + corners[1][key] * s) * (1 - t) +
        (corners[3][key] * (1 - s) + corners[2][key] * s) * t
      const point = project(
        { view, ...size, planet },
        { yawDegrees: mix('yawDegrees'), pitchDegrees: mix('pitchDegrees') },
      )
      return point ? colourAt(picture, point) : [0, 0, 0]
    }
    for (const [s, t] of [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.9],
      [0.1, 0.9],
      [0.5, 0.5],
    ] as const) {
      expect(at(s, t)[0]).toBeGreaterThan(230)
      expect(at(s, t)[1]).toBeLessThan(30)
    }
    expect(at(-0.1, 0.5)[0]).toBeLessThan(220)
    expect(at(0.5, 1.1)[0]).toBeLessThan(220)
  }
  await page.evaluate(() => window.panorama.setQuads([]))
  await lookAt(page, ahead)
  expect(psnr(await pictureOf(page), referenceView(photoOf(0), { view: ahead, ...size }))).toBeGreaterThan(40)
})

it('mixes two scenes as light would: halfway between black and white is what half the light is', async () => {
  const page = await openEngine(browser, served, { viewport, view: ahead })
  await page.evaluate(
    async ([first, next]) => {
      if (!first || !next) return
      // There and back: what a change needs is there from now on.
      for (const source of [next, first]) await window.panorama.goTo(source, { view: (current) => current })
      const way = {
        durationMs: 1e9,
        at: (_: number, from: View, to: View) => ({
          leaving: { view: from },
          arriving: { view: to },
          opacity: 0.5,
        }),
      }
      void window.panorama.goTo(next, { view: (current) => current, way })
    },
    served.sources.slice(0, 2),
  )
  const [a, b] = [
    referenceView(photoOf(0), { view: ahead, ...size }),
    referenceView(photoOf(1), { view: ahead, ...size }),
  ]
  const light = {
    ...a,
    data: a.data.map((value, i) => Math.round(Math.sqrt((value ** 2 + (b.data[i] ?? 0) ** 2) / 2))),
  }
  // It stays half-way; the fine tiles of the other one may still come.
  await expect.poll(async () => psnr(await pictureOf(page), light), patient).toBeGreaterThan(38)
})

it('holds its memory over many scene changes: neither textures nor objects pile up', async () => {
  const page = await openEngine(browser, served, { viewport, engine: { textureBudgetBytes: 24 * megabyte } })
  const session = await page.context().newCDPSession(page)
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const walk = (changes: number) =>
    page.evaluate(
      async ({ sources, changes }) => {
        let most = 0
        for (let change = 0; change < changes; change++) {
          const source = sources[change % sources.length]
          if (!source) continue
          const way = {
            durationMs: 1,
            at: (_: number, from: View, to: View) => ({ leaving: { view: from }, arriving: { view: to }, opacity: 1 }),
          }
          await window.panorama.goTo(source, { view: { yawDegrees: change * 7, pitchDegrees: 0, fovDegrees: 80 }, way })
          most = Math.max(most, window.panorama.usage.textureBytes)
        }
        return most
      },
      { sources: served.sources, changes },
    )
  await walk(60)
  const before = await heap()
  const most = await walk(80)
  const growth = (await heap()) - before
  console.log(
    `texture peak ${(most / megabyte).toFixed(1)} MB, heap growth ${(growth / 1024).toFixed(0)} KB over 80 changes`,
  )
  expect(most).toBeLessThanOrEqual(24 * megabyte + size.widthPx * size.heightPx * 4)
  expect(growth).toBeLessThan(80 * 2 * 1024)
})

function photoOf(index: number): Pixels {
  const photo = served.photos[index]
  if (!photo) throw new Error(`no photo ${index}`)
  return photo
}

async function show(page: Page, index: number): Promise<void> {
  await page.evaluate((source) => source && window.panorama.show(source), served.sources[index])
  await settled(page)
}

const quadCorners = [
  { yawDegrees: -12, pitchDegrees: 10 },
  { yawDegrees: 10, pitchDegrees: 12 },
  { yawDegrees: 10, pitchDegrees: -9 },
  { yawDegrees: -12, pitchDegrees: -8 },
] as const

async function hang(page: Page): Promise<void> {
  await page.evaluate((corners) => {
    const pixels = document.createElement('canvas')
    pixels.width = pixels.height = 64
    const context = pixels.getContext('2d')
    if (context) {
      context.fillStyle = '#ff0000'
      context.fillRect(0, 0, 64, 64)
    }
    window.panorama.setQuads([{ id: 'red', corners: [...corners], pixels }])
  }, quadCorners)
  const middle = { x: size.widthPx / 2, y: size.heightPx / 2 }
  await expect.poll(async () => colourAt(await pictureOf(page), middle), patient).toEqual([255, 0, 0])
  await settled(page)
}

/** White dots on grey. */
function dottedPhoto(widthPx: number): Pixels {
  const directions = dots.map(directionOf)
  return paintPhoto(widthPx, (direction) => {
    const cosine = Math.max(
      ...directions.map((dot) => dot[0] * direction[0] + dot[1] * direction[1] + dot[2] * direction[2]),
    )
    return 40 + 215 * Math.exp(-(Math.acos(Math.min(1, cosine)) ** 2) / 0.0004)
  })
}

/** Slowly from dark to bright in every direction of space. */
const gradientPhoto = (widthPx: number) =>
  paintPhoto(widthPx, ([x, y, z]) => 128 + 40 * Math.sin(3 * x) + 40 * Math.sin(3 * y + 1) + 40 * Math.sin(3 * z + 2))

function paintPhoto(widthPx: number, valueAt: (direction: readonly [number, number, number]) => number): Pixels {
  const heightPx = widthPx / 2
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const yawDegrees = ((column + 0.5) / widthPx - 0.5) * 360
      const pitchDegrees = (0.5 - (row + 0.5) / heightPx) * 180
      data.fill(
        valueAt(directionOf({ yawDegrees, pitchDegrees })),
        (row * widthPx + column) * 3,
        (row * widthPx + column) * 3 + 3,
      )
    }
  }
  return { data, widthPx, heightPx }
}

/** The largest difference of green between neighbours. */
function steepestStep({ data, widthPx, heightPx }: Pixels): number {
  let most = 0
  const green = (row: number, column: number) => data[(row * widthPx + column) * 3 + 1] ?? 0
  for (let row = 1; row < heightPx; row++) {
    for (let column = 1; column < widthPx; column++) {
      const here = green(row, column)
      most = Math.max(most, Math.abs(here - green(row, column - 1)), Math.abs(here - green(row - 1, column)))
    }
  }
  return most
}

/** Centre of the light around a point. */
function brightestNear({ data, widthPx }: Pixels, point: { x: number; y: number }): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0]
  const [column, row] = [Math.round(point.x - 0.5), Math.round(point.y - 0.5)]
  for (let down = -7; down <= 7; down++) {
    for (let right = -7; right <= 7; right++) {
      const light = Math.max(0, (data[((row + down) * widthPx + column + right) * 3 + 1] ?? 0) - 90)
      sum += light
      x += light * (column + right + 0.5)
      y += light * (row + down + 0.5)
    }
  }
  return { x: x / sum, y: y / sum }
}

function colourAt({ data, widthPx }: Pixels, { x, y }: { x: number; y: number }): number[] {
  const at = (Math.floor(y) * widthPx + Math.floor(x)) * 3
  return [...data.subarray(at, at + 3)]
}

/** Runs in the page: counts draw calls in an attribute of the document. */
function countDraws(): void {
  const gl = WebGL2RenderingContext.prototype
  const { drawArraysInstanced } = gl
  let draws = 0
  gl.drawArraysInstanced = function (...call) {
    draws++
    document.documentElement.dataset.draws = String(draws)
    drawArraysInstanced.apply(this, call)
  }
}
