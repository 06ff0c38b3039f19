// The keyboard on a panorama: arrows turn and + − zoom, smoothly while they are held and by a step where motion is not wanted; Home
// goes back to where one began.
import { turnBy } from './drag.ts'
import type { Panorama } from './panorama.ts'
import { type ZoomOptions, zoomAround, zoomBy } from './zoom.ts'

type Push = readonly [yaw: number, pitch: number, zoom: number]

const pushes: Record<string, Push> = {
  ArrowLeft: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  ArrowUp: [0, 1, 0],
  ArrowDown: [0, -1, 0],
  '+': [0, 0, -1],
  '=': [0, 0, -1],
  '-': [0, 0, 1],
  _: [0, 0, 1],
}

/** Fields of view per second at full speed, and powers of e of them when zooming. */
const turnsPerSecond = 1
const zoomsPerSecond = 2.2
const gatherMs = 150
const brakeMs = 90
/** A short press counts as one of this length: it turns by about a tenth of the picture. */
const shortestMs = 140
const step = { turn: 0.12, zoom: 0.22 }

interface Press {
  push: Push
  sinceMs: number
  isDown: boolean
}

export class Keys {
  readonly #panorama: Panorama
  readonly #options: ZoomOptions
  readonly #presses = new Map<string, Press>()
  readonly #speed: [yaw: number, pitch: number, zoom: number] = [0, 0, 0]
  #clockMs = 0
  #isMoving = false

  constructor(panorama: Panorama, options: ZoomOptions) {
    this.#panorama = panorama
    this.#options = options
  }

  down(key: string): void {
    const panorama = this.#panorama
    const push = pushes[key]
    if (!push && key !== 'Home') return
    panorama.lookAround = true
    if (!push) void panorama.turnTo(panorama.home)
    else if (panorama.reducedMotion) this.#step(push)
    else if (!this.#presses.get(key)?.isDown) this.#press(key, push)
  }

  up(key: string): void {
    const press = this.#presses.get(key)
    if (press) press.isDown = false
  }

  /** The focus has gone elsewhere, and with it the news of keys that are let go. */
  release(): void {
    for (const press of this.#presses.values()) press.isDown = false
  }

  #press(key: string, push: Push): void {
    if (!this.#isMoving) this.#start()
    this.#presses.set(key, { push, sinceMs: this.#clockMs, isDown: true })
  }

  #step([yaw, pitch, zoom]: Push): void {
    const { fovDegrees } = this.#panorama.view
    turnBy(this.#panorama, yaw * fovDegrees * step.turn, pitch * fovDegrees * step.turn)
    if (zoom !== 0) zoomBy(this.#panorama, Math.exp(zoom * step.zoom), this.#options)
  }

  #start(): void {
    const ended = () => {
      this.#isMoving = false
      this.#presses.clear()
      this.#speed.fill(0)
    }
    this.#panorama.move((elapsedMs) => this.#advance(elapsedMs), { onStop: ended })
    this.#isMoving = true
  }

  #advance(elapsedMs: number): boolean {
    const speed = this.#speed
    const wanted = [0, 0, 0]
    for (const [key, { push, sinceMs, isDown }] of this.#presses) {
      if (!isDown && this.#clockMs - sinceMs > shortestMs) this.#presses.delete(key)
      else for (const axis of axes) wanted[axis] = (wanted[axis] ?? 0) + push[axis]
    }
    // Only now: a short press counts for one frame at least, however late that comes.
    this.#clockMs += elapsedMs
    for (const axis of axes) {
      const goal = wanted[axis] ?? 0
      speed[axis] += (goal - speed[axis]) * (1 - Math.exp(-elapsedMs / (goal === 0 ? brakeMs : gatherMs)))
    }
    const seconds = elapsedMs / 1000
    const turn = this.#panorama.view.fovDegrees * turnsPerSecond * seconds
    turnBy(this.#panorama, speed[0] * turn, speed[1] * turn)
    if (Math.abs(speed[2]) > 1e-3) {
      const { widthPx, heightPx } = this.#panorama.camera
      const middle = { x: widthPx / 2, y: heightPx / 2 }
      zoomAround(this.#panorama, Math.exp(speed[2] * zoomsPerSecond * seconds), this.#options, middle)
    }
    return this.#presses.size > 0 || Math.hypot(...speed) > 0.01
  }
}

const axes = [0, 1, 2] as const
