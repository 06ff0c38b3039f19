// The same panorama in four viewers: for each the files of a page that shows it at yaw 0, 90° across the longer side, with nothing
// else on it. All read the same tiles at /tiles/<level>/<face><row>_<column>.jpg.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBrowserEntry, viewerPage, viewerWords } from '#test/support/viewer-server.ts'
import type { PublishedTour } from '#tour/published.ts'
import { facePx, type Pyramid, tilesAcross } from '#tour/pyramid.ts'
import type { WireFile } from './wire-server.ts'

export type PageFiles = Map<string, WireFile>
export interface Shape {
  pyramid: Pyramid
  preview: string
  /** Fields of view across and down the picture: each peer is told the one that it asks for. */
  fov: { width: number; height: number }
}

const modules = new URL('../../node_modules/', import.meta.url)
const isInstalled = (name: string) => existsSync(new URL(`${name}/package.json`, modules))
const fileOf = (path: string) => readFile(new URL(path, modules), 'utf8')
const html = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/html; charset=utf-8' })
const script = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/javascript' })
const style = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/css' })
const page = (head: string, body: string) =>
  html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A tour</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">${head}
<style>html,body,#p{margin:0;width:100%;height:100%}</style></head><body><div id="p"></div>${body}</body></html>`)

/** The whole public viewer with its texts in three languages, not only the engine. */
export async function oursPage({ pyramid, preview }: Shape): Promise<PageFiles> {
  const tour: PublishedTour = {
    format: 1,
    tourId: 'tour',
    version: 1,
    title: { en: 'A tour' },
    description: {},
    languages: ['kk', 'ru', 'en'],
    defaultLanguage: 'en',
    start: 'a',
    publisher: 'Example',
    scenes: [
      {
        id: 'a',
        name: { en: 'Room' },
        panorama: { id: 'panorama', pyramid, tilesUrl: '/tiles/', preview },
        pose: { headingDegrees: 0 },
        view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
        hotspots: [],
        thumbnailUrl: '/thumbnail.webp',
      },
    ],
  }
  const built = await buildBrowserEntry('src/viewer/main.ts', 'viewer.js')
  return new Map([
    ['/', html(viewerPage(tour, await viewerWords('en')))],
    ['/viewer.js', script(built.script)],
    ['/viewer.css', style(built.style)],
  ])
}

export async function pannellumPage({ pyramid, fov }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('pannellum')) return undefined
  const config = {
    type: 'multires',
    autoLoad: true,
    showControls: false,
    hfov: fov.width,
    multiRes: {
      basePath: '/tiles',
      path: '/%l/%s%y_%x',
      extension: 'jpg',
      tileResolution: pyramid.tilePx,
      maxLevel: pyramid.levels,
      cubeResolution: facePx(pyramid, pyramid.levels),
    },
  }
  return new Map([
    [
      '/',
      page(
        '<link rel="stylesheet" href="/p.css"><script src="/p.js"></script>',
        `<script>pannellum.viewer('p',${JSON.stringify(config)})</script>`,
      ),
    ],
    ['/p.js', script(await fileOf('pannellum/build/pannellum.js'))],
    ['/p.css', style(await fileOf('pannellum/build/pannellum.css'))],
  ])
}

export async function marzipanoPage({ pyramid, fov }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('marzipano')) return undefined
  const levels = levelsOf(pyramid).map((level) => ({ tileSize: pyramid.tilePx, size: facePx(pyramid, level) }))
  const start = `const viewer = new Marzipano.Viewer(document.getElementById('p'))
const source = new Marzipano.ImageUrlSource(t => ({ url: '/tiles/' + (t.z + 1) + '/' + t.face + t.y + '_' + t.x + '.jpg' }))
const geometry = new Marzipano.CubeGeometry(${JSON.stringify(levels)})
const view = new Marzipano.RectilinearView({ yaw: 0, pitch: 0, fov: ${(fov.height * Math.PI) / 180} })
viewer.createScene({ source, geometry, view }).switchTo({ transitionDuration: 0 })`
  return new Map([
    ['/', page('<script src="/m.js"></script>', `<script>${start}</script>`)],
    ['/m.js', script(await fileOf('marzipano/dist/marzipano.js'))],
  ])
}

/** Photo Sphere Viewer can't be loaded by a plain script: its core and the tiles adapter are bundled with what they stand on. */
export async function psvPage({ pyramid, fov }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('@photo-sphere-viewer/core') || !isInstalled('@photo-sphere-viewer/cubemap-tiles-adapter'))
    return undefined
  const levels = levelsOf(pyramid).map((level) => ({ faceSize: facePx(pyramid, level), nbTiles: tilesAcross(level) }))
  // The zoom level runs from maxFov (90°) at 0 to minFov (30°) at 100.
  const zoom = ((90 - fov.height) / 60) * 100
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-psv-'))
  const entry = join(folder, 'entry.js')
  const from = (name: string) => JSON.stringify(new URL(`${name}/index.module.js`, modules).pathname)
  await writeFile(
    entry,
    `import { Viewer } from ${from('@photo-sphere-viewer/core')}
import { CubemapTilesAdapter } from ${from('@photo-sphere-viewer/cubemap-tiles-adapter')}
const letters = { left: 'l', front: 'f', right: 'r', back: 'b', top: 'u', bottom: 'd' }
new Viewer({ container: 'p', navbar: false, defaultZoomLvl: ${zoom}, adapter: CubemapTilesAdapter, panorama: {
  levels: ${JSON.stringify(levels)}, flipTopBottom: true,
  tileUrl: (face, column, row, level) => '/tiles/' + (level + 1) + '/' + letters[face] + row + '_' + column + '.jpg' } })`,
  )
  try {
    const built = await buildBrowserEntry(entry)
    return new Map([
      ['/', page('<link rel="stylesheet" href="/s.css">', '<script type="module" src="/s.js"></script>')],
      ['/s.js', script(built.script)],
      ['/s.css', style(await fileOf('@photo-sphere-viewer/core/index.css'))],
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
}

const levelsOf = ({ levels }: Pyramid) => Array.from({ length: levels }, (_, index) => index + 1)
