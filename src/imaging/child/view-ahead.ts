// The part of the sphere that a partial panorama covers, and the view that posters and thumbnails show.
import type { ViewLimits } from '#tour/view.ts'
import type { Plane, Vector } from '../kernel/kernel.ts'
import type { Layout } from './layout.ts'
import { posterSize } from './preview.ts'

const degrees = Math.PI / 180
const twoDecimals = (value: number) => Math.round(value * 100) / 100

/** Absent where the whole sphere exists. */
export function limitsOf({ crop }: Layout): ViewLimits | undefined {
  if (!crop) return undefined
  const yaw = (columnPx: number) => twoDecimals((columnPx / crop.fullWidthPx - 0.5) * 360)
  const pitch = (rowPx: number) => twoDecimals((0.5 - rowPx / crop.fullHeightPx) * 180)
  return {
    minYawDegrees: yaw(crop.leftPx),
    maxYawDegrees: yaw(crop.leftPx + crop.widthPx),
    minPitchDegrees: pitch(crop.topPx + crop.heightPx),
    maxPitchDegrees: pitch(crop.topPx),
  }
}

/** A flat picture of posterSize's shape, 90° wide, straight ahead; turned and narrowed to stay inside the limits. */
export function viewAhead(limits: ViewLimits | undefined): Plane {
  const shape = posterSize.heightPx / posterSize.widthPx
  if (!limits) return plane(0, 0, 1, shape)
  const middle = (from: number, to: number) => (from > 0 || to < 0 ? (from + to) / 2 : 0)
  const yaw = middle(limits.minYawDegrees, limits.maxYawDegrees)
  const pitch = middle(limits.minPitchDegrees, limits.maxPitchDegrees)
  const reach = (from: number, to: number, at: number) => Math.tan(Math.min(to - at, at - from, 80) * degrees)
  const across = Math.min(
    1,
    reach(limits.minYawDegrees, limits.maxYawDegrees, yaw),
    reach(limits.minPitchDegrees, limits.maxPitchDegrees, pitch) / shape,
  )
  return plane(yaw * degrees, pitch * degrees, Math.max(0.1, across), shape)
}

function plane(yaw: number, pitch: number, halfAcross: number, shape: number): Plane {
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)]
  const scale = (vector: Vector, by: number): Vector => [vector[0] * by, vector[1] * by, vector[2] * by]
  return {
    centre: [sinYaw * cosPitch, sinPitch, -cosYaw * cosPitch],
    across: scale([cosYaw, 0, sinYaw], halfAcross),
    down: scale([sinYaw * sinPitch, -cosPitch, -cosYaw * sinPitch], halfAcross * shape),
  }
}
