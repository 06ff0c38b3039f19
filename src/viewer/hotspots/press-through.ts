// Presses on an area that covers much of the picture: it can be pressed, and yet the picture below turns and zooms as if nothing
// lay over it.
import type { Point } from '#tour/projection.ts'

/** Farther or longer than this it was a drag. */
const pressPx = 6
const pressMs = 500

export function pressThrough(area: SVGElement, canvas: HTMLCanvasElement, onPress: () => void): void {
  area.addEventListener('pointerdown', (event) => {
    // The canvas captures the pointer at this and gets all that follows.
    canvas.dispatchEvent(new PointerEvent('pointerdown', event))
    if (event.button === 0 && event.isPrimary) watch(canvas, event, onPress)
  })
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onPress()
  })
  // Screen readers press without a pointer.
  area.addEventListener('click', ({ detail }) => detail === 0 && onPress())
}

function watch(canvas: HTMLCanvasElement, down: PointerEvent, onPress: () => void): void {
  const listeners = new AbortController()
  const { signal } = listeners
  let isPress = true
  const from: Point = { x: down.clientX, y: down.clientY }
  const follow = (event: PointerEvent) => {
    isPress &&= event.isPrimary && Math.hypot(event.clientX - from.x, event.clientY - from.y) <= pressPx
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return
    listeners.abort()
    if (isPress && event.type === 'pointerup' && event.timeStamp - down.timeStamp < pressMs) onPress()
  }
  canvas.addEventListener('pointermove', follow, { signal })
  canvas.addEventListener('pointerdown', follow, { signal })
  canvas.addEventListener('pointerup', end, { signal })
  canvas.addEventListener('pointercancel', end, { signal })
}
