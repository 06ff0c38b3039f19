// Our side of the comparison: the real page of a published tour with the viewer as the product builds it, the same with a handle
// for the bench, and the bare engine.
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import { tourPage } from '#rooms/publishing/pages/tour-page.ts'
import { buildBrowserEntry } from '#test/support/viewer-server.ts'
import type { PanoramaSource, PublishedTour } from '#tour/published.ts'
import type { WireFile } from '../visit/wire-server.ts'
import { html, type PageFiles, page, type Shape, script } from './peers.ts'
import { thumbnailUrlOf, tilesUrlOf } from './world.ts'

const fileHere = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const assetsUrl = '/assets/viewer/'
const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }

/** The complete public viewer; `driven` puts the bench's handle in. */
export async function viewerPage(shape: Shape, { driven = false } = {}): Promise<PageFiles> {
  const { files, entry, imports, styleSheet } = await buildViewer(driven ? fileHere('driven-viewer.ts') : undefined)
  const manifest = tourOf(shape)
  const text = tourPage({ slug: 'tour', manifest }, 'en', {
    origin: 'http://127.0.0.1',
    // As the server reads it from the build's manifest.
    assets: {
      script: assetsUrl + entry,
      style: assetsUrl + styleSheet,
      imports: imports.map((name) => assetsUrl + name),
    },
    kind: 'page',
  })
  // The icon is no part of the comparison; the peers' pages have none.
  return new Map([['/', html(text.replace(/<link rel="icon"[^>]*>/, '<link rel="icon" href="data:,">'))], ...files])
}

export async function enginePage(shape: Shape): Promise<PageFiles> {
  const built = await buildBrowserEntry(fileHere('bare-engine.ts'))
  // Chunks that are loaded later ask for it by this name.
  const entry = '/bare-engine.js'
  const scenes = JSON.stringify(Array.from({ length: shape.scenes }, (_, scene) => sourceOf(shape, scene)))
  return new Map([
    [
      '/',
      page(
        `<link rel="modulepreload" href="${entry}">`,
        `<script type="application/json" id="scenes">${scenes}</script><script type="module" src="${entry}"></script>`,
      ),
    ],
    [entry, script(built.script)],
    ...[...built.chunks].map(([name, code]): [string, WireFile] => [`/${name}`, script(code)]),
  ])
}

const sourceOf = ({ pyramid, preview }: Shape, scene: number): PanoramaSource => ({
  id: `panorama-${scene}`,
  pyramid,
  tilesUrl: tilesUrlOf(scene),
  preview,
})

function tourOf(shape: Shape): PublishedTour {
  return {
    format: 1,
    tourId: 'tour',
    version: 1,
    title: { en: 'A tour' },
    description: {},
    languages: ['kk', 'ru', 'en'],
    defaultLanguage: 'en',
    start: 's0',
    publisher: 'Example',
    scenes: Array.from({ length: shape.scenes }, (_, scene) => ({
      id: `s${scene}`,
      name: { en: `Room ${scene + 1}` },
      panorama: sourceOf(shape, scene),
      pose: { headingDegrees: 0 },
      view,
      hotspots: [],
      thumbnailUrl: thumbnailUrlOf(scene),
    })),
  }
}

/** As scripts/build.ts builds it, into memory: chunks that are loaded later stay files of their own. */
async function buildViewer(input: string | undefined) {
  const change: InlineConfig = input ? { build: { rolldownOptions: { input: { viewer: input } } } } : {}
  const built = await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    mode: 'viewer',
    ...change,
    build: { ...change.build, write: false },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []))
  const files: PageFiles = new Map()
  for (const file of outputs) {
    const body = Buffer.from(file.type === 'chunk' ? file.code : file.source)
    const type = file.fileName.endsWith('.css') ? 'text/css' : 'text/javascript'
    if (/\.(js|css)$/.test(file.fileName)) files.set(assetsUrl + file.fileName, { body, type })
  }
  const chunks = outputs.filter((file) => file.type === 'chunk')
  const entry = chunks.find((file) => file.isEntry && file.name === 'viewer')
  const styleSheet = outputs.find((file) => file.fileName.endsWith('.css'))
  if (!entry || !styleSheet) throw new Error('the viewer was built without a script or a style sheet')
  return { files, entry: entry.fileName, imports: entry.imports, styleSheet: styleSheet.fileName }
}
