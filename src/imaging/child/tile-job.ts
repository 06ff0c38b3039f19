// One panorama from file to archive, inside the child: decode, preview, tile, pack. The order of these steps is all it knows.
import { join } from 'node:path'
import { type Face, facePx, faces, type Pyramid } from '#tour/pyramid.ts'
import { writeArchive } from '../archive.ts'
import type { ImagingEvent, Inspection, PanoramaInput, Stage, TiledPanorama } from '../contract.ts'
import { facePlanes, Kernel, sphereBytes } from '../kernel/kernel.ts'
import type { FaceSource } from '../kernel/render-worker.ts'
import { ImagingRefusal } from '../refusal.ts'
import { openPicture, type Pixels, readPixels, release } from './decode.ts'
import { type FaceFeed, feedFromFiles, feedFromNumbered, feedFromStrip, smallPicturesOf } from './face-feed.ts'
import { type Examined, examine } from './inspect.ts'
import { type Layout, notAPanorama } from './layout.ts'
import { Arena, planScratch, planTileBuffers, pyramidOf, type TileBuffers } from './memory-plan.ts'
import type { ChildLimits } from './messages.ts'
import { type SmallPictures, writePreview } from './preview.ts'
import type { RenderPool } from './render-pool.ts'
import { planSmallPictures, renderSmallPictures } from './small-pictures.ts'
import { fillSphere, sphereAt } from './sphere.ts'
import { tileFaces } from './tile-faces.ts'
import { limitsOf, viewAhead } from './view-ahead.ts'

export interface TileOrder {
  input: PanoramaInput
  fileName: string
  outputFolder: string
  limits: ChildLimits
  pool: RenderPool
  onEvent(event: ImagingEvent): void
}

/** What both kinds of source come down to. */
interface Prepared {
  kernel: Kernel
  memory: WebAssembly.Memory
  buffers: TileBuffers
  small: SmallPictures
  sourceOf(face: Face): Promise<FaceSource>
}

/** Where each stage starts in the whole work, as measured on 8K panoramas. */
const stageStart: Record<Stage, number> = { inspecting: 0, decoding: 0.02, preview: 0.2, tiling: 0.26, packing: 0.97 }

export async function tilePanorama(order: TileOrder): Promise<TiledPanorama> {
  const progress = (stage: Stage, fraction = stageStart[stage]) =>
    order.onEvent({ kind: 'progress', stage, fraction: Math.round(fraction * 1000) / 1000 })
  progress('inspecting')
  const { inspection, layout } = await examineInput(order)
  refuseOverBudget(inspection, order.limits)
  const pyramid = pyramidOf(inspection, layout)
  progress('decoding')
  const prepared =
    order.input.kind === 'faces' || layout.grid
      ? await prepareFaces(await openFeed(order, layout), pyramid, order.pool)
      : await prepareSphere(
          await decodeSphere(order.input.path, layout, inspection, order),
          layout,
          pyramid,
          order.pool,
        )
  progress('preview')
  // The preview's files are coded and synced while the first tiles are rendered.
  const previewing = writePreview(prepared.small, inspection, order.outputFolder).then((preview) => {
    order.onEvent({ kind: 'preview', preview })
    return preview
  })
  const tiling = tileFaces({
    ...prepared,
    pool: order.pool,
    onProgress: (done) => progress('tiling', stageStart.tiling + done * (stageStart.packing - stageStart.tiling)),
  })
  const [entries, preview] = await Promise.all([tiling, previewing])
  progress('packing')
  const archivePath = join(order.outputFolder, 'tiles.zip')
  const { sha256, sizeBytes } = await writeArchive(archivePath, entries)
  progress('packing', 1)
  const limits = limitsOf(layout)
  return { inspection, preview, pyramid, archivePath, archiveSha256: sha256, archiveSizeBytes: sizeBytes, limits }
}

