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
export const kernelTablesBytes = 2 * tableBytes
/** Widest row that one call may render, in pixels. */
export const widestRowPx = 1280
export const rowScratchBytes = widestRowPx * 8

interface Exports {
  mapRow(
    columns: number,
    rows: number,
    count: number,
    dx: number,
    dy: number,
    dz: number,
    sx: number,
    sy: number,
    sz: number,
    columnScale: number,
    columnOffset: number,
    rowScale: number,
    rowOffset: number,
  ): void
  sampleRow(
    out: number,
    columns: number,
    rows: number,
    count: number,
    sphere: number,
    stride: number,
    across: number,
    down: number,
  ): void
  halve(source: number, sourceStride: number, out: number, outStride: number, width: number, height: number): void
}

const compiled = new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)))

/** One thread's instance of the kernel. `scratch` is rowScratchBytes of its own in the memory; tables lie at address 0. */
export class Kernel {
  readonly #exports: Exports
  readonly #scratch: number

  constructor(memory: WebAssembly.Memory, scratch: number) {
    const instance = new WebAssembly.Instance(compiled, { env: { memory, abort: refuseAbort } })
    this.#exports = instance.exports as unknown as Exports
    this.#scratch = scratch
  }

  /** Renders a window of a plane as packed RGB rows at `out`. Writes 4 bytes past each row. */
  render(sphere: Sphere, plane: Plane, window: Window, out: number, outStrideBytes: number): void {
    const { columnScale, columnOffset, rowScale, rowOffset } = placement(sphere)
    const stepAcross = 2 / window.planeWidthPx
    const step = plane.across.map((c) => c * stepAcross)
    const s = -1 + (2 * window.columnPx + 1) / window.planeWidthPx
    const rows = this.#scratch + widestRowPx * 4
    for (let row = 0; row < window.heightPx; row++) {
      const t = -1 + (2 * (window.rowPx + row) + 1) / window.planeHeightPx
      const at = (axis: 0 | 1 | 2) => plane.centre[axis] + s * plane.across[axis] + t * plane.down[axis]
      this.#exports.mapRow(
        this.#scratch,
        rows,
        window.widthPx,
        at(0),
        at(1),
        at(2),
        step[0] ?? 0,
        step[1] ?? 0,
        step[2] ?? 0,
        columnScale,
        columnOffset,
        rowScale,
        rowOffset,
      )
      this.#exports.sampleRow(
        out + row * outStrideBytes,
        this.#scratch,
        rows,
        window.widthPx,
        sphere.address,
        sphere.strideBytes,
        0,
        tableBytes,
      )
    }
  }

  /** Halves a picture by the mean of 2×2; the size is the output's, its width even. */
  halve(source: number, sourceStride: number, out: number, outStride: number, widthPx: number, heightPx: number): void {
    this.#exports.halve(source, sourceStride, out, outStride, widthPx, heightPx)
  }
}

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
}

function refuseAbort(): never {
  throw new Error('The kernel aborted')
}
