// Where a headset or a phone looks, as matrices: column-major, as WebXR and WebGL have them. Pure, and made for use in every frame:
// what is computed is written into arrays of the caller.
import { toDegrees, toRadians } from '#tour/angles.ts'

type Numbers = ArrayLike<number>

/** A view that takes directions of a frame which lies `degrees` of yaw to the left: `view` after a turn. */
export function turnedView(into: Float32Array, view: Numbers, degrees: number): void {
  const sin = Math.sin(toRadians(-degrees))
  const cos = Math.cos(toRadians(-degrees))
  for (let row = 0; row < 4; row++) {
    const x = view[row] ?? 0
    const z = view[8 + row] ?? 0
    into[row] = x * cos + z * sin
    into[4 + row] = view[4 + row] ?? 0
    into[8 + row] = z * cos - x * sin
    into[12 + row] = view[12 + row] ?? 0
  }
}

/**
 * The view of the screen of a device, from the angles of its `deviceorientation` events and the turn of the screen. The frame: x east,
 * y up, z south.
 */
export function deviceView(
  into: Float32Array,
  { alpha, beta, gamma }: { alpha: number; beta: number; gamma: number },
  screenDegrees: number,
): void {
  const [sa, ca] = [Math.sin(toRadians(alpha)), Math.cos(toRadians(alpha))]
  const [sb, cb] = [Math.sin(toRadians(beta)), Math.cos(toRadians(beta))]
  const [sg, cg] = [Math.sin(toRadians(gamma)), Math.cos(toRadians(gamma))]
  const [ss, cs] = [Math.sin(toRadians(screenDegrees)), Math.cos(toRadians(screenDegrees))]
  // The device's own axes, each as east, north, up.
  writeRows(into, 0, ca * cg - sa * sb * sg, sa * cg + ca * sb * sg, -cb * sg)
  writeRows(into, 1, -cb * sa, ca * cb, sb)
  writeRows(into, 2, cg * sa * sb + ca * sg, sa * sg - ca * cg * sb, cb * cg)
  for (let column = 0; column < 12; column += 4) {
    const right = into[column] ?? 0
    const up = into[column + 1] ?? 0
    into[column] = right * cs - up * ss
    into[column + 1] = right * ss + up * cs
    into[column + 3] = 0
  }
  into.fill(0, 12)
  into[15] = 1
}

function writeRows(into: Float32Array, row: number, east: number, north: number, up: number): void {
  into[row] = east
  into[row + 4] = up
  into[row + 8] = -north
}

/** An eye whose picture shows so much from top to bottom, and whose middle lies `shift` half pictures to the right. */
export function eyeProjection(into: Float32Array, fovDegrees: number, aspect: number, shift: number): void {
  const scale = 1 / Math.tan(toRadians(fovDegrees) / 2)
  into.fill(0)
  into[0] = scale / aspect
  into[5] = scale
  into[8] = -shift
  into[10] = -1
  into[11] = -1
  into[14] = -0.2
}

/** How far an eye looks to the right of its frame's −z. `forward`: of any length, not upright. */
export const yawOf = (forward: Numbers) => toDegrees(Math.atan2(forward[0] ?? 0, -(forward[2] ?? 0)))

export const pitchOf = (forward: Numbers) =>
  toDegrees(Math.atan2(forward[1] ?? 0, Math.hypot(forward[0] ?? 0, forward[2] ?? 0)))

/** Where a pose looks or points, by its matrix. */
export function forwardOfPose(into: Float32Array, pose: Numbers): void {
  for (let axis = 0; axis < 3; axis++) into[axis] = -(pose[8 + axis] ?? 0)
}

/** Where an eye looks, by its view, the inverse of its pose. */
export function forwardOfView(into: Float32Array, view: Numbers): void {
  for (let axis = 0; axis < 3; axis++) into[axis] = -(view[axis * 4 + 2] ?? 0)
}
