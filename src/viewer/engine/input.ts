// Hands on a panorama: drag and pinch (drag.ts), wheel and trackpad (wheel.ts), keyboard (keys.ts), and a gamepad once there is one
// (gamepad.ts). Only turns input into views; draws nothing.
import type { Point } from '#tour/projection.ts'
import { Drag, type DragOptions, pointOf } from './drag.ts'
import type { Keys } from './keys.ts'
import type { Panorama } from './panorama.ts'
import type { ScrollClaim } from './scroll-claim.ts'
import type { Wheel } from './wheel.ts'

export { zoomBy } from './zoom.ts'

export interface InputOptions extends DragOptions {
  /** For a panorama within a page that scrolls: the page keeps plain wheels and vertical finger pans until the visitor clicks or
   * taps into the panorama; Ctrl or ⌘ with the wheel always zooms. */
  pageScrolls?: { onWheelPassed(): void }
}

/** Returns the function that takes the hands off again. */
export function attachInput(panorama: Panorama, options: InputOptions = {}): () => void {
  const { canvas } = panorama
  const listeners = new AbortController()
  const { signal } = listeners
  let claim: ScrollClaim | undefined
  const claimScrolling = async () => {
    const { ScrollClaim } = await import('./scroll-claim.ts')
    if (!signal.aborted) claim = new ScrollClaim(canvas, signal)
  }
  if (options.pageScrolls) claimScrolling().catch(() => {})
  const tap = (point: Point) => {
    claim?.tapped()
    options.onTap?.(point)
  }
  const drag = new Drag(panorama, { ...options, onTap: tap })
  const keys = fetched<Keys>(async () => new (await import('./keys.ts')).Keys(panorama, options))
  const wheel = fetched<Wheel>(async () => new (await import('./wheel.ts')).Wheel(panorama, options))
  const onKey = (event: KeyboardEvent) => {
    const { key } = event
    if (!isForKeys(event)) return
    event.preventDefault()
    keys((hand) => hand.down(key))
  }
  const onWheel = (event: WheelEvent) => {
    if (options.pageScrolls && !claim?.isHeld && !event.ctrlKey && !event.metaKey) {
      options.pageScrolls.onWheelPassed()
      return
    }
    event.preventDefault()
    const at = pointOf(event)
    wheel((hand) => hand.turn(event, at))
  }
  canvas.addEventListener('pointerdown', (event) => drag.down(event), { signal })
  canvas.addEventListener('pointermove', (event) => drag.move(event), { signal })
  canvas.addEventListener('pointerup', (event) => drag.up(event), { signal })
  canvas.addEventListener('pointercancel', (event) => drag.up(event), { signal })
  // A finger has no wheel.
  canvas.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && wheel(() => {}), { signal })
  canvas.addEventListener('wheel', onWheel, { signal, passive: false })
  canvas.addEventListener('keydown', onKey, { signal })
  canvas.addEventListener('keyup', ({ key }) => keys((hand) => hand.up(key)), { signal })
  canvas.addEventListener('focus', () => keys(() => {}), { signal })
  canvas.addEventListener('blur', () => keys((hand) => hand.release()), { signal })
  watchGamepads(panorama, options, signal)
  return () => listeners.abort()
}

/** What keys.ts knows; asked here because a page scrolls by them unless it is told at once. */
const isForKeys = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) =>
  !altKey && !ctrlKey && !metaKey && /^(Arrow\w+|Home|[-+=_])$/.test(key)

/** A hand that is fetched when it is needed; what it is to do until then is done in order when it comes. */
function fetched<Hand>(load: () => Promise<Hand>): (use: (hand: Hand) => void) => void {
  let hand: Promise<Hand> | undefined
  return (use) => {
    hand ??= load()
    hand.then(use, () => {
      hand = undefined
    })
  }
}

/** Browsers tell of a gamepad at its first button. */
function watchGamepads(panorama: Panorama, options: InputOptions, signal: AbortSignal): void {
  const host = panorama.canvas.ownerDocument.defaultView
  const connected = async () => {
    const { pollGamepads } = await import('./gamepad.ts')
    pollGamepads(panorama, options, signal)
  }
  host?.addEventListener('gamepadconnected', () => void connected(), { signal })
}
