// Hands on a model: drag turns it, two fingers or the right button push it, pinch and wheel come closer, keys do the same, a press
// without movement is a tap. Only turns input into orbits; draws nothing.
import type { Point } from '#tour/projection.ts'
import { glide, Momentum } from '../engine/momentum.ts'
import type { Motion } from '../engine/mover.ts'
import { ScrollClaim } from '../engine/scroll-claim.ts'
import { nearer, type Orbit, pushed, turned } from './orbit.ts'

export interface HandledModel {
  readonly orbit: Orbit
  /** Where it flies to, else where it is. */
  readonly destination: Orbit
  readonly longSidePx: number
  readonly reducedMotion: boolean
  turn(orbit: Orbit): void
  flyTo(orbit: Orbit, durationMs: number): void
  move(motion: Motion): void
  stop(): void
  home(): void
}

export interface HandOptions {
  /** A press without movement, in CSS pixels of the canvas. */
  onTap?(point: Point): void
  /** The canvas lies in a page that scrolls: plain wheels belong to that page until somebody has pressed the canvas. */
  pageScrolls?: { onWheelPassed(): void }
}

const degreesPerPx = 0.3
const tapPx = 6
const keyDegrees = 9
const keyPx = 60
const keyFactor = 1.18
const keyMs = 160
const wheelPerPx = 0.0016
const wheelMs = 140
const linePx = 16
const pinchTimes = 6
const slowestDegreesPerMs = 0.002

/** Returns the function that takes the hands off again. */
export function attachHands(canvas: HTMLCanvasElement, model: HandledModel, options: HandOptions): () => void {
  const listeners = new AbortController()
  const { signal } = listeners
  const claim = options.pageScrolls && new ScrollClaim(canvas, signal)
  const tap = (point: Point) => {
    claim?.tapped()
    options.onTap?.(point)
  }
  attachPointers(canvas, model, tap, signal)
  const wheel = (event: WheelEvent) => {
    if (claim && !claim.isHeld && !event.ctrlKey && !event.metaKey) return options.pageScrolls?.onWheelPassed()
    event.preventDefault()
    const px = Math.max(-240, Math.min(240, event.deltaY * (event.deltaMode === 1 ? linePx : 1)))
    if (event.ctrlKey) model.turn(nearer(model.orbit, Math.exp(px * wheelPerPx * pinchTimes)))
    else model.flyTo(nearer(model.destination, Math.exp(px * wheelPerPx)), wheelMs)
  }
  canvas.addEventListener('wheel', wheel, { passive: false, signal })
  canvas.addEventListener('keydown', (event) => pressKey(event, model), { signal })
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
  return () => listeners.abort()
}

function attachPointers(
  canvas: HTMLCanvasElement,
  model: HandledModel,
  tap: (point: Point) => void,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, Point>()
  const momentum = new Momentum()
  let press: Point | undefined

  function down(event: PointerEvent): void {
    if (event.button === 1) return
    model.stop()
    momentum.clear()
    canvas.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, pointOf(event))
    press = pointers.size === 1 && event.button === 0 ? pointOf(event) : undefined
  }

  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    const [right, down] = [now.x - before.x, now.y - before.y]
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    pointers.set(event.pointerId, now)
    if (press && distance(press, now) > tapPx) press = undefined
    if (other) pinch(before, now, other)
    else if (event.buttons & 2 || event.shiftKey) model.turn(pushed(model.orbit, right, down, model.longSidePx))
    else rotate(right * degreesPerPx, down * degreesPerPx, event.timeStamp)
  }

  function rotate(rightDegrees: number, upDegrees: number, at: number): void {
    momentum.turned(rightDegrees, upDegrees, at)
    model.turn(turned(model.orbit, rightDegrees, upDegrees))
  }

  function pinch(before: Point, now: Point, other: Point): void {
    const closer = distance(before, other) / Math.max(1, distance(now, other))
    model.turn(nearer(pushed(model.orbit, (now.x - before.x) / 2, (now.y - before.y) / 2, model.longSidePx), closer))
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return
    const tapped = press
    press = undefined
    if (pointers.size > 0) momentum.clear()
    else if (event.type === 'pointercancel') momentum.clear()
    else if (tapped) tap(tapped)
    else if (!model.reducedMotion) glideOn(momentum, model, event.timeStamp)
  }

  canvas.addEventListener('pointerdown', down, { signal })
  canvas.addEventListener('pointermove', move, { signal })
  canvas.addEventListener('pointerup', up, { signal })
  canvas.addEventListener('pointercancel', up, { signal })
}

function glideOn(momentum: Momentum, model: HandledModel, now: number): void {
  const speed = momentum.speedAt(now)
  if (!speed) return
  let { yawPerMs, pitchPerMs } = speed
  model.move((elapsedMs) => {
    const { wayMs, remains } = glide(elapsedMs)
    model.turn(turned(model.orbit, yawPerMs * wayMs, pitchPerMs * wayMs))
    yawPerMs *= remains
    pitchPerMs *= remains
    return Math.hypot(yawPerMs, pitchPerMs) > slowestDegreesPerMs
  })
}

function pressKey(event: KeyboardEvent, model: HandledModel): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const step = stepOf(event, model)
  if (!step && event.key !== 'Home') return
  event.preventDefault()
  if (step) model.flyTo(step, keyMs)
  else model.home()
}

function stepOf({ key, shiftKey }: KeyboardEvent, { destination, longSidePx }: HandledModel): Orbit | undefined {
  const step = (right: number, up: number) =>
    shiftKey
      ? pushed(destination, -right * keyPx, up * keyPx, longSidePx)
      : turned(destination, -right * keyDegrees, up * keyDegrees)
  const steps: Record<string, () => Orbit> = {
    ArrowLeft: () => step(-1, 0),
    ArrowRight: () => step(1, 0),
    ArrowUp: () => step(0, 1),
    ArrowDown: () => step(0, -1),
    '+': () => nearer(destination, 1 / keyFactor),
    '=': () => nearer(destination, 1 / keyFactor),
    '-': () => nearer(destination, keyFactor),
    _: () => nearer(destination, keyFactor),
  }
  return steps[key]?.()
}

const pointOf = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY })
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
