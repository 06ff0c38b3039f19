// Hands on a panorama: drag and pinch (drag.ts), wheel and trackpad, keyboard. Only turns input into views; draws nothing.
import { type Angles, clamp } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import { Drag, type DragOptions, pointOf } from './drag.ts'
import type { Panorama } from './panorama.ts'
import { ScrollClaim } from './scroll-claim.ts'
import { zoomAround, zoomBy } from './zoom.ts'

export { zoomBy } from './zoom.ts'

export interface InputOptions extends DragOptions {
  /** For a panorama within a page that scrolls: the page keeps plain wheels and vertical finger pans until the visitor clicks or
   * taps into the panorama; Ctrl or ⌘ with the wheel always zooms. */
  pageScrolls?: { onWheelPassed(): void }
}

/** Part of the field of view that one press of an arrow key turns. */
const keyStep = 0.12
const keyMs = 220

/** Returns the function that takes the hands off again. */
export function attachInput(panorama: Panorama, options: InputOptions = {}): () => void {
  const { canvas } = panorama
  const listeners = new AbortController()
  const { signal } = listeners
  const claim = options.pageScrolls && new ScrollClaim(canvas, signal)
  const tap = (point: Point) => {
    claim?.tapped()
    options.onTap?.(point)
  }
  const drag = new Drag(panorama, { ...options, onTap: tap })
  const keys = keyHandler(panorama, options)
  const wheel = (event: WheelEvent) => {
    if (!claim || claim.isHeld || event.ctrlKey || event.metaKey) turnWheel(panorama, options, event)
    else options.pageScrolls?.onWheelPassed()
  }
  canvas.addEventListener('pointerdown', (event) => drag.down(event), { signal })
  canvas.addEventListener('pointermove', (event) => drag.move(event), { signal })
  canvas.addEventListener('pointerup', (event) => drag.up(event), { signal })
  canvas.addEventListener('pointercancel', (event) => drag.up(event), { signal })
  canvas.addEventListener('wheel', wheel, { signal, passive: false })
  canvas.addEventListener('keydown', keys, { signal })
  return () => listeners.abort()
}

function turnWheel(panorama: Panorama, options: InputOptions, event: WheelEvent): void {
  event.preventDefault()
  panorama.lookAround = true
  panorama.stop()
  // Lines to pixels; a pinch on a trackpad comes as a wheel with the control key and small steps.
  const px = event.deltaY * (event.deltaMode === 1 ? 16 : 1) * (event.ctrlKey ? 6 : 1)
  zoomAround(panorama, Math.exp(clamp(px, -240, 240) * 0.0014), options, pointOf(event))
}

const turns: Record<string, [yaw: number, pitch: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
const zooms: Record<string, number> = { '+': 0.8, '=': 0.8, '-': 1.25, _: 1.25 }

function keyHandler(panorama: Panorama, options: InputOptions): (event: KeyboardEvent) => void {
  let target: (Angles & { until: number }) | undefined

  /** Held keys add up: each press continues from where the last one leads, not from where the view is. */
  function turn(yaw: number, pitch: number, at: number) {
    const from: Angles = target && at < target.until ? target : panorama.view
    const step = panorama.view.fovDegrees * keyStep
    target = {
      yawDegrees: from.yawDegrees + yaw * step,
      pitchDegrees: clamp(from.pitchDegrees + pitch * step, -90, 90),
      until: at + keyMs + 30,
    }
    void panorama.turnTo({ yawDegrees: target.yawDegrees, pitchDegrees: target.pitchDegrees }, keyMs)
  }

  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const way = turns[event.key]
    const factor = zooms[event.key]
    if (way) turn(way[0], way[1], event.timeStamp)
    else if (factor) zoomBy(panorama, factor, options)
    else if (event.key === 'Home') void panorama.turnTo(panorama.home)
    else return
    panorama.lookAround = true
    event.preventDefault()
  }
}
