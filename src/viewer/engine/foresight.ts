// Where a moving view will be in a moment, so that its tiles are asked for before they are seen. Pure.
import { clamp, turnDegrees, wrapDegrees } from '#tour/angles.ts'
import type { View } from '#tour/view.ts'

const aheadMs = 300
/** Slower than this the tiles in sight are all that is needed soon. */
const slowestDegreesPerMs = 0.01
/** Faster than this no eye can tell a level from the one below. */
const fastDegreesPerMs = 0.03
/** Frames farther apart than this say nothing about a speed. */
const longestStepMs = 120
/** A view that is so far away in one frame was not turned to. */
const jumpDegrees = 25

export class Foresight {
  #view: View | undefined
  #at = 0
  #yawPerMs = 0
  #pitchPerMs = 0

  /** Before each frame. */
  note(view: View, now: number): void {
    const elapsedMs = now - this.#at
    const yaw = turnDegrees(this.#view?.yawDegrees ?? view.yawDegrees, view.yawDegrees)
    const pitch = view.pitchDegrees - (this.#view?.pitchDegrees ?? view.pitchDegrees)
    if (elapsedMs > 0 && elapsedMs < longestStepMs && Math.hypot(yaw, pitch) < jumpDegrees) {
      const mix = (before: number, degrees: number) => before * 0.5 + (degrees / elapsedMs) * 0.5
      this.#yawPerMs = mix(this.#yawPerMs, yaw)
      this.#pitchPerMs = mix(this.#pitchPerMs, pitch)
    } else {
      this.forget()
    }
    this.#view = view
    this.#at = now
  }

  /** The view jumped. */
  forget(): void {
    this.#view = undefined
    this.#yawPerMs = 0
    this.#pitchPerMs = 0
  }

  get isTurning(): boolean {
    return this.#degreesPerMs >= slowestDegreesPerMs
  }

  get isFast(): boolean {
    return this.#degreesPerMs > fastDegreesPerMs
  }

  ahead(view: View): View | undefined {
    if (!this.isTurning) return undefined
    return {
      yawDegrees: wrapDegrees(view.yawDegrees + this.#yawPerMs * aheadMs),
      pitchDegrees: clamp(view.pitchDegrees + this.#pitchPerMs * aheadMs, -90, 90),
      fovDegrees: view.fovDegrees,
    }
  }

  get #degreesPerMs(): number {
    return Math.hypot(this.#yawPerMs, this.#pitchPerMs)
  }
}
