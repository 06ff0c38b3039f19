// The door of the imaging floor: from a picture file to tiles, previews and clean metadata. The work itself is done by child
// processes without secrets; this side never decodes a byte.
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ChildHost } from './child-host.ts'
import type { ImagingEvent, Inspection, PanoramaInput, TiledPanorama } from './contract.ts'
import { besideShare, createLanes } from './lanes.ts'
import { ImagingCrash } from './refusal.ts'

export interface ImagingOptions {
  /** Resident memory that the tiling process may use. */
  memoryMegabytes?: number
  /** One panorama may take this long. */
  timeoutSeconds?: number
  maxPixels?: number
  /** A process without work is ended after this time. */
  idleSeconds?: number
  /** Work that needs more is overtaken by smaller work; 600 by default. */
  heavyMegabytes?: number
  /** Render threads; the number of cores by default. */
  threads?: number
}

export interface TileOptions {
  fileName: string
  /** Must exist; gets thumbnail.webp, poster.jpg, preview.zip and tiles.zip, or nothing. */
  outputFolder: string
  onEvent?: (event: ImagingEvent) => void
  signal?: AbortSignal
}

export interface Imaging {
  /** A quick look; never waits for tiling. Throws ImagingRefusal or ImagingCrash. */
  inspect(path: string, options: { fileName: string }): Promise<Inspection>
  /** The whole work, one panorama at a time; a small one may overtake a heavy one. Throws ImagingRefusal, ImagingCrash (worth a retry) or the signal's reason. */
  tile(input: PanoramaInput, options: TileOptions): Promise<TiledPanorama>
  close(): Promise<void>
}

const besideIdleSeconds = 3
const inspectSeconds = 20
const inspectMegabytes = 512

export function createImaging(options: ImagingOptions = {}): Imaging {
  const {
    memoryMegabytes = 4096,
    timeoutSeconds = 120,
    maxPixels = 32768 * 16384,
    idleSeconds = 20,
    threads = availableParallelism(),
  } = options
  const common = { maxPixels, idleSeconds, threads }
  const tiler = new ChildHost({ ...common, memoryMegabytes, timeoutSeconds })
  const beside = new ChildHost({
    ...common,
    memoryMegabytes: Math.floor(memoryMegabytes * besideShare),
    timeoutSeconds,
    idleSeconds: Math.min(idleSeconds, besideIdleSeconds),
  })
  const lanes = createLanes(tiler, beside, { memoryMegabytes, heavyMegabytes: options.heavyMegabytes })
  const inspector = new ChildHost({ ...common, memoryMegabytes: inspectMegabytes, timeoutSeconds: inspectSeconds })
  return {
    async inspect(path, { fileName }) {
      const result = await inspector.run({ kind: 'inspect', path, fileName })
      if (result.kind !== 'inspected') throw new ImagingCrash('The imaging process answered something else')
      return result.inspection
    },
    async tile(input, { fileName, outputFolder, onEvent, signal }) {
      try {
        const result = await lanes.run({ kind: 'tile', input, fileName, outputFolder }, { onEvent, signal })
        if (result.kind !== 'tiled') throw new ImagingCrash('The imaging process answered something else')
        return result.panorama
      } catch (error) {
        await removeOutputs(outputFolder)
        throw error
      }
    },
    async close() {
      await Promise.all([tiler.close(), beside.close(), inspector.close()])
    },
  }
}

async function removeOutputs(folder: string): Promise<void> {
  const names = ['thumbnail.webp', 'poster.jpg', 'preview.zip', 'tiles.zip'].flatMap((name) => [name, `${name}.part`])
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })))
}
