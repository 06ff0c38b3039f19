// How views move: easing, the way from one view to another, and the two cameras of a scene change. Pure.
import { type Angles, clamp, turnDegrees, wrapDegrees } from '#tour/angles.ts'
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

/**
 * A scene change: the old scene grows a little while the new one appears over it. With `towards`, the growing is centred there,
 * as if one walked to the link.
 */
export function changeViews(from: View, to: View, share: number, towards?: Angles) {
  const t = smooth(clamp(share, 0, 1))
  const closer = { ...from, ...towards, fovDegrees: 0 }
  return {
    leaving: { view: between(from, closer, nearer * t) },
    arriving: { view: { ...to, fovDegrees: to.fovDegrees * (1 + 0.08 * (1 - t)) } },
    opacity: t,
  }
}

/** By how much of its field of view the old scene grows. */
const nearer = 0.16
