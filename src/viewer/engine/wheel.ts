// The wheel, and two fingers on a trackpad: up and down zooms around the mouse, sideways turns, pinching zooms directly. Loaded
// for those who have a mouse.
import { clamp } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import { turnBy, turnOf } from './drag.ts'
import type { Panorama } from './panorama.ts'
import { type ZoomOptions, zoomAround } from './zoom.ts'

const linePx = 16
const zoomPerPx = 0.0014
/** A pinch on a trackpad comes as a wheel with the control key and small steps. */
const pinchTimes = 6
/** What is left of a step is halved in about two thirds of this time. */
const smoothMs = 60

export class Wheel {
  readonly #panorama: Panorama
  readonly #options: ZoomOptions
  /** Logarithm of the zoom that is still to come. */
  #rest = 0
  #isRolling = false
  #at = { x: 0, y: 0 }

  constructor(panorama: Panorama, options: ZoomOptions) {
    this.#panorama = panorama
    this.#options = options
  }

  turn(event: WheelEvent, at: Point): void {
    const panorama = this.#panorama
    panorama.lookAround = true
    const unit = event.deltaMode === 1 ? linePx : 1
    const isPinch = event.ctrlKey
    if (!isPinch && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.#pan(event.deltaX * unit)
      return
    }
    const px = clamp(event.deltaY * unit * (isPinch ? pinchTimes : 1), -240, 240)
    this.#at = at
    if (isPinch || panorama.reducedMotion) {
      panorama.stop()
      zoomAround(panorama, Math.exp(px * zoomPerPx), this.#options, this.#at)
    } else {
      this.#roll(px * zoomPerPx)
    }
  }

  #pan(px: number): void {
    this.#panorama.stop()
    turnBy(this.#panorama, turnOf(this.#panorama, -px, 0).yaw, 0)
  }

  #roll(step: number): void {
    // Turning back takes effect at once.
    this.#rest = Math.sign(step) === Math.sign(this.#rest) ? this.#rest + step : step
    if (this.#isRolling) return
    const roll = (elapsedMs: number) => {
      const now = this.#rest * (1 - Math.exp(-elapsedMs / smoothMs))
      this.#rest -= now
      const isLast = Math.abs(this.#rest) < 0.002
      zoomAround(this.#panorama, Math.exp(isLast ? now + this.#rest : now), this.#options, this.#at)
      return !isLast
    }
    const ended = () => {
      this.#isRolling = false
      this.#rest = 0
    }
    this.#panorama.move(roll, { onStop: ended })
    this.#isRolling = true
    this.#rest = step
  }
}
