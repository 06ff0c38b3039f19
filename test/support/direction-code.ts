// Panoramas whose colour is a known smooth function of the direction, and the measure of how far a cube face is off: geometry
// tests and the imaging benchmark need no reference picture then.
import { facePlanes } from '#imaging/kernel/kernel.ts'
import type { Face } from '#tour/pyramid.ts'

/** Waves along the three axes, about 60 px long on a face: steep enough to show a shift, smooth enough to survive resampling. */
const frequencyFor = (sidePx: number) => sidePx / 20

function wave(value: number, frequency: number): number {
  return 127.5 + 100 * Math.sin(frequency * value + 1)
}

/** Rounds up or down at random in the right proportion, so that flat stretches carry no systematic error; always the same. */
function dither(value: number, index: number): number {
  const noise = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b)
  return Math.floor(value + (Math.imul(noise ^ (noise >>> 13), 0xc2b2ae35) >>> 8) / 2 ** 24)
}

/** A direction-coded equirectangular picture for faces of `sidePx`, packed RGB; +X right, +Y up, −Z ahead. */
export function directionCodedPanorama(widthPx: number, heightPx: number, sidePx: number): Buffer {
  const pixels = Buffer.alloc(widthPx * heightPx * 3)
  const frequency = frequencyFor(sidePx)
  const yaws = Array.from({ length: widthPx }, (_, column) => ((column + 0.5) / widthPx - 0.5) * 2 * Math.PI)
  const sines = yaws.map(Math.sin)
  const cosines = yaws.map(Math.cos)
  for (let row = 0; row < heightPx; row++) {
    const pitch = (0.5 - (row + 0.5) / heightPx) * Math.PI
    const level = Math.cos(pitch)
    const green = wave(Math.sin(pitch), frequency)
    for (let column = 0; column < widthPx; column++) {
      const at = (row * widthPx + column) * 3
      pixels[at] = dither(wave(level * (sines[column] ?? 0), frequency), at)
      pixels[at + 1] = dither(green, at + 1)
      pixels[at + 2] = dither(wave(-level * (cosines[column] ?? 0), frequency), at + 2)
    }
  }
  return pixels
}

/** Packed RGB of a face as it should be. */
export function directionCodedFace(face: Face, sidePx: number): Buffer {
  const pixels = Buffer.alloc(sidePx * sidePx * 3)
  for (let row = 0; row < sidePx; row++)
    for (let column = 0; column < sidePx; column++)
      pixels.set(expectedColour(face, sidePx, column, row).map(Math.round), (row * sidePx + column) * 3)
  return pixels
}

export interface Deviation {
  /** By how many pixels the picture lies too far right and too far down. */
  acrossPx: number
  downPx: number
  /** Root mean square of the colour error, 0…255. */
  error: number
}

/** Compares a face's pixels (packed RGB) with the direction code, where `counts` agrees, by least squares. */
export function measureDeviation(
  face: Face,
  sidePx: number,
  pixels: Uint8Array,
  counts: (column: number, row: number) => boolean,
): Deviation {
  // Normal equations of error = across · ∂/∂column + down · ∂/∂row.
  let [xx, xy, yy, xe, ye, ee, n] = [0, 0, 0, 0, 0, 0, 0]
  for (let row = 0; row < sidePx; row++)
    for (let column = 0; column < sidePx; column++) {
      if (!counts(column, row)) continue
      const here = expectedColour(face, sidePx, column, row)
      const right = expectedColour(face, sidePx, column + 1, row)
      const below = expectedColour(face, sidePx, column, row + 1)
      for (let channel = 0; channel < 3; channel++) {
        const colour = here[channel] ?? 0
        const error = (pixels[(row * sidePx + column) * 3 + channel] ?? 0) - colour
        const dx = (right[channel] ?? 0) - colour
        const dy = (below[channel] ?? 0) - colour
        xx += dx * dx
        xy += dx * dy
        yy += dy * dy
        xe += dx * error
        ye += dy * error
        ee += error * error
        n++
      }
    }
  const determinant = xx * yy - xy * xy
  return {
    acrossPx: -(xe * yy - ye * xy) / determinant,
    downPx: -(ye * xx - xe * xy) / determinant,
    error: Math.sqrt(ee / n),
  }
}

function expectedColour(face: Face, sidePx: number, column: number, row: number): [number, number, number] {
  const { centre, across, down } = facePlanes[face]
  const s = -1 + (2 * column + 1) / sidePx
  const t = -1 + (2 * row + 1) / sidePx
  const x = centre[0] + s * across[0] + t * down[0]
  const y = centre[1] + s * across[1] + t * down[1]
  const z = centre[2] + s * across[2] + t * down[2]
  const length = Math.sqrt(x * x + y * y + z * z)
  const frequency = frequencyFor(sidePx)
  return [wave(x / length, frequency), wave(y / length, frequency), wave(z / length, frequency)]
}
