// Fingers and mouse on a panorama: one drags it (and lets it glide), two pinch it, a press without movement is a tap.
import { toDegrees, toRadians } from '#tour/angles.ts'
import { focalPx, type Point } from '#tour/projection.ts'
import { glide, Momentum } from './momentum.ts'
import type { Panorama } from './panorama.ts'
import { type ZoomOptions, zoomAround } from './zoom.ts'

export interface DragOptions extends ZoomOptions {
  /** A press without movement, in CSS pixels of the canvas. */
  onTap?(point: Point): void
}

const tapPx = 6
const tapMs = 500
const slowestDegreesPerMs = 0.002

export class Drag {
  readonly #panorama: Panorama
  readonly #options: DragOptions
  readonly #touches = new Map<number, Point>()
  readonly #momentum = new Momentum()
  #press: { point: Point; at: number } | undefined

  constructor(panorama: Panorama, options: DragOptions) {
    this.#panorama = panorama
    this.#options = options
  }

  down(event: PointerEvent): void {
    if (event.button > 0) return
    this.#panorama.lookAround = true
    this.#panorama.stop()
    this.#panorama.canvas.setPointerCapture(event.pointerId)
    this.#touches.set(event.pointerId, pointOf(event))
    this.#momentum.clear()
    this.#press = this.#touches.size === 1 ? { point: pointOf(event), at: event.timeStamp } : undefined
  }

  move(event: PointerEvent): void {
    const before = this.#touches.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    const other = [...this.#touches].find(([id]) => id !== event.pointerId)?.[1]
    if (this.#touches.size === 1) this.#turn(before, now, event.timeStamp)
    else if (this.#touches.size === 2 && other) this.#pinch(before, now, other)
    this.#touches.set(event.pointerId, now)
    if (this.#press && distance(this.#press.point, now) > tapPx) this.#press = undefined
  }

  up(event: PointerEvent): void {
    if (!this.#touches.delete(event.pointerId)) return
    // The finger that stays after a pinch begins a drag of its own.
    if (this.#touches.size > 0) {
      this.#momentum.clear()
      return
    }
    const press = this.#press
    this.#press = undefined
    if (event.type !== 'pointerup') return
    if (press && event.timeStamp - press.at < tapMs) this.#options.onTap?.(press.point)
    else if (!this.#panorama.reducedMotion) this.#glide(event.timeStamp)
  }

  #turn(before: Point, now: Point, at: number): void {
    const { yaw, pitch } = turnOf(this.#panorama, now.x - before.x, now.y - before.y)
    this.#momentum.turned(yaw, pitch, at)
    turnBy(this.#panorama, yaw, pitch)
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const factor = distance(before, other) / Math.max(1, distance(now, other))
    zoomAround(this.#panorama, factor, this.#options, middle(before, other), middle(now, other))
  }

  #glide(now: number): void {
    const speed = this.#momentum.speedAt(now)
    if (!speed) return
    let { yawPerMs, pitchPerMs } = speed
    this.#panorama.move((elapsedMs) => {
      const { wayMs, remains } = glide(elapsedMs)
      turnBy(this.#panorama, yawPerMs * wayMs, pitchPerMs * wayMs)
      yawPerMs *= remains
      pitchPerMs *= remains
      return Math.hypot(yawPerMs, pitchPerMs) > slowestDegreesPerMs
    })
  }
}

/** The turn that moves the middle of the picture by so many CSS pixels, as if it hung on the finger. */
export function turnOf({ view, camera }: Panorama, rightPx: number, downPx: number): { yaw: number; pitch: number } {
  const perPx = toDegrees(1 / focalPx(camera))
  // Near the poles a pixel is a large turn; the limit keeps the picture from spinning.
  return { yaw: (-rightPx * perPx) / Math.max(0.35, Math.cos(toRadians(view.pitchDegrees))), pitch: downPx * perPx }
}

export function turnBy(panorama: Panorama, yaw: number, pitch: number): void {
  const { view } = panorama
  panorama.view = { ...view, yawDegrees: view.yawDegrees + yaw, pitchDegrees: view.pitchDegrees + pitch }
}

export const pointOf = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY })
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
