// A gamepad on a panorama: the right stick looks around, the triggers zoom. Asked once per frame, and only while one is connected and
// the page is seen. Loaded with the first gamepad.
import { turnBy } from './drag.ts'
import type { Panorama } from './panorama.ts'
import { type ZoomOptions, zoomAround } from './zoom.ts'

const deadZone = 0.14
/** Fields of view per second with the stick at its end, and powers of e of them when zooming. */
const turnsPerSecond = 1.2
const zoomsPerSecond = 1.5
const longestStepMs = 100

/** Panoramas that are polled already. */
const polled = new WeakSet<Panorama>()

export function pollGamepads(panorama: Panorama, options: ZoomOptions, signal: AbortSignal): void {
  const host = panorama.canvas.ownerDocument.defaultView
  if (!host || polled.has(panorama)) return
  polled.add(panorama)
  let before = host.performance.now()
  const poll = (now: number) => {
    const pad = host.navigator.getGamepads().find((each) => each?.connected)
    if (!pad || signal.aborted) {
      polled.delete(panorama)
      return
    }
    push(panorama, options, pad, Math.min(longestStepMs, now - before) / 1000)
    before = now
    host.requestAnimationFrame(poll)
  }
  host.requestAnimationFrame(poll)
}

function push(panorama: Panorama, options: ZoomOptions, pad: Gamepad, seconds: number): void {
  const [right, down] = [pad.axes[2] ?? 0, pad.axes[3] ?? 0].map(curved)
  const zoom = (pad.buttons[6]?.value ?? 0) - (pad.buttons[7]?.value ?? 0)
  if (!right && !down && Math.abs(zoom) < deadZone) return
  panorama.lookAround = true
  panorama.stop()
  const turn = panorama.view.fovDegrees * turnsPerSecond * seconds
  turnBy(panorama, (right ?? 0) * turn, -(down ?? 0) * turn)
  if (Math.abs(zoom) < deadZone) return
  const { widthPx, heightPx } = panorama.camera
  zoomAround(panorama, Math.exp(zoom * zoomsPerSecond * seconds), options, { x: widthPx / 2, y: heightPx / 2 })
}

/** Nothing around the middle, then gently more. */
function curved(value: number): number {
  const size = Math.max(0, Math.abs(value) - deadZone) / (1 - deadZone)
  return Math.sign(value) * size * size
}
