// The pyramid itself: hands quads to the render threads, codes finished tiles meanwhile, and builds the coarse levels as their
// children arrive. Nothing larger than a few tiles waits in memory, whatever the size of the panorama.
import { type Face, facePx, faces, tileName, tilesAcross } from '#tour/pyramid.ts'
import type { ArchiveEntry } from '../archive.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type FaceSource, type Quad, quarterAddress } from '../kernel/render-worker.ts'
import { fromPixels, jpegOptions } from './decode.ts'
import type { TileBuffers } from './memory-plan.ts'
import type { RenderPool } from './render-pool.ts'

export interface FacesWork {
  pool: RenderPool
  /** The main thread's own kernel, for the coarse levels. */
  kernel: Kernel
  memory: WebAssembly.Memory
  buffers: TileBuffers
  /** Called face after face; a flat source may be overwritten by the next one, so its quads are finished first. */
  sourceOf(face: Face): Promise<FaceSource>
  onProgress(fraction: number): void
}

/** All tiles of all levels, coarse to fine, in the fixed order of an archive. */
export async function tileFaces(work: FacesWork): Promise<ArchiveEntry[]> {
  const { levels, format } = work.buffers.pyramid
  const coder = new Coder(work)
  const across = tilesAcross(Math.max(1, levels - 1))
  const total = faces.length * across ** 2
  let done = 0
  for (const face of faces) {
    const source = await work.sourceOf(face)
    const quads: Promise<void>[] = []
    for (let row = 0; row < across; row++)
      for (let column = 0; column < across; column++) {
        const slot = await coder.freeSlot()
        const finish = coder.renderQuad(face, source, row, column, slot).then(() => work.onProgress(++done / total))
        quads.push(finish)
        // A failure is thrown where the face is awaited; until then it must not count as unhandled.
        finish.catch(() => undefined)
      }
    if (source.kind === 'flat' || face === faces[faces.length - 1]) await Promise.all(quads)
    else coder.pending.push(...quads)
  }
  await Promise.all(coder.pending)
  const entries: ArchiveEntry[] = []
  for (let level = 1; level <= levels; level++)
    for (const face of faces)
      for (let row = 0; row < tilesAcross(level); row++)
        for (let column = 0; column < tilesAcross(level); column++) {
          const name = tileName(format, level, face, row, column)
          const data = coder.coded.get(name)
          if (!data) throw new Error(`Tile ${name} was not made`)
          entries.push({ name, data })
        }
  return entries
}

class Coder {
  readonly coded = new Map<string, Uint8Array>()
  readonly pending: Promise<void>[] = []
  readonly #work: FacesWork
  readonly #free: number[][]
  readonly #waiting: ((slot: number[]) => void)[] = []
  /** Finished quarters of the coarse tiles, by address. */
  readonly #quarters = new Map<number, number>()

  constructor(work: FacesWork) {
    this.#work = work
    this.#free = [...work.buffers.slots]
  }

  async freeSlot(): Promise<number[]> {
    return this.#free.pop() ?? (await new Promise<number[]>((resolve) => this.#waiting.push(resolve)))
  }

  #release(slot: number[]): void {
    const next = this.#waiting.shift()
    if (next) next(slot)
    else this.#free.push(slot)
  }

  async renderQuad(face: Face, source: FaceSource, row: number, column: number, slot: number[]): Promise<void> {
    const { pyramid } = this.#work.buffers
    const { levels, tilePx } = pyramid
    const single = levels === 1
    const upper = levels >= 3 ? this.#work.buffers.upper(face, levels - 2, row >> 1, column >> 1) : undefined
    const quarter = upper === undefined ? undefined : quarterAddress(upper, tilePx, row & 1, column & 1)
    const quad: Quad = { source, tilePx, facePx: facePx(pyramid, levels), row, column, single, tiles: slot, quarter }
    try {
      await this.#work.pool.render(quad)
      const children = single
        ? [this.#code(face, 1, row, column, slot[0] ?? 0)]
        : [0, 1, 2, 3].map((i) => this.#code(face, levels, row * 2 + (i >> 1), column * 2 + (i & 1), slot[i] ?? 0))
      if (!single) children.push(this.#code(face, levels - 1, row, column, slot[4] ?? 0))
      if (upper !== undefined) children.push(this.#quarterDone(face, levels - 2, row >> 1, column >> 1, upper))
      await Promise.all(children)
    } finally {
      this.#release(slot)
    }
  }

  /** When a coarse tile has its four quarters, it is coded and becomes a quarter itself. */
  async #quarterDone(face: Face, level: number, row: number, column: number, address: number): Promise<void> {
    const quarters = (this.#quarters.get(address) ?? 0) + 1
    this.#quarters.set(address, quarters)
    if (quarters < 4) return
    const coding = this.#code(face, level, row, column, address)
    if (level > 1) {
      const { tilePx } = this.#work.buffers.pyramid
      const parent = this.#work.buffers.upper(face, level - 1, row >> 1, column >> 1)
      const quarter = quarterAddress(parent, tilePx, row & 1, column & 1)
      this.#work.kernel.halve(address, tilePx * 3, quarter, tilePx * 3, tilePx / 2, tilePx / 2)
      await this.#quarterDone(face, level - 1, row >> 1, column >> 1, parent)
    }
    await coding
  }

  async #code(face: Face, level: number, row: number, column: number, address: number): Promise<void> {
    const { tilePx, format } = this.#work.buffers.pyramid
    const data = Buffer.from(this.#work.memory.buffer, address, tilePx ** 2 * 3)
    const jpeg = await fromPixels({ data, widthPx: tilePx, heightPx: tilePx }).jpeg(jpegOptions).toBuffer()
    this.coded.set(tileName(format, level, face, row, column), jpeg)
  }
}
