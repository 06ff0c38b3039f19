// How many bytes a visitor waits for until the first sharp view of an 8K panorama, beside Pannellum, Marzipano and Photo Sphere
// Viewer with the same tiles; and how large the engine is. Usage: npm run bench -- visit [--file PANORAMA.jpg]
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { readArchiveIndex } from '#imaging/archive-reader.ts'
import { createImaging } from '#imaging/imaging.ts'
import { decodeImage, psnr, referenceView } from '#test/support/reference-cube.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import { buildBrowserEntry } from '#test/support/viewer-server.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { fovOfSides } from '#tour/angles.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import { makePhotoLikeJpeg } from './imaging/photo-like.ts'
import { marzipanoPage, oursPage, type PageFiles, pannellumPage, psvPage, type Shape } from './visit/viewers.ts'
import { serveOnWire, type WireFile } from './visit/wire-server.ts'

const { values: given } = parseArgs({ options: { file: { type: 'string' } } })
const desk = { name: 'desk 1280×720', width: 1280, height: 720, ratio: 1 }
const phone = { name: 'phone 390×844 at 2×', width: 390, height: 844, ratio: 2 }
type Screen = typeof desk

interface Visit {
  bytes: number
  tileBytes: number
  requests: number
  decibels: number
}

/** Hidden for the comparison of the pictures. */
const interfaces = '.pv-pill, .pv-progress, .pnlm-ui, .psv-loader-container'
const viewers = { ours: oursPage, pannellum: pannellumPage, marzipano: marzipanoPage, psv: psvPage }
type ViewerName = keyof typeof viewers

async function main(folder: string): Promise<void> {
  const file = given.file ?? (await makePhotoLikeJpeg(folder, 8192))
  const { pyramid, preview, tiles } = await tile(file, folder)
  const { data, info } = await sharp(file, { limitInputPixels: false })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const photo: Pixels = { data, widthPx: info.width, heightPx: info.height }
  const engineGzip = await engineSize()
  console.log(
    `${info.width}×${info.height} px as ${pyramid.levels} levels of ${pyramid.tilePx} px tiles; engine ${engineGzip} bytes gzip`,
  )
  const browser = await launchWebGlBrowser()
  const onDesk = new Map<ViewerName, Visit | undefined>()
  try {
    for (const screen of [desk, phone]) {
      printHead(screen)
      for (const name of Object.keys(viewers) as ViewerName[]) {
        const shape = { pyramid, preview, fov: fovOfSides(90, screen.width / screen.height) }
        const files = await viewers[name](shape)
        const visit = files && (await measure(browser, screen, files, tiles, photo))
        if (screen === desk) onDesk.set(name, visit)
        printRow(name, visit)
      }
    }
  } finally {
    await browser.close()
  }
  const bytes = (name: ViewerName) => onDesk.get(name)?.bytes ?? null
  const visitBytes = {
    ours: bytes('ours'),
    pannellum: bytes('pannellum'),
    marzipano: bytes('marzipano'),
    psv: bytes('psv'),
  }
  console.log(JSON.stringify({ engine_gzip: engineGzip, visit_bytes: visitBytes }))
}

/** Everything that a viewer loads by itself, from the page to the rest after the last tile; nobody touches it. */
async function measure(
  browser: Browser,
  screen: Screen,
  pageFiles: PageFiles,
  tiles: ReadonlyMap<string, WireFile>,
  photo: Pixels,
): Promise<Visit> {
  const { width, height, ratio } = screen
  const server = await serveOnWire(new Map([...pageFiles, ...tiles]))
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio })
  try {
    const page = await context.newPage()
    server.reset()
    await page.goto(server.url)
    await server.quiet(3000)
    const requests = server.requests()
    const bytes = server.bytes()
    await page.addStyleTag({ content: `${interfaces} { display: none !important }` })
    const shown = await decodeImage(await page.screenshot())
    const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
    const truth = referenceView(photo, { view, widthPx: width * ratio, heightPx: height * ratio })
    const tileBytes = requests.reduce((sum, path) => sum + (tiles.get(path)?.body.length ?? 0), 0)
    return { bytes, tileBytes, requests: requests.length, decibels: psnr(shown, truth) }
  } finally {
    await context.close()
    await server.close()
  }
}

async function tile(
  file: string,
  folder: string,
): Promise<{ pyramid: Pyramid; preview: Shape['preview']; tiles: Map<string, WireFile> }> {
  const imaging = createImaging()
  try {
    const { pyramid, preview, archivePath, archiveSizeBytes } = await imaging.tile(
      { kind: 'file', path: file },
      { fileName: 'panorama.jpg', outputFolder: folder },
    )
    const archive = await open(archivePath)
    const read = async (offset: number, length: number) => {
      const { buffer } = await archive.read(Buffer.alloc(length), 0, length, offset)
      return buffer
    }
    const tiles = new Map<string, WireFile>()
    for (const [name, { offset, length }] of await readArchiveIndex(read, archiveSizeBytes)) {
      tiles.set(`/tiles/${name}`, { body: await read(offset, length), type: 'image/jpeg' })
    }
    await archive.close()
    return { pyramid, preview: preview.strip, tiles }
  } finally {
    await imaging.close()
  }
}

/** The engine with its input, without the tour, the hotspots and the interface. */
async function engineSize(): Promise<number> {
  const parts = await buildBrowserEntry(['src/viewer/engine/panorama.ts', 'src/viewer/engine/input.ts'])
  return gzipSync(parts.script, { level: 9 }).length
}

function printHead({ name }: Screen): void {
  console.log(`\n${name}, 90° across the longer side`)
  console.log('  viewer        KB on the wire   of these tiles   requests   PSNR of the picture')
}

function printRow(name: string, visit: Visit | undefined): void {
  if (!visit) {
    console.log(`  ${name.padEnd(12)}  not installed`)
    return
  }
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  console.log(
    `  ${name.padEnd(12)}  ${kilobytes(visit.bytes).padStart(14)}   ${kilobytes(visit.tileBytes).padStart(14)}` +
      `   ${String(visit.requests).padStart(8)}   ${visit.decibels.toFixed(2).padStart(16)} dB`,
  )
}

const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-visit-'))
try {
  await main(folder)
} finally {
  await rm(folder, { recursive: true })
}
