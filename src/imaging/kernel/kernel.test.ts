import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { directionCodedPanorama, measureDeviation } from '#test/support/direction-code.ts'
import { type Face, faces } from '#tour/pyramid.ts'
import { compileKernel } from '../../../scripts/build-kernel.mjs'
import { Arena, planHalves } from '../child/memory-plan.ts'
import { fillSphere, halveSphere, sphereAt } from '../child/sphere.ts'
import {
  bicubicWeights,
  facePlanes,
  Kernel,
  rowScratchBytes,
  type Sphere,
  sphereBytes,
  writeKernelTables,
} from './kernel.ts'

const widthPx = 2048
const heightPx = 1024
const sidePx = 640
const tilePx = 320

function loadSphere() {
  const arena = new Arena()
  const scratch = arena.take(rowScratchBytes)
  const out = arena.take(sidePx * sidePx * 3 + 16)
  const sphere = sphereAt(arena.take(sphereBytes(widthPx, heightPx)), widthPx, heightPx)
  const [half = sphere] = planHalves(arena, sphere, widthPx / 2)
  const pages = Math.ceil(arena.bytes / 65536)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  writeKernelTables(memory)
  const bytes = new Uint8Array(memory.buffer)
  fillSphere(bytes, sphere, { data: directionCodedPanorama(widthPx, heightPx, sidePx), widthPx, heightPx }, undefined)
  return { kernel: new Kernel(memory, scratch), bytes, out, sphere, half }
}

const { kernel, bytes, out, sphere, half } = loadSphere()

/** A whole face, tile by tile as in production. */
function renderFace(face: Face, source: Sphere = sphere): Uint8Array {
  for (let rowPx = 0; rowPx < sidePx; rowPx += tilePx)
    for (let columnPx = 0; columnPx < sidePx; columnPx += tilePx) {
      const window = { columnPx, rowPx, widthPx: tilePx, heightPx: tilePx, planeWidthPx: sidePx, planeHeightPx: sidePx }
      const tile = { bytes: tilePx * tilePx * 3 + 16, at: out }
      kernel.render(source, facePlanes[face], window, tile.at, tilePx * 3)
      for (let y = 0; y < tilePx; y++) {
        const from = tile.at + y * tilePx * 3
        picture.set(bytes.subarray(from, from + tilePx * 3), ((rowPx + y) * sidePx + columnPx) * 3)
      }
    }
  return picture.slice()
}
const picture = new Uint8Array(sidePx * sidePx * 3)

const edgePx = 6
const onEdge = (column: number, row: number) =>
  column < edgePx || row < edgePx || column >= sidePx - edgePx || row >= sidePx - edgePx

describe('the resampling kernel', () => {
  it.each(faces)('puts every direction of face %s where it belongs, inside and along the edges', (face) => {
    const pixels = renderFace(face)
    const inside = measureDeviation(face, sidePx, pixels, (column, row) => !onEdge(column, row))
    const edges = measureDeviation(face, sidePx, pixels, onEdge)
    for (const { acrossPx, downPx } of [inside, edges]) {
      expect(Math.abs(acrossPx)).toBeLessThan(0.01)
      expect(Math.abs(downPx)).toBeLessThan(0.01)
    }
    expect(inside.error).toBeLessThan(0.6)
    expect(edges.error).toBeLessThan(inside.error * 1.2)
  })

  it.each(['u', 'd'] as const)('is right at the pole in the middle of face %s', (face) => {
    const near = (column: number, row: number) => Math.hypot(column + 0.5 - sidePx / 2, row + 0.5 - sidePx / 2) < 24
    const pole = measureDeviation(face, sidePx, renderFace(face), near)
    expect(Math.hypot(pole.acrossPx, pole.downPx)).toBeLessThan(0.02)
    expect(pole.error).toBeLessThan(0.7)
  })

  it('shows no seam behind the viewer, where the picture wraps', () => {
    const seam = (column: number) => Math.abs(column + 0.5 - sidePx / 2) < 20
    const behind = measureDeviation('b', sidePx, renderFace('b'), seam)
    expect(Math.abs(behind.acrossPx)).toBeLessThan(0.02)
    expect(behind.error).toBeLessThan(0.6)
  })

  it('halves a sphere without moving it', () => {
    halveSphere(kernel, bytes, sphere, half)
    for (const face of faces) {
      const { acrossPx, downPx } = measureDeviation(face, sidePx, renderFace(face, half), () => true)
      expect(Math.hypot(acrossPx, downPx)).toBeLessThan(0.02)
    }
  })

  it('weighs four taps to exactly one, so that flat colours stay flat', () => {
    for (let step = 0; step < 256; step++) expect(bicubicWeights(step / 256).reduce((a, b) => a + b)).toBe(16384)
  })

  it('is what its source compiles to', async () => {
    const checkedIn = await readFile(new URL('./kernel.wasm', import.meta.url))
    expect(Buffer.from(await compileKernel()).equals(checkedIn)).toBe(true)
  })
})