async function examineInput(order: TileOrder): Promise<Examined> {
  const { input, fileName, limits } = order
  if (input.kind === 'file') {
    const examined = await examine(input.path, fileName, limits)
    // One face alone is no panorama; the six are handed over together.
    if (examined.layout.projection !== 'face') return examined
    throw notAPanorama(examined.inspection)
  }
  const front = await examine(input.paths.f, fileName, limits, true)
  for (const face of faces) {
    const { inspection } = face === 'f' ? front : await examine(input.paths[face], fileName, limits, true)
    const { widthPx, heightPx } = inspection
    if (widthPx !== front.inspection.widthPx || widthPx !== heightPx)
      throw new ImagingRefusal('faces_differ', { face, widthPx, heightPx, expectedPx: front.inspection.widthPx })
  }
  return { ...front, inspection: { ...front.inspection, projection: 'face', face: undefined } }
}

function refuseOverBudget({ estimatedMegabytes }: Inspection, { memoryMegabytes }: ChildLimits): void {
  if (estimatedMegabytes > memoryMegabytes)
    throw new ImagingRefusal('out_of_memory', { estimatedMegabytes, memoryMegabytes })
}

async function openFeed(order: TileOrder, layout: Layout): Promise<FaceFeed> {
  const { maxPixels } = order.limits
  const { input } = order
  if (input.kind === 'faces')
    return input.isNumbered ? feedFromNumbered(input.paths, maxPixels) : feedFromFiles(input.paths, maxPixels)
  return feedFromStrip(input.path, layout.grid ?? { columns: 6, rows: 1 }, maxPixels)
}

async function decodeSphere(path: string, layout: Layout, inspection: Inspection, order: TileOrder): Promise<Pixels> {
  const picture = await openPicture(path, order.limits.maxPixels)
  const { crop } = layout
  if (crop && crop.widthPx < inspection.widthPx)
    return readPixels(picture.resize(crop.widthPx, crop.heightPx, { fit: 'fill' }))
  if (layout.projection !== 'stereo') return readPixels(picture)
  const upper = { left: 0, top: 0, width: inspection.widthPx, height: inspection.heightPx >> 1 }
  return readPixels(picture.extract(upper))
}

async function prepareSphere(pixels: Pixels, layout: Layout, pyramid: Pyramid, pool: RenderPool): Promise<Prepared> {
  const arena = new Arena()
  const scratch = planScratch(arena, pool.size)
  const size = layout.crop ? { widthPx: layout.crop.fullWidthPx, heightPx: layout.crop.fullHeightPx } : pixels
  const sphere = sphereAt(arena.take(sphereBytes(size.widthPx, size.heightPx)), size.widthPx, size.heightPx)
  // What previews are made from is read before the first tile is rendered: both use the same memory.
  const previews = arena.fork()
  const plan = planSmallPictures(previews, sphere)
  const buffers = planTileBuffers(arena, pyramid, pool.size)
  const memory = await pool.memory(Math.max(arena.bytes, previews.bytes), scratch.threads)
  const kernel = new Kernel(memory, scratch.main)
  const bytes = new Uint8Array(memory.buffer)
  fillSphere(bytes, sphere, pixels, layout.crop)
  // The decoded copy is as large as the sphere: it must be gone before tiles pile up.
  await release(pixels)
  const small = renderSmallPictures(kernel, bytes, plan, viewAhead(limitsOf(layout)))
  return {
    kernel,
    memory,
    buffers,
    small,
    sourceOf: async (face) => ({ kind: 'sphere', sphere, plane: facePlanes[face] }),
  }
}

async function prepareFaces(feed: FaceFeed, pyramid: Pyramid, pool: RenderPool): Promise<Prepared> {
  const arena = new Arena()
  const scratch = planScratch(arena, pool.size)
  const buffers = planTileBuffers(arena, pyramid, pool.size)
  const sizePx = facePx(pyramid, pyramid.levels)
  const address = arena.take(sizePx ** 2 * 3)
  const small = await smallPicturesOf(feed)
  const memory = await pool.memory(arena.bytes, scratch.threads)
  const bytes = new Uint8Array(memory.buffer)
  return {
    kernel: new Kernel(memory, scratch.main),
    memory,
    buffers,
    small,
    sourceOf: async (face) => {
      bytes.set((await feed.read(face, sizePx)).data, address)
      return { kind: 'flat', address, strideBytes: sizePx * 3 }
    },
  }
}
