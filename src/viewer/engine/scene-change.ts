// A change from one panorama to another on screen: both views on the way, and the old picture giving way to the new one. One object per
// change; loaded before the first. Chooses and fetches no tiles.
import { type Angles, clamp } from '#tour/angles.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import type { Gpu } from './gpu.ts'
import { between, isSame, smooth } from './motion.ts'
import { PictureBefore } from './picture-before.ts'
import type { Doorway, Look } from './shot.ts'

/** What both scenes show on the way from the one to the other, and how much of the new one is seen; `share` runs from 0 to 1. */
export interface Way {
  durationMs: number
  at(share: number, from: View, to: View): { leaving: Look; arriving: Look; opacity: number; doorway?: Doorway }
}

export interface GoToOptions {
  /** The view to arrive at; a function is asked when the change begins, with the view of that moment. */
  view: View | ((current: View) => View)
  limits?: ViewLimits
  transition?: 'fade' | 'cut'
  /** Where the link was: the old scene grows towards it. */
  towards?: Angles
  /** In place of the usual change: for those who see motion. */
  way?: Way
}

export interface Leaving {
  source: PanoramaSource
  view: View
  way: Way
  startedAt: number
  /** The new scene alone is on screen, or another change took over. */
  done(): void
}

const changeMs = 700
const calmChangeMs = 150
/** By how much of its field of view the old scene grows. */
const nearer = 0.16

export class SceneChange {
  readonly #leaving: Leaving
  readonly #before: PictureBefore

  constructor(gpu: Gpu, leaving: Leaving) {
    this.#leaving = leaving
    this.#before = new PictureBefore(gpu)
  }

  get bytes(): number {
    return this.#before.bytes
  }

  isOver(now: number): boolean {
    return now - this.#leaving.startedAt >= this.#leaving.way.durationMs
  }

  /** The old scene, and over it the new one, whose own view is `current`, mixed as light. */
  draw<Result>(
    current: View,
    now: number,
    drawOld: (source: PanoramaSource, look: Look) => void,
    drawNew: (look: Look) => Result,
  ): Result {
    const { source, view, way, startedAt } = this.#leaving
    const share = clamp((now - startedAt) / way.durationMs, 0, 1)
    const { leaving, arriving, opacity, doorway } = way.at(share, view, current)
    this.#before.begin()
    drawOld(source, leaving)
    this.#before.mix(clamp(opacity, 0, 1), doorway)
    const result = drawNew(arriving)
    this.#before.endMix()
    return result
  }

  end(): void {
    this.#before.end()
    this.#leaving.done()
  }
}

/** `from` and `to`: where the old scene is left and the new one entered. */
export function wayOf({ way, towards }: GoToOptions, from: View, to: View, reducedMotion: boolean): Way {
  if (reducedMotion) return { durationMs: calmChangeMs, at: fade }
  if (way) return way
  // A better picture of the same place does not move.
  if (!towards && isSame(from, to)) return { durationMs: changeMs, at: fade }
  return { durationMs: changeMs, at: (share, leaving, arriving) => changeViews(leaving, arriving, share, towards) }
}

const fade: Way['at'] = (share, from, to) => ({
  leaving: { view: from },
  arriving: { view: to },
  opacity: smooth(share),
})

/**
 * The old scene grows a little while the new one appears over it. With `towards`, the growing is centred there, as if one walked to
 * the link.
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
