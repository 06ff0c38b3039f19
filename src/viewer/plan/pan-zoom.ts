// Moves and enlarges something inside a frame: drag, pinch, wheel, keys. Knows nothing about what it holds.
import { clamp } from '#tour/angles.ts'

const mostZoom = 5
/** A press that moves less is a press. */
const dragPx = 6

export class PanZoom {
  zoom = 1
  isOn = false
  readonly #frame: HTMLElement
  readonly #content: HTMLElement
  readonly #pointers = new Map<number, { x: number; y: number; wayPx: number }>()
  #x = 0
  #y = 0

  constructor(frame: HTMLElement, content: HTMLElement) {
    this.#frame = frame
    this.#content = content
    frame.addEventListener('pointerdown', (event) => this.#down(event))
    frame.addEventListener('pointermove', (event) => this.#move(event))
    for (const end of ['pointerup', 'pointercancel'] as const)
      frame.addEventListener(end, ({ pointerId }) => this.#pointers.delete(pointerId))
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
  }

  reset(): void {
    this.zoom = 1
    this.#x = 0
    this.#y = 0
    this.#apply()
  }

  /** Around a point of the frame, in pixels from its middle. */
  zoomBy(factor: number, x = 0, y = 0): void {
    const zoom = clamp(this.zoom * factor, 1, mostZoom)
    const real = zoom / this.zoom
    this.#x = x - (x - this.#x) * real
    this.#y = y - (y - this.#y) * real
    this.zoom = zoom
    this.#apply()
  }

  #down(event: PointerEvent): void {
    if (!this.isOn) return
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, wayPx: 0 })
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId)
    if (!before) return
    const wayPx = before.wayPx + Math.hypot(event.clientX - before.x, event.clientY - before.y)
    const now = { x: event.clientX, y: event.clientY, wayPx }
    this.#pointers.set(event.pointerId, now)
    if (wayPx < dragPx) return
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1]
    // One of two fingers moves the picture by half of its way: the middle between them.
    const share = other ? 0.5 : 1
    this.#x += (now.x - before.x) * share
    this.#y += (now.y - before.y) * share
    if (other) {
      const length = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y)
      const { left, top, width, height } = this.#frame.getBoundingClientRect()
      const middle = { x: (now.x + other.x) / 2 - left - width / 2, y: (now.y + other.y) / 2 - top - height / 2 }
      this.zoomBy(length(now) / Math.max(1, length(before)), middle.x, middle.y)
    } else this.#apply()
    // A press that has become a drag is no press on a dot any more.
    this.#frame.setPointerCapture(event.pointerId)
  }

  #wheel(event: WheelEvent): void {
    if (!this.isOn) return
    event.preventDefault()
    const { left, top, width, height } = this.#frame.getBoundingClientRect()
    this.zoomBy(Math.exp(-event.deltaY * 0.002), event.clientX - left - width / 2, event.clientY - top - height / 2)
  }

  /** The content never leaves the frame by more than half of itself. */
  #apply(): void {
    const reachX = Math.max(0, (this.#content.offsetWidth * this.zoom) / 2)
    const reachY = Math.max(0, (this.#content.offsetHeight * this.zoom) / 2)
    this.#x = this.zoom === 1 ? 0 : clamp(this.#x, -reachX, reachX)
    this.#y = this.zoom === 1 ? 0 : clamp(this.#y, -reachY, reachY)
    this.#content.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.zoom})`
    this.#content.style.setProperty('--pv-zoom', String(this.zoom))
  }
}
