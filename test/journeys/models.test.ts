// Scenes that are models and splats, as visitors meet them in a real browser that draws in software: kept tiny.
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cubeGlb, splatSog } from '#test/support/models.ts'
import { type FileServer, viewerPage, viewerWords } from '#test/support/viewer-server.ts'
import { serveTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { project } from '#tour/projection.ts'
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
      modelScene('cloud', { kind: 'splat', camera: undefined }),
      modelScene('broken'),
      modelScene('heavy'),
    ],
    attachments: {
      cube: attachment('model', '/models/cube.glb'),
      cloud: attachment('splat', '/models/cloud.sog'),
      broken: attachment('model', '/models/broken.glb'),
      heavy: attachment('model', '/models/heavy.glb'),
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
  await page.addInitScript(() => localStorage.setItem('panoqor.hinted', ''))
  await page.goto(`${server.url}/${place}`)
  return { page, faults }
}

const settled = (page: Page, scene: string) =>
  page.locator(`#viewer[data-scene="${scene}"][data-settled="true"]`).waitFor({ timeout: 120_000 })

const model = (page: Page) => page.locator('.pv-model[data-shown] > canvas')

/** What is on screen at some places, without what floats over it. */
async function coloursAt(page: Page, points: readonly (readonly [x: number, y: number])[]) {
  await page.addStyleTag({ content: '' }).catch(() => {})
  const shot = await model(page).screenshot()
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return points.map(([x, y]) => {
    const at = (Math.round(y) * info.width + Math.round(x)) * 3
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0] as const
  })
}

const isBlue = ([red, green, blue]: readonly [number, number, number]) => blue > 150 && red < 90 && green < 90
const isRed = ([red, green, blue]: readonly [number, number, number]) => red > 150 && blue < 90 && green < 90

describe('a model in a tour', () => {
  it('is drawn, and its hotspots stand where the maths puts them', async () => {
    const { page, faults } = await open('#scene=cube')
    await settled(page, 'cube')
    const [middle, outside] = await coloursAt(page, [
      [320, 260],
      [60, 60],
    ])
    expect(middle && isBlue(middle)).toBe(true)
    expect(outside && outside.every((value) => value > 170)).toBe(true)
    const box = await page.locator('[data-hotspot="back"]').evaluate((element) => {
      const { e, f } = new DOMMatrix(getComputedStyle(element).transform)
      return { x: e, y: f }
    })
    const seen = project(
      { view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 40 }, widthPx: 640, heightPx: 480 },
      {
        yawDegrees: (Math.atan2(1, 7) * 180) / Math.PI,
        pitchDegrees: (Math.atan2(1, Math.hypot(1, 7)) * 180) / Math.PI,
      },
    )
    expect(Math.hypot(box.x - (seen?.x ?? 0), box.y - (seen?.y ?? 0))).toBeLessThan(1)
    expect(faults).toEqual([])
    await page.close()
  })
})
