// The resampling kernel as typed functions over shared memory, and the tables that it reads. Knows addresses and numbers only,
// no files and no threads.
import { readFileSync } from 'node:fs'
import type { Face } from '#tour/pyramid.ts'

export type Vector = readonly [x: number, y: number, z: number]

/** A flat picture in space: `centre` + s·`across` + t·`down`, s and t in −1…1, s to the right, t down. */
export interface Plane {
  centre: Vector
  across: Vector
  down: Vector
}

/** Cube faces seen from inside; +X right, +Y up, −Z ahead (docs/tour-format.md, "Cube faces"). */
export const facePlanes: Record<Face, Plane> = {
  f: { centre: [0, 0, -1], across: [1, 0, 0], down: [0, -1, 0] },
  r: { centre: [1, 0, 0], across: [0, 0, 1], down: [0, -1, 0] },
  b: { centre: [0, 0, 1], across: [-1, 0, 0], down: [0, -1, 0] },
  l: { centre: [-1, 0, 0], across: [0, 0, -1], down: [0, -1, 0] },
  u: { centre: [0, 1, 0], across: [1, 0, 0], down: [0, 0, -1] },
  d: { centre: [0, -1, 0], across: [1, 0, 0], down: [0, 0, 1] },
}

/** An equirectangular picture in kernel memory: rows of packed RGB with 2 pixels of padding around. */
export interface Sphere {
  address: number
  strideBytes: number
  widthPx: number
  heightPx: number
}

/** Padding in pixels on every side of a sphere; the 4×4 filter reaches that far. */
export const paddingPx = 2
/** A load of four RGB taps reads 16 bytes, of which 12 count. */
const overreadBytes = 4

export function sphereStrideBytes(widthPx: number): number {
  return Math.ceil(((widthPx + 2 * paddingPx) * 3 + overreadBytes) / 16) * 16
}

export function sphereBytes(widthPx: number, heightPx: number): number {
  return sphereStrideBytes(widthPx) * (heightPx + 2 * paddingPx) + 16
}

/** Which part of a plane a call renders: pixel (columnPx, rowPx) is the first of widthPx × heightPx, sides count in planePx. */
export interface Window {
  columnPx: number
  rowPx: number
  widthPx: number
  heightPx: number
  planeWidthPx: number
  planeHeightPx: number
}

const fractionSteps = 256
const tableBytes = fractionSteps * 32
const sampleConstants = 2 * tableBytes
const mapConstants = sampleConstants + 64
export const kernelTablesBytes = mapConstants + 144
/** Pictures are rendered in columns this wide, so that the source rows under one row of output stay in the cache. */
const blockPx = 160
const polynomialBytes = 8 * 16
/** Columns, rows and inverse lengths of a row, and a polynomial. */
export const rowScratchBytes = blockPx * 12 + polynomialBytes

interface Exports {
  mapRow(...values: number[]): void
  mapUprightRow(rows: number, inverse: number, count: number, dy: number, rowOffset: number, coefficients: number): void
  sampleRow(...values: number[]): void
  halve(source: number, sourceStride: number, out: number, outStride: number, width: number, height: number): void
}

const compiled = new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)))

/** One thread's instance of the kernel. `scratch` is rowScratchBytes of its own in the memory; tables lie at address 0. */
export class Kernel {
  readonly #exports: Exports
  readonly #memory: WebAssembly.Memory
  readonly #columns: number
  readonly #rows: number
  readonly #inverse: number
  readonly #polynomial: number

  constructor(memory: WebAssembly.Memory, scratch: number) {
    const instance = new WebAssembly.Instance(compiled, { env: { memory, abort: refuseAbort } })
    this.#exports = instance.exports as unknown as Exports
    this.#memory = memory
    this.#columns = scratch
    this.#rows = scratch + blockPx * 4
    this.#inverse = scratch + blockPx * 8
    this.#polynomial = scratch + blockPx * 12
  }

  /** Renders a window of a plane as packed RGB rows at `out`. */
  render(sphere: Sphere, plane: Plane, window: Window, out: number, outStrideBytes: number): void {
    for (let left = 0; left < window.widthPx; left += blockPx) {
      const widthPx = Math.min(blockPx, window.widthPx - left)
      const block = { ...window, columnPx: window.columnPx + left, widthPx }
      this.#renderBlock(sphere, plane, block, out + left * 3, outStrideBytes)
    }
  }

