// Lays decoded pixels into kernel memory as a whole, padded sphere: wraps in longitude, continues over the poles, and fills
// calmly what a partial panorama lacks.
import { type Kernel, paddingPx, type Sphere, sphereStrideBytes } from '../kernel/kernel.ts'
import type { Pixels } from './decode.ts'
import type { Crop } from './layout.ts'

/** Copies pixels (with the crop of a partial panorama) into memory at the sphere's address. */
export function fillSphere(memory: Uint8Array, sphere: Sphere, pixels: Pixels, crop: Crop | undefined): void {
  const rowBytes = pixels.widthPx * 3
  // Buffer.copy, because set() on shared memory copies word by word.
  const target = Buffer.from(memory.buffer, memory.byteOffset, memory.byteLength)
  const left = crop?.leftPx ?? 0
  const top = crop?.topPx ?? 0
  for (let row = 0; row < pixels.heightPx; row++) {
    const from = row * rowBytes
    pixels.data.copy(target, rowAddress(sphere, top + row) + left * 3, from, from + rowBytes)
  }
  if (crop) fillMissing(memory, sphere, { left, top, width: pixels.widthPx, height: pixels.heightPx })
  padSphere(memory, sphere)
}

/** Halves a sphere into `target`, whose size must be half of it, rounded down. */
export function halveSphere(kernel: Kernel, memory: Uint8Array, source: Sphere, target: Sphere): void {
  // An odd output width would end on half a pair: the last column comes from the one before it.
  const evenWidth = target.widthPx & ~1
  kernel.halve(
    rowAddress(source, 0),
    source.strideBytes,
    rowAddress(target, 0),
    target.strideBytes,
    evenWidth,
    target.heightPx,
  )
  if (evenWidth < target.widthPx)
    for (let row = 0; row < target.heightPx; row++) {
      const end = rowAddress(target, row) + evenWidth * 3
      memory.copyWithin(end, end - 3, end)
    }
  padSphere(memory, target)
}

export function sphereAt(address: number, widthPx: number, heightPx: number): Sphere {
  return { address, widthPx, heightPx, strideBytes: sphereStrideBytes(widthPx) }
}

/** Address of a row's first pixel. */
function rowAddress(sphere: Sphere, row: number): number {
  return sphere.address + (row + paddingPx) * sphere.strideBytes + paddingPx * 3
}

function padSphere(memory: Uint8Array, sphere: Sphere): void {
  const { widthPx, heightPx } = sphere
  const pad = paddingPx * 3
  const acrossPole = Math.floor(widthPx / 2) * 3
  const rowBytes = widthPx * 3
  // Beyond a pole the picture goes on half a turn away, upside down.
  for (let i = 1; i <= paddingPx; i++)
    for (const [row, inside] of [
      [-i, i - 1],
      [heightPx - 1 + i, heightPx - i],
    ] as const) {
      const from = rowAddress(sphere, inside)
      const to = rowAddress(sphere, row)
      memory.copyWithin(to, from + acrossPole, from + rowBytes)
      memory.copyWithin(to + rowBytes - acrossPole, from, from + acrossPole)
    }
  for (let row = -paddingPx; row < heightPx + paddingPx; row++) {
    const start = rowAddress(sphere, row)
    memory.copyWithin(start - pad, start + rowBytes - pad, start + rowBytes)
    memory.copyWithin(start + rowBytes, start, start + pad)
  }
}

interface Area {
  left: number
  top: number
  width: number
  height: number
}

/**
 * How fast the picture dissolves beyond its edge, in times the distance: the colours are spread over this many times the way to the
 * edge. Distances are those on the sphere, not of its flat picture, so that nothing runs together into streaks at the poles.
 */
const spread = 0.7
/** Share of the sphere's height over which the edge's mean colour takes over. */
const fadeShare = 1 / 11

/** Sides first (edge to edge around the back), then rows above and below dissolve from the outermost row into its mean colour. */
function fillMissing(memory: Uint8Array, sphere: Sphere, area: Area): void {
  if (area.width < sphere.widthPx)
    for (let row = area.top; row < area.top + area.height; row++)
      fillGap(memory, rowAddress(sphere, row), sphere.widthPx, area)
  dissolve(memory, sphere, area.top, 0, area.top - 1)
  dissolve(memory, sphere, area.top + area.height - 1, area.top + area.height, sphere.heightPx - 1)
}

