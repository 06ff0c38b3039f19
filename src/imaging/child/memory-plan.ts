// How much memory a panorama takes: the estimate that is compared with the budget before anything is decoded, and the addresses
// inside kernel memory.
import { type Face, type Pyramid, pyramidFor, tilesAcross } from '#tour/pyramid.ts'
import { kernelTablesBytes, rowScratchBytes, type Sphere, sphereBytes } from '../kernel/kernel.ts'
import type { Header } from './header.ts'
import { type Layout, type Size, smallSpherePixels, sphereShare } from './layout.ts'
import { sphereAt } from './sphere.ts'

const megabyte = 1024 * 1024
/** Node, libvips, threads and tile buffers, measured. */
const baseMegabytes = 170

/** Face resolution that a source deserves, as the width of an equirectangular picture. */
export function equivalentWidthPx({ widthPx }: Size, layout: Layout): number {
  if (layout.crop) return layout.crop.fullWidthPx
  if (layout.projection === 'face') return widthPx * Math.PI
  if (layout.grid) return (widthPx / layout.grid.columns) * Math.PI
  return widthPx
}

/** Decoder, decoded pixels and their place in kernel memory exist at the same moment; coded tiles come later and weigh less. */
export function estimateMegabytes(source: Size & { layout: Layout; wholeInMemory: boolean; turned: boolean }): number {
  const bytes = source.widthPx * source.heightPx * 3
  const decoding = bytes * (1 + (source.wholeInMemory ? 1 : 0) + (source.turned ? 1 : 0))
  const full = source.layout.crop
  const sphere = full ? full.fullWidthPx * full.fullHeightPx * 3 : bytes
  return Math.ceil(baseMegabytes + Math.max(decoding, bytes + sphere) / megabyte)
}

/** The most that a picture may need, by its header alone: for planning, not for refusing. */
export function roughMegabytes(header: Header, pictures: number): number {
  const bytes = header.widthPx * header.heightPx * 3 * pictures
  const isCropped = header.xmp?.includes('CroppedArea') ?? false
  const sphere = isCropped ? Math.max(bytes * sphereShare, smallSpherePixels * 3) : bytes
  return Math.ceil(baseMegabytes + (bytes * (header.wholeInMemory ? 2 : 1) + sphere) / megabyte)
}

/** Hands out addresses in kernel memory, from the front, 64-byte aligned. */
export class Arena {
  #bytes: number

  constructor(startBytes = kernelTablesBytes) {
    this.#bytes = startBytes
  }

  /** A second plan for the memory from here on. */
  fork(): Arena {
    return new Arena(this.#bytes)
  }

  take(bytes: number): number {
    const address = this.#bytes
    this.#bytes = Math.ceil((address + bytes) / 64) * 64
    return address
  }

  get bytes(): number {
    return this.#bytes
  }
}

export interface TileBuffers {
  pyramid: Pyramid
  /** Five tiles each: four children and their parent. */
  slots: number[][]
  /** Buffer of a tile on the levels above a quad's parent. */
  upper(face: Face, level: number, row: number, column: number): number
}

/** Scratch rows for each thread and for the main thread. */
export interface Scratch {
  threads: number[]
  main: number
}

export function planScratch(arena: Arena, threads: number): Scratch {
  return {
    threads: Array.from({ length: threads }, () => arena.take(rowScratchBytes)),
    main: arena.take(rowScratchBytes),
  }
}

export function planTileBuffers(arena: Arena, pyramid: Pyramid, threads: number): TileBuffers {
  // Halving loads whole vectors: up to 4 bytes past the last row.
  const tileBytes = pyramid.tilePx ** 2 * 3 + 16
  const slots = Array.from({ length: threads * 2 + 1 }, () => Array.from({ length: 5 }, () => arena.take(tileBytes)))
  const upperLevels = Math.max(0, pyramid.levels - 2)
  const perFace = (4 ** upperLevels - 1) / 3
  const start = arena.take(6 * perFace * tileBytes)
  const upper = (face: Face, level: number, row: number, column: number) => {
    const before = 'frblud'.indexOf(face) * perFace + (4 ** (level - 1) - 1) / 3
    return start + (before + row * tilesAcross(level) + column) * tileBytes
  }
  return { pyramid, slots, upper }
}

/** The halves of a sphere, down to the size that previews need. */
export function planHalves(arena: Arena, sphere: Sphere, smallestWidthPx: number): Sphere[] {
  const halves: Sphere[] = []
  for (let w = sphere.widthPx >> 1, h = sphere.heightPx >> 1; w >= smallestWidthPx; w >>= 1, h >>= 1)
    halves.push(sphereAt(arena.take(sphereBytes(w, h)), w, h))
  return halves
}

export function pyramidOf(size: Size, layout: Layout): Pyramid {
  return pyramidFor(equivalentWidthPx(size, layout))
}