  #renderBlock(sphere: Sphere, plane: Plane, window: Window, out: number, outStrideBytes: number): void {
    const place = placement(sphere)
    const upright = standsUpright(plane)
    if (upright) this.#prepareUpright(plane, window, place)
    for (let row = 0; row < window.heightPx; row++) {
      if (upright && row > 0) this.#mapUprightRow(plane, window, row, place)
      else this.#mapRow(plane, window, row, place)
      this.#exports.sampleRow(
        out + row * outStrideBytes,
        this.#columns,
        this.#rows,
        window.widthPx,
        sphere.address,
        sphere.strideBytes,
        0,
        tableBytes,
        sampleConstants,
      )
    }
  }

  // The next two run a thousand times per tile: no arrays, or collecting them would cost a twentieth of the whole work.
  #mapRow({ centre, across, down }: Plane, window: Window, row: number, place: Placement): void {
    const step = 2 / window.planeWidthPx
    const s = firstColumn(window)
    const t = rowAt(window, row)
    this.#exports.mapRow(
      this.#columns,
      this.#rows,
      window.widthPx,
      centre[0] + s * across[0] + t * down[0],
      centre[1] + s * across[1] + t * down[1],
      centre[2] + s * across[2] + t * down[2],
      across[0] * step,
      across[1] * step,
      across[2] * step,
      place.columnScale,
      place.columnOffset,
      place.rowScale,
      place.rowOffset,
      mapConstants,
    )
  }

  #mapUprightRow(plane: Plane, window: Window, row: number, place: Placement): void {
    const dy = rowAt(window, row) * plane.down[1]
    this.#exports.mapUprightRow(this.#rows, this.#inverse, window.widthPx, dy, place.rowOffset, this.#polynomial)
  }

  /** What all rows of an upright plane share: the level lengths of their directions, and the scaled polynomial. */
  #prepareUpright(plane: Plane, window: Window, place: Placement): void {
    const inverse = new Float32Array(this.#memory.buffer, this.#inverse, window.widthPx)
    const { centre, across } = plane
    for (let i = 0; i < window.widthPx; i++) {
      const s = firstColumn(window) + (2 * i) / window.planeWidthPx
      inverse[i] = 1 / Math.hypot(centre[0] + s * across[0], centre[2] + s * across[2])
    }
    const coefficients = new Float32Array(this.#memory.buffer, this.#polynomial, arcTangentTerms.length * 4)
    arcTangentTerms.forEach((term, i) => {
      coefficients.fill(term * place.rowScale, i * 4, i * 4 + 4)
    })
  }

  /** Halves a picture by the mean of 2×2; the size is the output's, its width even. */
  halve(source: number, sourceStride: number, out: number, outStride: number, widthPx: number, heightPx: number): void {
    this.#exports.halve(source, sourceStride, out, outStride, widthPx, heightPx)
  }
}

type Placement = ReturnType<typeof placement>

/** Linear maps from yaw and pitch in radians to fixed-point positions in the padded sphere, rounding included. */
function placement(sphere: Sphere) {
  const { widthPx, heightPx } = sphere
  return {
    columnScale: (widthPx / (2 * Math.PI)) * fractionSteps,
    columnOffset: (widthPx / 2 - 0.5 + paddingPx) * fractionSteps + 0.5,
    rowScale: (-heightPx / Math.PI) * fractionSteps,
    rowOffset: (heightPx / 2 - 0.5 + paddingPx) * fractionSteps + 0.5,
  }
}

/** s of a window's first pixel, and t of its row. */
const firstColumn = (window: Window) => -1 + (2 * window.columnPx + 1) / window.planeWidthPx
const rowAt = (window: Window, row: number) => -1 + (2 * (window.rowPx + row) + 1) / window.planeHeightPx

/** Upright planes have the same columns in every row, which saves half the mapping; the pitch must stay within ±45°. */
function standsUpright({ centre, across, down }: Plane): boolean {
  const level = Math.hypot(centre[0], centre[2])
  return centre[1] === 0 && across[1] === 0 && down[0] === 0 && down[2] === 0 && Math.abs(down[1]) <= level * 1.000001
}

/** Odd minimax polynomial of atan on −1…1, highest power first; error below 4e-8 rad. */
const arcTangentTerms = [
  -0.00405456601986865, 0.0218629534446112, -0.0559123202032956, 0.0964218683364984, -0.139086293512632,
  0.199465656104821, -0.333298607806585, 0.999999335577393,
]

/** Catmull-Rom weights of the four taps around a fraction, as 14-bit integers that sum to exactly 1. */
export function bicubicWeights(fraction: number): [number, number, number, number] {
  const f = fraction
  const exact = [
    ((-0.5 * f + 1) * f - 0.5) * f,
    (1.5 * f - 2.5) * f * f + 1,
    ((-1.5 * f + 2) * f + 0.5) * f,
    (0.5 * f - 0.5) * f * f,
  ].map((w) => Math.round(w * 16384))
  const [a = 0, b = 0, c = 0, d = 0] = exact
  const missing = 16384 - (a + b + c + d)
  return f < 0.5 ? [a, b + missing, c, d] : [a, b, c + missing, d]
}

/** Writes the weight tables to address 0: once per memory. */
export function writeKernelTables(memory: WebAssembly.Memory): void {
  const across = new Int16Array(memory.buffer, 0, tableBytes / 2)
  const down = new Int16Array(memory.buffer, tableBytes, tableBytes / 2)
  for (let step = 0; step < fractionSteps; step++) {
    const [a, b, c, d] = bicubicWeights(step / fractionSteps)
    across.set([a, b, a, b, a, b, 0, 0, c, d, c, d, c, d, 0, 0], step * 16)
    down.set([a, b, a, b, a, b, 0, 0, c, d, c, d, c, d, 0, 0], step * 16)
  }
  const constants = new Uint8Array(memory.buffer, sampleConstants, 64)
  // Bytes of four RGB pixels as 16-bit pairs per channel: pixels 0 and 1, then 2 and 3. 128 gives 0.
  const spread = (p: number, q: number) => [0, 1, 2].flatMap((channel) => [p * 3 + channel, 128, q * 3 + channel, 128])
  constants.set([...spread(0, 1), 128, 128, 128, 128, ...spread(2, 3), 128, 128, 128, 128], 0)
  new Int32Array(memory.buffer, sampleConstants + 32, 4).fill(1 << 19)
  constants.set([0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 128, 128, 128, 128], 48)
  const tangent = [-0, Math.SQRT2 - 1, 8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1]
  const floats = new Float32Array(memory.buffer, mapConstants, 36)
  for (const [i, value] of [...tangent, Math.PI / 4, Math.PI / 2, Math.PI].entries())
    floats.fill(value, i * 4, i * 4 + 4)
}

function refuseAbort(): never {
  throw new Error('The kernel aborted')
}
