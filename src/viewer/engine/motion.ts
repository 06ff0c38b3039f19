// How views move: easing, and the way from one view to another. Pure.
import { turnDegrees, wrapDegrees } from '#tour/angles.ts'
import type { View } from '#tour/view.ts'

/** Slow start, slow end. */
export const smooth = (share: number) => share * share * (3 - 2 * share)
/** Quick start, slow end: answers a key or a button at once. */
export const settle = (share: number) => 1 - (1 - share) ** 3

/** The view a part of the way from one to another, the short way round. */
export function between(from: View, to: View, share: number): View {
  const mix = (a: number, b: number) => a + (b - a) * share
  return {
    yawDegrees: wrapDegrees(from.yawDegrees + turnDegrees(from.yawDegrees, to.yawDegrees) * share),
    pitchDegrees: mix(from.pitchDegrees, to.pitchDegrees),
    fovDegrees: mix(from.fovDegrees, to.fovDegrees),
  }
}

export const isSame = (a: View, b: View) =>
  a.yawDegrees === b.yawDegrees && a.pitchDegrees === b.pitchDegrees && a.fovDegrees === b.fovDegrees
