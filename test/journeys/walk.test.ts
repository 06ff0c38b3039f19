// The walk in a real browser against true pictures from between: two rooms of maths, photographed at both ends of the way.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eastRoom, panoramaFrom, placeIn, truthFrom, westRoom } from '#test/support/box-rooms.ts'
import { openEngine, pictureOf, type ServedPanoramas, servePanoramas, settled } from '#test/support/engine-page.ts'
import { framesOf } from '#test/support/frames.ts'
import { psnr } from '#test/support/reference-cube.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { wrapDegrees } from '#tour/angles.ts'
import type { Place3d } from '#tour/places.ts'
import type { View } from '#tour/view.ts'

const size = { width: 640, height: 360 }
const panoramaPx = 2048
const shares = [0.25, 0.5, 0.75]

const places = {
  west: placeIn(westRoom, [-2.4, 1.5, 0.35], 40),
  east: placeIn(eastRoom, [2.2, 1.5, -0.4], 250),
  corner: placeIn(westRoom, [-4.1, 1.5, -0.9], 120),
}
const order = ['west', 'east', 'corner'] as const

let browser: Browser
let served: ServedPanoramas
let page: Page

beforeAll(async () => {
  const photos = order.map((name) => panoramaFrom(places[name], panoramaPx))
  served = await servePanoramas(photos.map((photo) => ({ widthPx: panoramaPx, photo })))
  browser = await launchWebGlBrowser()
  page = await openEngine(browser, served, { viewport: size })
  // Every tile is there before the first walk: what is compared is the walk, not how fast a picture comes.
  for (const source of served.sources) {
    await page.evaluate((source) => window.panorama.show(source), source)
    await settled(page)
  }
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

describe.each([
  { way: 'within a room', from: 'corner', to: 'west', headingDegrees: 115 },
  {
    way: 'within a room, looking aside',
    from: 'west',
    to: 'corner',
    headingDegrees: 20,
  },
  { way: 'through the door', from: 'west', to: 'east', headingDegrees: 95 },
  {
    way: 'through the door, looking back',
    from: 'west',
    to: 'east',
    headingDegrees: -80,
  },
] as const)('$way', ({ from, to, headingDegrees }) => {
  it('is near the truth and far better than a fade', async () => {
    const [start, end] = [places[from], places[to]]
    for (const share of shares) {
      const truth = truthFrom(between(start, end, share), cameraAt(headingDegrees))
      await freeze(from, to, headingDegrees, share, true)
      const walked = psnr(await pictureOf(page), truth)
      await freeze(from, to, headingDegrees, share, false)
      const faded = psnr(await pictureOf(page), truth)
      console.log(`${from} → ${to} at ${share}: ${walked.toFixed(1)} dB, faded ${faded.toFixed(1)} dB`)
      expect(walked).toBeGreaterThan(23)
      expect(walked - faded).toBeGreaterThan(6)
    }
  })
})

it('never shows anything black, and ends with the picture of the new scene', async () => {
  for (const headingDegrees of [95, -80]) {
    for (const share of [0.5, 0.53, 0.54, 0.58]) {
      await freeze('west', 'east', headingDegrees, share, true)
      const { data } = await pictureOf(page)
      let black = 0
      for (let at = 0; at < data.length; at += 3)
        if (Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) < 12) black++
      expect(black).toBe(0)
    }
  }
  await freeze('west', 'east', 95, 1, true)
  expect(psnr(await pictureOf(page), truthFrom(places.east.positionMetres, cameraAt(95)))).toBeGreaterThan(28)
  const atEnd = await pictureOf(page)
  await page.evaluate(
    ({ source, view }) => {
      if (source) window.panorama.show(source, view)
    },
    { source: served.sources[1], view: viewIn('east', 95) },
  )
  await settled(page)
  expect(psnr(await pictureOf(page), atEnd)).toBeGreaterThan(40)
})

const cameraAt = (headingDegrees: number) => ({
  view: { yawDegrees: headingDegrees, pitchDegrees: -4, fovDegrees: 85 },
  widthPx: size.width,
  heightPx: size.height,
})

const between = (a: Place3d, b: Place3d, share: number) => {
  const at = (axis: 0 | 1 | 2) => a.positionMetres[axis] + (b.positionMetres[axis] - a.positionMetres[axis]) * share
  return [at(0), at(1), at(2)] as const
}

function viewIn(name: keyof typeof places, headingDegrees: number): View {
  const yawDegrees = wrapDegrees(headingDegrees - places[name].headingDegrees)
  return { ...cameraAt(headingDegrees).view, yawDegrees }
}

/** Shows the change between two scenes at a share of the way, and leaves it there. */
async function freeze(
  from: keyof typeof places,
  to: keyof typeof places,
  headingDegrees: number,
  share: number,
  isWalk: boolean,
): Promise<void> {
  const source = (name: keyof typeof places) => served.sources[order.indexOf(name)]
  const wish = {
    places: [places[from], places[to]] as const,
    sources: [source(from), source(to)] as const,
    views: [viewIn(from, headingDegrees), viewIn(to, headingDegrees)] as const,
    share,
    isWalk,
  }
  await page.evaluate(async ({ places, sources, views, share, isWalk }) => {
    const { panorama, engine } = window
    const [old, next] = sources
    const walk = engine.walkWay(...places)
    if (!old || !next || !walk) throw new Error('nowhere to walk')
    panorama.show(old, views[0])
    await new Promise<void>((done) => {
      const end = panorama.on('settled', () => {
        end()
        done()
      })
    })
    // The time at which so much of the way lies behind: the way is eased.
    let [low, high] = [0, 1]
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2
      if (middle * middle * (3 - 2 * middle) < share) low = middle
      else high = middle
    }
    let seen = () => {}
    const begun = new Promise<void>((done) => {
      seen = done
    })
    const frozen: typeof walk.at = (_, start, end) => {
      seen()
      if (isWalk) return walk.at(high, start, end)
      return { leaving: { view: start }, arriving: { view: end }, opacity: share }
    }
    void panorama.goTo(next, { view: views[1], way: { durationMs: 1e9, at: frozen } })
    await begun
  }, wish)
  await framesOf(page, 3)
}
