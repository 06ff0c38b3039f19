// Panoramas whose colour is a known smooth function of the direction, and the measure of how far a cube face is off: geometry
// tests and the imaging benchmark need no reference picture then.
import { facePlanes } from '#imaging/kernel/kernel.ts'
import type { Face } from '#tour/pyramid.ts'

const frequency = 12

/** Colour of a direction (unit vector; +X right, +Y up, −Z ahead): three waves along the axes, steep enough to show a shift. */
export function directionColour(x: number, y: number, z: number): [number, number, number] {
  return [wave(x), wave(y), wave(z)]
}

const wave = (value: number) => 127.5 + 100 * Math.sin(frequency * value + 1)

/** A direction-coded equirectangular picture, packed RGB. */
export function directionCodedPanorama(widthPx: number, heightPx: number): Buffer {
  const pixels = Buffer.alloc(widthPx * heightPx * 3)
  const yaws = Array.from({ length: widthPx }, (_, column) => ((column + 0.5) / widthPx - 0.5) * 2 * Math.PI)
  const sines = yaws.map(Math.sin)
  const cosines = yaws.map(Math.cos)
  for (let row = 0; row < heightPx; row++) {
    const pitch = (0.5 - (row + 0.5) / heightPx) * Math.PI
    const level = Math.cos(pitch)
    const green = Math.round(wave(Math.sin(pitch)))
    for (let column = 0; column < widthPx; column++) {
      const at = (row * widthPx + column) * 3
      pixels[at] = Math.round(wave(level * (sines[column] ?? 0)))
      pixels[at + 1] = green
      pixels[at + 2] = Math.round(wave(-level * (cosines[column] ?? 0)))
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
  return directionColour(x / length, y / length, z / length)
}
