// Hands on a panorama: drag with inertia, wheel and trackpad, pinch, keyboard. Only turns input into views; draws nothing.
import { type Angles, clamp, toDegrees, toRadians, turnDegrees } from '#tour/angles.ts'
import { focalPx, type Point } from '#tour/projection.ts'
import { slide } from './motion.ts'
import type { Panorama } from './panorama.ts'

export interface InputOptions {
  /** How far a visitor may zoom; the view itself may go further. */
  minFovDegrees?: number
  maxFovDegrees?: number
  /** A press without movement, in CSS pixels of the canvas. */
  onTap?(point: Point): void
}

const tapPx = 6
const tapMs = 500
const restMs = 60
const keyStep = 0.12

/** Returns the function that takes the hands off again. */
export function attachInput(panorama: Panorama, options: InputOptions = {}): () => void {
  const { canvas } = panorama
  const touches = new Map<number, Point>()
  const zoom = zoomer(panorama, options)
  let speed = { yaw: 0, pitch: 0 }
  let movedAt = 0
  let press: { point: Point; at: number } | undefined
  let keyTarget: { yawDegrees: number; pitchDegrees: number; until: number } | undefined

  function down(event: PointerEvent) {
    if (event.button > 0) return
    panorama.lookAround = true
    panorama.stop()
    canvas.setPointerCapture(event.pointerId)
    touches.set(event.pointerId, pointOf(event))
    speed = { yaw: 0, pitch: 0 }
    press = touches.size === 1 ? { point: pointOf(event), at: event.timeStamp } : undefined
  }

  function move(event: PointerEvent) {
    const before = touches.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    if (touches.size === 2) {
      const other = [...touches].find(([id]) => id !== event.pointerId)?.[1]
      if (other)
        zoom(middle(before, other), distance(before, other) / Math.max(1, distance(now, other)), middle(now, other))
    } else if (touches.size === 1) {
      turn(before, now, event.timeStamp)
    }
    touches.set(event.pointerId, now)
    if (press && distance(press.point, now) > tapPx) press = undefined
  }

  function turn(before: Point, now: Point, at: number) {
    const { view } = panorama
    const perPx = toDegrees(1 / focalPx(panorama.camera))
    const yaw = ((before.x - now.x) * perPx) / Math.max(0.35, Math.cos(toRadians(view.pitchDegrees)))
    const pitch = (now.y - before.y) * perPx
    const elapsedMs = clamp(at - movedAt, 4, 100)
    speed = { yaw: mix(speed.yaw, yaw / elapsedMs), pitch: mix(speed.pitch, pitch / elapsedMs) }
    movedAt = at
    panorama.view = { ...view, yawDegrees: view.yawDegrees + yaw, pitchDegrees: view.pitchDegrees + pitch }
  }

  function up(event: PointerEvent) {
    if (!touches.delete(event.pointerId) || touches.size > 0) return
    if (event.type === 'pointerup' && press && event.timeStamp - press.at < tapMs) options.onTap?.(press.point)
    else if (event.type === 'pointerup' && event.timeStamp - movedAt < restMs && !panorama.reducedMotion) glide()
    press = undefined
  }

  function glide() {
    panorama.move((elapsedMs) => {
      const { view } = panorama
      panorama.view = {
        ...view,
        yawDegrees: view.yawDegrees + speed.yaw * elapsedMs,
        pitchDegrees: view.pitchDegrees + speed.pitch * elapsedMs,
      }
      speed = { yaw: slide(speed.yaw, elapsedMs), pitch: slide(speed.pitch, elapsedMs) }
      return Math.hypot(speed.yaw, speed.pitch) > 0.002
    })
  }

  function wheel(event: WheelEvent) {
    event.preventDefault()
    panorama.lookAround = true
    panorama.stop()
    // Lines to pixels; a pinch on a trackpad comes as a wheel with the control key and small steps.
    const px = event.deltaY * (event.deltaMode === 1 ? 16 : 1) * (event.ctrlKey ? 6 : 1)
    zoom(pointOf(event), Math.exp(clamp(px, -240, 240) * 0.0014))
  }

  function key(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const { view } = panorama
    const step = view.fovDegrees * keyStep
    const turns: Record<string, [yaw: number, pitch: number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    }
    const way = turns[event.key]
    if (way) keyTurn(way[0], way[1], event.timeStamp)
    else if (event.key === '+' || event.key === '=') zoomBy(panorama, 0.8, options)
    else if (event.key === '-' || event.key === '_') zoomBy(panorama, 1.25, options)
    else if (event.key === 'Home') void panorama.turnTo(panorama.home)
    else return
    panorama.lookAround = true
    event.preventDefault()
  }

  /** Held keys add up: each press continues from where the last one leads, not from where the view is. */
  function keyTurn(yaw: number, pitch: number, at: number) {
    const from: Angles = keyTarget && at < keyTarget.until ? keyTarget : panorama.view
    keyTarget = {
      yawDegrees: from.yawDegrees + yaw,
      pitchDegrees: clamp(from.pitchDegrees + pitch, -90, 90),
      until: at + 250,
    }
    void panorama.turnTo({ yawDegrees: keyTarget.yawDegrees, pitchDegrees: keyTarget.pitchDegrees }, 220)
  }

  const listeners = new AbortController()
  const { signal } = listeners
  canvas.addEventListener('pointerdown', down, { signal })
  canvas.addEventListener('pointermove', move, { signal })
  canvas.addEventListener('pointerup', up, { signal })
  canvas.addEventListener('pointercancel', up, { signal })
  canvas.addEventListener('wheel', wheel, { signal, passive: false })
  canvas.addEventListener('keydown', key, { signal })
  return () => listeners.abort()
}

/** Zooms around the middle of the picture, as a button does; factor < 1 comes closer. */
export function zoomBy(panorama: Panorama, factor: number, options: InputOptions = {}): void {
  void panorama.turnTo({ fovDegrees: zoomedFov(panorama, factor, options) }, 220)
}

/** Zooms around a point of the picture, which stays under the finger or moves along with it. */
function zoomer(panorama: Panorama, options: InputOptions) {
  return (at: Point, factor: number, to: Point = at) => {
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
}

function zoomedFov(
  panorama: Panorama,
  factor: number,
  { minFovDegrees = 25, maxFovDegrees = 110 }: InputOptions,
): number {
  const wanted = toDegrees(2 * Math.atan(Math.tan(toRadians(panorama.view.fovDegrees) / 2) * factor))
  return clamp(wanted, minFovDegrees, maxFovDegrees)
}

const pointOf = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY })
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const mix = (before: number, now: number) => before * 0.4 + now * 0.6
