// Whose the scrolling is where a panorama is a part of a longer page: the page's, until the visitor clicks or taps into the
// panorama, and again when the mouse has left or the page around got the focus. Knows nothing about views.

export class ScrollClaim {
  readonly #canvas: HTMLCanvasElement
  #isHeld = false

  constructor(canvas: HTMLCanvasElement, signal: AbortSignal) {
    this.#canvas = canvas
    // What floats over the canvas lies beside it: moving onto a hotspot is not leaving.
    const around = canvas.parentElement ?? canvas
    const left = ({ pointerType }: PointerEvent) => {
      // Every finger "leaves" when it is lifted.
      if (pointerType === 'mouse') this.#hold(false)
    }
    around.addEventListener('pointerleave', left, { signal })
    canvas.ownerDocument.defaultView?.addEventListener('blur', () => this.#hold(false), { signal })
    canvas.addEventListener('pointerdown', ({ pointerType }) => pointerType === 'mouse' && this.#hold(true), { signal })
    this.#hold(false)
    signal.addEventListener('abort', () => canvas.style.removeProperty('touch-action'))
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** A tap: from the next touch on, fingers move the panorama in every direction. */
  tapped(): void {
    this.#hold(true)
  }

  #hold(held: boolean): void {
    this.#isHeld = held
    this.#canvas.style.touchAction = held ? 'none' : 'pan-y'
  }
}