/** Fills rows from what is left of the edge row when it is seen from further and further away. */
function dissolve(memory: Uint8Array, sphere: Sphere, edgeRow: number, firstRow: number, lastRow: number): void {
  const { widthPx, heightPx } = sphere
  const rowBytes = widthPx * 3
  const address = rowAddress(sphere, edgeRow)
  const softer = softerRows(memory.slice(address, address + rowBytes))
  const mean = meanColour(softer[0] ?? new Uint8Array(rowBytes))
  const fadeRows = Math.max(1, heightPx * fadeShare)
  const line = new Uint8Array(rowBytes)
  for (let row = firstRow; row <= lastRow; row++) {
    const radiusPx =
      (spread * Math.abs(mercator(row, heightPx) - mercator(edgeRow, heightPx)) * widthPx) / (2 * Math.PI)
    const level = Math.min(softer.length - 1, Math.log2(1 + radiusPx))
    const finer = softer[Math.floor(level)] ?? line
    const coarser = softer[Math.ceil(level)] ?? line
    const share = level - Math.floor(level)
    const away = Math.min(1, Math.abs(row - edgeRow) / fadeRows)
    const fade = away * away * (3 - 2 * away)
    for (let i = 0; i < rowBytes; i++) {
      const fine = finer[i] ?? 0
      const colour = fine + share * ((coarser[i] ?? 0) - fine)
      line[i] = colour + fade * ((mean[i % 3] ?? 0) - colour) + 0.5
    }
    memory.set(line, rowAddress(sphere, row))
  }
}

/** Height on Mercator's map, where a step up is as long as a step aside. */
function mercator(row: number, heightPx: number): number {
  return Math.log(Math.tan((Math.PI / 2) * ((row + 0.5) / heightPx)))
}

/** The row as it is, then blurred over 1, 3, 7, 15 … pixels to both sides, up to all of it. */
function softerRows(edge: Uint8Array): Uint8Array[] {
  const rows = [edge]
  const widthPx = edge.length / 3
  for (let radiusPx = 1; radiusPx < widthPx / 2; radiusPx = radiusPx * 2 + 1)
    rows.push(blurRow(blurRow(edge, radiusPx), radiusPx))
  return rows
}

/** Blends linearly from the mean of the right edge's last pixels to the left edge's first, around the back. */
function fillGap(memory: Uint8Array, address: number, widthPx: number, area: Area): void {
  const edgePx = Math.min(32, area.width)
  const mean = (from: number) => meanColour(memory.slice(address + from * 3, address + (from + edgePx) * 3))
  const right = mean(area.left + area.width - edgePx)
  const left = mean(area.left)
  const gap = widthPx - area.width
  for (let i = 0; i < gap; i++) {
    const at = address + ((area.left + area.width + i) % widthPx) * 3
    const share = (i + 0.5) / gap
    for (let c = 0; c < 3; c++) memory[at + c] = (right[c] ?? 0) + share * ((left[c] ?? 0) - (right[c] ?? 0))
  }
}

function meanColour(pixels: Uint8Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  for (let i = 0; i < pixels.length; i += 3) {
    sum[0] += pixels[i] ?? 0
    sum[1] += pixels[i + 1] ?? 0
    sum[2] += pixels[i + 2] ?? 0
  }
  const count = Math.max(1, pixels.length / 3)
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}

/** Running mean around the circle. */
function blurRow(row: Uint8Array, radiusPx: number): Uint8Array {
  const out = new Uint8Array(row.length)
  const width = row.length / 3
  const at = (pixel: number, channel: number) => row[(((pixel % width) + width) % width) * 3 + channel] ?? 0
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0
    for (let pixel = -radiusPx; pixel <= radiusPx; pixel++) sum += at(pixel, channel)
    for (let pixel = 0; pixel < width; pixel++) {
      out[pixel * 3 + channel] = sum / (2 * radiusPx + 1)
      sum += at(pixel + radiusPx + 1, channel) - at(pixel - radiusPx, channel)
    }
  }
  return out
}
