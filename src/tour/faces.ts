// The six cube faces: where each lies and how its pixels run (s right, t down, both −1…1, seen from inside). Pure.
// The convention is part of the tour format: docs/tour-format.md, "Cube faces".
import type { Direction } from './angles.ts'
import type { Face } from './pyramid.ts'

export interface FaceFrame {
  /** Middle of the face. */
  middle: Direction
  /** From the middle to the right edge. */
  right: Direction
  /** From the middle to the lower edge. */
  down: Direction
}

export const faceFrames: Record<Face, FaceFrame> = {
  f: { middle: [0, 0, -1], right: [1, 0, 0], down: [0, -1, 0] },
  r: { middle: [1, 0, 0], right: [0, 0, 1], down: [0, -1, 0] },
  b: { middle: [0, 0, 1], right: [-1, 0, 0], down: [0, -1, 0] },
  l: { middle: [-1, 0, 0], right: [0, 0, -1], down: [0, -1, 0] },
  u: { middle: [0, 1, 0], right: [1, 0, 0], down: [0, 0, -1] },
  d: { middle: [0, -1, 0], right: [1, 0, 0], down: [0, 0, 1] },
}

/** The point of a face, on the cube of half side 1 (not a unit vector). */
export function pointOnFace(face: Face, s: number, t: number): Direction {
  const { middle, right, down } = faceFrames[face]
  return [
    middle[0] + right[0] * s + down[0] * t,
    middle[1] + right[1] * s + down[1] * t,
    middle[2] + right[2] * s + down[2] * t,
  ]
}

/** Which face a direction meets, and where. */
export function faceAt([x, y, z]: Direction): { face: Face; s: number; t: number } {
  const ax = Math.abs(x)
  const ay = Math.abs(y)
  const az = Math.abs(z)
  if (az >= ax && az >= ay) return z < 0 ? { face: 'f', s: x / az, t: -y / az } : { face: 'b', s: -x / az, t: -y / az }
  if (ax >= ay) return x > 0 ? { face: 'r', s: z / ax, t: -y / ax } : { face: 'l', s: -z / ax, t: -y / ax }
  return y > 0 ? { face: 'u', s: x / ay, t: -z / ay } : { face: 'd', s: x / ay, t: z / ay }
}
