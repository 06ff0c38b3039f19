// Angles of sight: wrapping, turning, directions, and keeping the world heading between scenes. Pure; the viewer ships this file.
// Tour frame: metres, +x right, +y up, −z forward; yaw grows to the right (clockwise seen from above), pitch up.
import type { View, ViewLimits } from './view.ts'

export type Direction = readonly [x: number, y: number, z: number]
export interface Angles {
  yawDegrees: number
  pitchDegrees: number
}

export const toRadians = (degrees: number) => (degrees * Math.PI) / 180
export const toDegrees = (radians: number) => (radians * 180) / Math.PI
export const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The same angle between −180 (included) and 180 (excluded). */
export const wrapDegrees = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180

/** How far to turn from one yaw to another, the short way round. */
export const turnDegrees = (from: number, to: number) => wrapDegrees(to - from)

/** Unit vector of a direction of sight. */
export function directionOf({ yawDegrees, pitchDegrees }: Angles): Direction {
  const yaw = toRadians(yawDegrees)
  const pitch = toRadians(pitchDegrees)
  return [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)]
}

/** Direction of sight of a vector of any length. */
export function anglesOf([x, y, z]: Direction): Angles {
  return { yawDegrees: toDegrees(Math.atan2(x, -z)), pitchDegrees: toDegrees(Math.atan2(y, Math.hypot(x, z))) }
}

/** Angle between two directions of sight, 0…180. */
export function angleBetween(a: Angles, b: Angles): number {
  const [ax, ay, az] = directionOf(a)
  const [bx, by, bz] = directionOf(b)
  return toDegrees(Math.acos(clamp(ax * bx + ay * by + az * bz, -1, 1)))
}

/** The yaw in scene B that looks where `yawDegrees` looks in scene A; headings are the compass degrees of each scene's yaw 0. */
export const keepHeading = (yawDegrees: number, headingA: number, headingB: number) =>
  wrapDegrees(yawDegrees + headingA - headingB)

export const fovRange = { min: 20, max: 140 }

/**
 * The nearest permitted view. `aspect` = width / height of the picture. With limits, neither the picture's middle line nor its
 * middle column shows anything outside them; where the limits are narrower than the field of view, the field of view gives way.
 */
export function clampView(view: View, aspect: number, limits?: ViewLimits): View {
  const fov = clamp(view.fovDegrees, fovRange.min, fovRange.max)
  if (!limits) {
    return {
      yawDegrees: wrapDegrees(view.yawDegrees),
      pitchDegrees: clamp(view.pitchDegrees, -90, 90),
      fovDegrees: fov,
    }
  }
  const spanYaw = limits.maxYawDegrees - limits.minYawDegrees
  const spanPitch = limits.maxPitchDegrees - limits.minPitchDegrees
  const wholeTurn = spanYaw >= 360
  const fits = Math.min(fov, wholeTurn ? 360 : longFov(spanYaw, aspect, 'width'), longFov(spanPitch, aspect, 'height'))
  const fovDegrees = Math.max(fits, 1)
  const { width, height } = fovOfSides(fovDegrees, aspect)
  const middleYaw = (limits.minYawDegrees + limits.maxYawDegrees) / 2
  // At the poles the sphere is whole: a limit of ±90 means that one may look straight up or down.
  const low = limits.minPitchDegrees <= -90 ? -90 : limits.minPitchDegrees + height / 2
  const high = limits.maxPitchDegrees >= 90 ? 90 : limits.maxPitchDegrees - height / 2
  const reach = wholeTurn ? 180 : Math.max(0, (spanYaw - width) / 2)
  return {
    yawDegrees: wrapDegrees(middleYaw + clamp(turnDegrees(middleYaw, view.yawDegrees), -reach, reach)),
    pitchDegrees: low > high ? (low + high) / 2 : clamp(view.pitchDegrees, low, high),
    fovDegrees,
  }
}

/** Fields of view across both sides, given the one across the longer side. */
export function fovOfSides(fovDegrees: number, aspect: number): { width: number; height: number } {
  const long = Math.tan(toRadians(fovDegrees) / 2)
  const short = toDegrees(2 * Math.atan(long / Math.max(aspect, 1 / aspect)))
  return aspect >= 1 ? { width: fovDegrees, height: short } : { width: short, height: fovDegrees }
}

/** Field of view across the longer side that makes `side` show `degrees`. */
function longFov(degrees: number, aspect: number, side: 'width' | 'height'): number {
  if (degrees >= 180) return 180
  const isLong = aspect >= 1 === (side === 'width')
  const times = isLong ? 1 : Math.max(aspect, 1 / aspect)
  return toDegrees(2 * Math.atan(Math.tan(toRadians(degrees) / 2) * times))
}
