// Directions of sight. Yaw grows to the right, pitch up; azimuth is the compass direction, 0 = −z (north), 90 = +x (east).
import type { Vec3 } from './mesh.ts'
import type { CameraPose } from './plan.ts'

const radians = Math.PI / 180

export interface Sight {
  yawDegrees: number
  pitchDegrees: number
}

/** Into −180 … 180. */
export function wrapDegrees(degrees: number): number {
  const wrapped = (((degrees % 360) + 540) % 360) - 180
  return wrapped === -180 ? 180 : wrapped
}

export function directionOf(azimuthDegrees: number, pitchDegrees: number): Vec3 {
  const flat = Math.cos(pitchDegrees * radians)
  return [
    Math.sin(azimuthDegrees * radians) * flat,
    Math.sin(pitchDegrees * radians),
    -Math.cos(azimuthDegrees * radians) * flat,
  ]
}

/** Where a point appears in the panorama taken at `camera`. */
export function sightOf(camera: Pick<CameraPose, 'position' | 'headingDegrees'>, point: Vec3): Sight {
  const dx = point[0] - camera.position[0]
  const dy = point[1] - camera.position[1]
  const dz = point[2] - camera.position[2]
  const azimuth = Math.atan2(dx, -dz) / radians
  return {
    yawDegrees: wrapDegrees(azimuth - camera.headingDegrees),
    pitchDegrees: Math.atan2(dy, Math.hypot(dx, dz)) / radians,
  }
}

/** Fills `out` with the direction of image place (x, y) in an equirectangular picture `width` pixels wide. */
export function rayThrough(x: number, y: number, width: number, headingDegrees: number, out: Float64Array): void {
  const yaw = (x / width - 0.5) * 360
  const pitch = (0.5 - y / (width / 2)) * 180
  const azimuth = (headingDegrees + yaw) * radians
  const flat = Math.cos(pitch * radians)
  out[0] = Math.sin(azimuth) * flat
  out[1] = Math.sin(pitch * radians)
  out[2] = -Math.cos(azimuth) * flat
}
