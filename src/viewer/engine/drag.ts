// Fingers and mouse on a panorama: one drags it (and lets it glide), two pinch it, a press without movement is a tap.
import { clamp, toDegrees, toRadians } from '#tour/angles.ts'
import { focalPx, type Point } from '#tour/projection.ts'
import { slide } from './motion.ts'
import type { Panorama } from './panorama.ts'
import { type ZoomOptions, zoomAround } from './zoom.ts'

export interface DragOptions extends ZoomOptions {
  /** A press without movement, in CSS pixels of the canvas. */
  onTap?(point: Point): void
}

const tapPx = 6
const tapMs = 500
/** Who holds still for so long before letting go wants no gliding. */
const restMs = 60
const slowestDegreesPerMs = 0.002

export class Drag {
  readonly #panorama: Panorama
  readonly #options: DragOptions
  readonly #touches = new Map<number, Point>()
  #speed = { yaw: 0, pitch: 0 }
  #movedAt = 0
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
    this.#speed = { yaw: 0, pitch: 0 }
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
    if (!this.#touches.delete(event.pointerId) || this.#touches.size > 0) return
    const press = this.#press
    this.#press = undefined
    if (event.type !== 'pointerup') return
    if (press && event.timeStamp - press.at < tapMs) this.#options.onTap?.(press.point)
    else if (event.timeStamp - this.#movedAt < restMs && !this.#panorama.reducedMotion) this.#glide()
  }

  #turn(before: Point, now: Point, at: number): void {
    const { view } = this.#panorama
    const perPx = toDegrees(1 / focalPx(this.#panorama.camera))
    // Near the poles a pixel is a large turn; the limit keeps the picture from spinning.
    const yaw = ((before.x - now.x) * perPx) / Math.max(0.35, Math.cos(toRadians(view.pitchDegrees)))
    const pitch = (now.y - before.y) * perPx
    const elapsedMs = clamp(at - this.#movedAt, 4, 100)
    this.#speed = { yaw: mix(this.#speed.yaw, yaw / elapsedMs), pitch: mix(this.#speed.pitch, pitch / elapsedMs) }
    this.#movedAt = at
    this.#turnBy(yaw, pitch)
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const factor = distance(before, other) / Math.max(1, distance(now, other))
    zoomAround(this.#panorama, factor, this.#options, middle(before, other), middle(now, other))
  }

  #glide(): void {
    this.#panorama.move((elapsedMs) => {
      const { yaw, pitch } = this.#speed
      this.#turnBy(yaw * elapsedMs, pitch * elapsedMs)
      this.#speed = { yaw: slide(yaw, elapsedMs), pitch: slide(pitch, elapsedMs) }
      return Math.hypot(yaw, pitch) > slowestDegreesPerMs
    })
  }

  #turnBy(yaw: number, pitch: number): void {
    const { view } = this.#panorama
    this.#panorama.view = { ...view, yawDegrees: view.yawDegrees + yaw, pitchDegrees: view.pitchDegrees + pitch }
  }
}

export const pointOf = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY })
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const mix = (before: number, now: number) => before * 0.4 + now * 0.6
