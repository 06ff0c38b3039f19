// A thread of the imaging process: renders quads of tiles into shared memory. Knows no files and codes nothing.
import { parentPort } from 'node:worker_threads'
import { Kernel, type Plane, type Sphere } from './kernel.ts'

/** Where the pixels of a face come from: projected from a sphere, or copied from a flat picture of the face's exact size. */
export type FaceSource =
  | { kind: 'sphere'; sphere: Sphere; plane: Plane }
  | { kind: 'flat'; address: number; strideBytes: number }

/** One piece of work: a parent tile and its 2×2 children on the finest level; or a single tile where there is one level only. */
export interface Quad {
  source: FaceSource
  tilePx: number
  facePx: number
  /** Row and column of the parent (or of the single tile). */
  row: number
  column: number
  single: boolean
  /** Addresses of the tiles to fill: children in reading order, then the parent. */
  tiles: number[]
  /** Quarter of the grandparent to fill with the parent at half size. */
  quarter?: number
}

export type WorkerOrder =
  | { kind: 'memory'; memory: WebAssembly.Memory; scratch: number }
  | { kind: 'quad'; quad: Quad }
  | { kind: 'forget' }

let kernel: Kernel | undefined
let bytes = new Uint8Array()

export function renderQuad(quad: Quad): void {
  if (!kernel) throw new Error('A quad came before the memory')
  const { tilePx, tiles } = quad
  const stride = tilePx * 3
  const parent = tiles[4] ?? 0
  const children = quad.single ? 1 : 4
  for (let child = 0; child < children; child++) {
    const row = quad.single ? quad.row : quad.row * 2 + (child >> 1)
    const column = quad.single ? quad.column : quad.column * 2 + (child & 1)
    const address = tiles[child] ?? 0
    renderTile(quad, row, column, address)
    if (!quad.single)
      kernel.halve(
        address,
        stride,
        quarterAddress(parent, tilePx, child >> 1, child & 1),
        stride,
        tilePx / 2,
        tilePx / 2,
      )
  }
  if (quad.quarter !== undefined) kernel.halve(parent, stride, quad.quarter, stride, tilePx / 2, tilePx / 2)
}

function renderTile(quad: Quad, row: number, column: number, address: number): void {
  const { source, tilePx, facePx } = quad
  if (source.kind === 'sphere') {
    const window = { columnPx: column * tilePx, rowPx: row * tilePx, widthPx: tilePx, heightPx: tilePx }
    kernel?.render(
      source.sphere,
      source.plane,
      { ...window, planeWidthPx: facePx, planeHeightPx: facePx },
      address,
      tilePx * 3,
    )
    return
  }
  for (let y = 0; y < tilePx; y++) {
    const from = source.address + (row * tilePx + y) * source.strideBytes + column * tilePx * 3
    bytes.copyWithin(address + y * tilePx * 3, from, from + tilePx * 3)
  }
}

/** Address of a quarter of a tile. */
export function quarterAddress(tile: number, tilePx: number, row: number, column: number): number {
  const half = tilePx / 2
  return tile + row * half * tilePx * 3 + column * half * 3
}

parentPort?.on('message', (order: WorkerOrder) => {
  if (order.kind === 'memory') {
    kernel = new Kernel(order.memory, order.scratch)
    bytes = new Uint8Array(order.memory.buffer)
    return
  }
  if (order.kind === 'forget') {
    kernel = undefined
    bytes = new Uint8Array()
    globalThis.gc?.()
  } else renderQuad(order.quad)
  parentPort?.postMessage('done')
})
