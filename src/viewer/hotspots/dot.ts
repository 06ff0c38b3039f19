// One hotspot as a dot: a real button over the picture with its name, and with a picture of what it leads to. Moved by transform
// only; writes to the page only what has changed.
import type { Camera, Point } from '#tour/projection.ts'
import { icon, make, setAttributes } from '../ui/dom.ts'
import type { BoundHotspot } from './kinds.ts'

/** What the layer does for each of its hotspots. */
export interface SpotHands {
  /** Pressed, by whatever hand. */
  press(bound: BoundHotspot, target: HTMLElement | SVGElement): void
  /** The focus has come to it. */
  focus(bound: BoundHotspot, target: HTMLElement | SVGElement): void
  /** A pointer that began here has moved: the picture is turned by it from now on. */
  drag(event: PointerEvent): void
}

const longPressMs = 450
/** A finger never holds quite still. */
const tremblePx = 10
/** Of the preview: as wide as the style sheet makes it, and room for its height. */
const previewWidthPx = 208
const previewHeightPx = 210
const edgePx = 8

export class Dot {
  readonly bound: BoundHotspot
  readonly element: HTMLButtonElement
  /** Of the name, where it stands beside the dot all the time; 0 elsewhere. */
  nameWidthPx = 0
  /** Where it is now, in CSS pixels of the stage; undefined out of sight. */
  point: Point | undefined
  readonly #label = make('span', { class: 'pv-spot-label', 'aria-hidden': 'true' })
  readonly #name = make('span', { class: 'pv-preview-name' })
  #preview: HTMLElement | undefined
  #written = ''
  #camera: Camera | undefined
  #isLongPressed = false

  constructor(bound: BoundHotspot, hands: SpotHands) {
    this.bound = bound
    const { kind, id } = bound.hotspot
    this.element = make(
      'button',
      { type: 'button', class: `pv-spot pv-spot-${kind}`, 'data-hotspot': id },
      make('span', { class: 'pv-spot-dot' }, icon(bound.sign)),
      this.#label,
    )
    this.element.addEventListener('click', () => {
      if (!this.#isLongPressed) hands.press(bound, this.element)
      this.#isLongPressed = false
    })
    this.element.addEventListener('pointerenter', () => this.approach())
    this.element.addEventListener('focus', () => {
      this.approach()
      hands.focus(bound, this.element)
    })
    this.#followPointer(hands)
  }

  rename(): void {
    const label = this.bound.label()
    this.#label.textContent = label
    this.#name.textContent = label
    this.element.setAttribute('aria-label', this.bound.spokenName())
  }

  measure(): void {
    this.nameWidthPx = this.#label.textContent ? this.#label.offsetWidth : 0
  }

  approach(): void {
    this.bound.approach()
    if (this.#preview) return
    const picture = this.bound.preview()
    if (!picture) return
    this.#preview = make('span', { class: 'pv-preview', 'aria-hidden': 'true' }, picture, this.#name)
    this.element.append(this.#preview)
    this.element.toggleAttribute('data-pictured', true)
    this.#written = ''
    if (this.#camera) this.place(this.point, this.#camera)
  }

  /** Without a point it is out of sight and waits in the middle: outside the picture the browser would scroll there on focus. */
  place(point: Point | undefined, camera: Camera): void {
    const { widthPx, heightPx } = camera
    this.#camera = camera
    this.point = point
    const { x, y } = point ?? { x: widthPx / 2, y: heightPx / 2 }
    const transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
    const written = point ? transform : 'away'
    if (written === this.#written) return
    this.#written = written
    this.element.style.transform = transform
    setAttributes(this.element, { 'data-away': !point, 'data-left': point && x > widthPx / 2 })
    if (this.#preview) this.#placePreview(this.#preview, x, y, widthPx)
  }

  #placePreview(preview: HTMLElement, x: number, y: number, widthPx: number): void {
    const reach = previewWidthPx / 2 + edgePx
    const middle = Math.min(Math.max(x, reach), widthPx - reach)
    preview.style.setProperty('--pv-shift', `${Math.round(widthPx > 2 * reach ? middle - x : 0)}px`)
    preview.toggleAttribute('data-below', y < previewHeightPx)
  }

  /**
   * Fingers don't hover: holding one shows the picture without going there. Who moves instead means the picture below: in a scene full
   * of dots there is no other place to begin.
   */
  #followPointer(hands: SpotHands): void {
    const { element } = this
    let timer: ReturnType<typeof setTimeout> | undefined
    let from: Point | undefined
    const end = () => {
      clearTimeout(timer)
      from = undefined
    }
    element.addEventListener('pointerdown', (event) => {
      this.#isLongPressed = false
      if (event.button > 0) return
      from = { x: event.clientX, y: event.clientY }
      if (event.pointerType === 'mouse') return
      this.approach()
      timer = setTimeout(() => {
        this.#isLongPressed = true
        element.toggleAttribute('data-held', true)
      }, longPressMs)
    })
    const move = (event: PointerEvent) => {
      if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) <= tremblePx) return
      end()
      if (!this.#isLongPressed && event.buttons > 0) hands.drag(event)
    }
    element.addEventListener('pointermove', move)
    // A quick mouse is beside the dot before it has moved on it.
    element.addEventListener('pointerleave', move)
    for (const type of ['pointerup', 'pointercancel', 'pointerleave']) element.addEventListener(type, end)
    element.addEventListener('keydown', () => {
      this.#isLongPressed = false
    })
    element.addEventListener('contextmenu', (event) => this.#isLongPressed && event.preventDefault())
  }
}
