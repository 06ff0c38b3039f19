// Flat things around a visitor in a headset: each lies in a plane that touches the sphere of directions, infinitely far away like the
// panorama itself. Sizes on it are tangents. Pure, and without garbage.
import { directionOf } from '#tour/angles.ts'

export class Plane {
  /** Where it touches the sphere, and its own right and up: unit vectors. */
  readonly anchor = new Float32Array(3)
  readonly right = new Float32Array(3)
  readonly up = new Float32Array(3)

  constructor(yawDegrees = 0, pitchDegrees = 0) {
    this.face(yawDegrees, pitchDegrees)
  }

  face(yawDegrees: number, pitchDegrees: number): void {
    this.turnTo(directionOf({ yawDegrees, pitchDegrees }))
  }

  /** Towards a unit vector that is not upright. */
  turnTo(direction: ArrayLike<number>): void {
    const { anchor, right, up } = this
    const x = direction[0] ?? 0
    const y = direction[1] ?? 0
    const z = direction[2] ?? 0
    const level = Math.max(1e-6, Math.hypot(x, z))
    anchor[0] = x
    anchor[1] = y
    anchor[2] = z
    right[0] = -z / level
    right[2] = x / level
    up[0] = (-x * y) / level
    up[1] = level
    up[2] = (-z * y) / level
  }

  /** Cosine of the angle between its middle and a unit vector; where it isn't positive the plane is not met. */
  cosineTo(direction: ArrayLike<number>): number {
    return dot(this.anchor, direction)
  }
}

/** A rectangle on a plane: its middle and half its sides. */
export interface Box {
  x: number
  y: number
  halfWidth: number
  halfHeight: number
}

/** Whether a direction meets a box, or comes as near to it as `margin`. */
export function meets(plane: Plane, box: Box, direction: ArrayLike<number>, margin = 0): boolean {
  const cosine = plane.cosineTo(direction)
  if (cosine <= 0.05) return false
  const x = dot(plane.right, direction) / cosine - box.x
  const y = dot(plane.up, direction) / cosine - box.y
  return Math.abs(x) <= box.halfWidth + margin && Math.abs(y) <= box.halfHeight + margin
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  (a[0] ?? 0) * (b[0] ?? 0) + (a[1] ?? 0) * (b[1] ?? 0) + (a[2] ?? 0) * (b[2] ?? 0)
