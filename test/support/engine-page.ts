// Panoramas of known truth on a page that holds nothing but the engine, and ways to look at them from a test.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { PanoramaSource } from '#tour/published.ts'
import { type Pyramid, pyramidFor } from '#tour/pyramid.ts'
import type { View } from '#tour/view.ts'
import type { PanoramaOptions } from '#viewer/engine/panorama.ts'
import { cutCube, decodeImage } from './reference-cube.ts'
import { type Pixels, syntheticPhoto } from './synthetic-photo.ts'
import { buildBrowserEntry, type FileServer, type ServedFile, serveFiles } from './viewer-server.ts'

export interface ServedPanoramas {
  server: FileServer
  sources: PanoramaSource[]
  photos: Pixels[]
}

export interface PanoramaWish {
  widthPx: number
  pyramid?: Pyramid
  photo?: Pixels
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>engine</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%}canvas{display:block;width:100%;height:100%}</style></head>
<body><canvas></canvas><script type="module" src="/engine.js"></script></body></html>`

export async function servePanoramas(wishes: PanoramaWish[], quality = 95): Promise<ServedPanoramas> {
  const files = new Map<string, ServedFile>()
  const sources: PanoramaSource[] = []
  const photos: Pixels[] = []
  for (const [index, wish] of wishes.entries()) {
    const photo = wish.photo ?? syntheticPhoto(wish.widthPx, index * 10 + 1)
    const { pyramid, tiles, preview } = await cutCube(photo, wish.pyramid ?? pyramidFor(wish.widthPx), quality)
    const tilesUrl = `/tiles/${index}/`
    for (const [name, body] of tiles) files.set(tilesUrl + name, { body, type: 'image/jpeg' })
    sources.push({ id: `panorama-${index}`, pyramid, tilesUrl, preview })
    photos.push(photo)
  }
  const { script, chunks } = await buildBrowserEntry('test/support/engine-entry.ts', 'engine.js')
  files.set('/engine.js', { body: script, type: 'text/javascript' })
  for (const [name, body] of chunks) files.set(`/${name}`, { body, type: 'text/javascript' })
  files.set('/', { body: page, type: 'text/html; charset=utf-8' })
  return { server: await serveFiles(files), sources, photos }
}

/** A page with a panorama on its canvas; `before` runs in the page ahead of its scripts. */
export async function openEngine(
  browser: Browser,
  { server, sources }: ServedPanoramas,
  options: BrowserContextOptions & { engine?: PanoramaOptions; view?: View; before?: () => void } = {},
): Promise<Page> {
  const { engine = {}, view, before, ...context } = options
  const opened = await (await browser.newContext({ bypassCSP: true, ...context })).newPage()
  opened.setDefaultTimeout(60_000)
  if (before) await opened.addInitScript(before)
  await opened.goto(server.url)
  await opened.waitForFunction(() => 'engine' in window)
  await opened.evaluate(
    ({ engine, source, view }) => {
      const canvas = document.querySelector('canvas')
      if (!canvas) throw new Error('no canvas')
      window.panorama = window.engine.createPanorama(canvas, engine)
      if (source) window.panorama.show(source, view)
    },
    { engine, source: sources[0], view },
  )
  await settled(opened)
  return opened
}

/** Resolves when the complete picture has come to rest. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        const { panorama } = window
        const end = panorama.on('settled', () => {
          end()
          done()
        })
        // Counted anew, in case that it rests already.
        panorama.drawWith(undefined)
      }),
  )
}

/** Turns at once, and waits for the complete picture. */
export async function lookAt(page: Page, view: View, planet = 0): Promise<void> {
  await page.evaluate(
    ({ view, planet }) => {
      window.panorama.view = view
      window.panorama.planet = planet
      return new Promise<void>((done) => {
        const end = window.panorama.on('settled', () => {
          end()
          done()
        })
        window.panorama.drawWith(undefined)
      })
    },
    { view, planet },
  )
}

export const pictureOf = async (page: Page): Promise<Pixels> => decodeImage(await page.screenshot())
