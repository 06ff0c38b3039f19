// Zooming a panorama: around the middle, as a button does, or around the point under a finger or a mouse.
import { clamp, toDegrees, toRadians, turnDegrees } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import type { Panorama } from './panorama.ts'

export interface ZoomOptions {
  /** How far a visitor may zoom; the view itself may go further. */
  minFovDegrees?: number
  maxFovDegrees?: number
}

/** Zooms around the middle of the picture; factor < 1 comes closer. */
export function zoomBy(panorama: Panorama, factor: number, options: ZoomOptions = {}): void {
  void panorama.turnTo({ fovDegrees: zoomedFov(panorama, factor, options) }, 220)
}

/** Zooms around a point of the picture, which stays under the finger or moves along with it to another point. */
export function zoomAround(panorama: Panorama, factor: number, options: ZoomOptions, at: Point, to: Point = at): void {
  const held = panorama.unproject(at.x, at.y)
  panorama.view = { ...panorama.view, fovDegrees: zoomedFov(panorama, factor, options) }
  const there = panorama.unproject(to.x, to.y)
  const { view } = panorama
  panorama.view = {
    ...view,
    yawDegrees: view.yawDegrees + turnDegrees(there.yawDegrees, held.yawDegrees),
    pitchDegrees: view.pitchDegrees + held.pitchDegrees - there.pitchDegrees,
  }
}

function zoomedFov(
  { view }: Panorama,
  factor: number,
  { minFovDegrees = 25, maxFovDegrees = 110 }: ZoomOptions,
): number {
  const wanted = toDegrees(2 * Math.atan(Math.tan(toRadians(view.fovDegrees) / 2) * factor))
  // A view that is already beyond the range is not pulled back by a touch, it only goes no further.
  const low = Math.min(minFovDegrees, view.fovDegrees)
  const high = Math.max(maxFovDegrees, view.fovDegrees)
  return clamp(wanted, low, high)
}
