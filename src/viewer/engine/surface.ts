// The canvas as something to draw frames on: its size in pixels, at most one frame per refresh of the screen and none while nobody
// looks, and the loss and return of its graphics context. Knows nothing about panoramas.
import { watchPixelRatio } from './device.ts'

export interface SurfaceOptions {
  maxPixelRatio?: number
  onFrame(now: number): void
  /** The canvas has another size now. */
  onResize(): void
  onHidden(isHidden: boolean): void
  onLost(): void
  onRestored(): void
}

export class Surface {
  readonly canvas: HTMLCanvasElement
  readonly window: Window & typeof globalThis
  widthCssPx = 0
  heightCssPx = 0
  isSuspended = false
  readonly #options: SurfaceOptions
  readonly #listeners = new AbortController()
  #request = 0
  /** From the loss of the graphics context until its return was announced and everything was made anew. */
  #isLost = false

  constructor(canvas: HTMLCanvasElement, options: SurfaceOptions) {
    const host = canvas.ownerDocument.defaultView
    if (!host) throw new Error('the canvas must be in a window')
    this.canvas = canvas
    this.window = host
    this.#options = options
    this.measure()
    this.#listen()
  }

  get now(): number {
    return this.window.performance.now()
  }

  /** Whether there is anything to draw on. */
  get isReady(): boolean {
    return this.canvas.width > 0 && this.canvas.height > 0 && !this.#isLost
  }

  /** Follows the size that CSS gives the canvas. */
  measure(): void {
    const { canvas } = this
    const ratio = Math.min(this.window.devicePixelRatio || 1, this.#options.maxPixelRatio ?? 2)
    this.widthCssPx = canvas.clientWidth
    this.heightCssPx = canvas.clientHeight
    const width = Math.round(canvas.clientWidth * ratio)
    const height = Math.round(canvas.clientHeight * ratio)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
  }

  requestFrame(): void {
    if (this.#request || this.isSuspended) return
    this.#request = this.window.requestAnimationFrame((now) => {
      this.#request = 0
      this.#options.onFrame(now)
    })
  }

  /** No frames of its own, while somebody else (a headset) asks for them. */
  suspend(suspended: boolean): void {
    this.isSuspended = suspended
    if (suspended) this.#cancel()
    else this.requestFrame()
  }

  destroy(): void {
    this.#cancel()
    this.#listeners.abort()
  }

  #cancel(): void {
    this.window.cancelAnimationFrame(this.#request)
    this.#request = 0
  }

  #listen(): void {
    const { canvas } = this
    const { signal } = this.#listeners
    const { onResize, onHidden, onLost, onRestored } = this.#options
    const lost = (event: Event) => {
      event.preventDefault()
      this.#isLost = true
      onLost()
    }
    const restored = () => {
      this.#isLost = false
      onRestored()
    }
    canvas.addEventListener('webglcontextlost', lost, { signal })
    canvas.addEventListener('webglcontextrestored', restored, { signal })
    const { ownerDocument } = canvas
    ownerDocument.addEventListener('visibilitychange', () => onHidden(ownerDocument.hidden), { signal })
    const observer = new this.window.ResizeObserver(onResize)
    observer.observe(canvas)
    const endWatch = watchPixelRatio(this.window, onResize)
    signal.addEventListener('abort', () => {
      observer.disconnect()
      endWatch()
    })
  }
}
