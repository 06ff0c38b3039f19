// Hotspots as real buttons over the canvas, moved by transform only. They stay focusable when they are out of sight: focus turns
// the view to them.
import type { Hotspot } from '#tour/hotspots.ts'
import type { Panorama } from '../engine/panorama.ts'
import { icon, make, setAttributes } from '../ui/dom.ts'
import { type BoundHotspot, bindHotspot, type TourAround } from './kinds.ts'

interface Shown {
  bound: BoundHotspot
  button: HTMLButtonElement
  label: HTMLElement
}

/** Nearer to the edge than this, a focused hotspot is brought into the middle. */
const edgePx = 60

export class HotspotLayer {
  readonly element = make('div', { class: 'pv-spots' })
  readonly #panorama: Panorama
  readonly #tour: TourAround
  #shown: Shown[] = []

  constructor(panorama: Panorama, tour: TourAround) {
    this.#panorama = panorama
    this.#tour = tour
    panorama.on('frame', () => this.#place())
  }

  /** Shows these instead of the former ones, in the order in which one meets them turning right. */
  show(hotspots: readonly Hotspot[]): void {
    const bound = [...hotspots]
      .sort((a, b) => a.yawDegrees - b.yawDegrees)
      .flatMap((hotspot) => bindHotspot(hotspot, this.#tour) ?? [])
    this.#shown = bound.map((each) => this.#makeButton(each))
    this.element.replaceChildren(...this.#shown.map(({ button }) => button))
    this.rename()
    this.#place()
  }

  /** After a change of language. */
  rename(): void {
    for (const { bound, button, label } of this.#shown) {
      label.textContent = bound.label()
      button.setAttribute('aria-label', bound.spokenName())
    }
  }

  #makeButton(bound: BoundHotspot): Shown {
    const { kind, id } = bound.hotspot
    const label = make('span', { class: 'pv-spot-label', 'aria-hidden': 'true' })
    const button = make(
      'button',
      { type: 'button', class: `pv-spot pv-spot-${kind}`, 'data-hotspot': id },
      make('span', { class: 'pv-spot-dot' }, icon(bound.icon)),
      label,
    )
    button.addEventListener('click', () => bound.activate(button))
    button.addEventListener('pointerenter', () => bound.approach())
    button.addEventListener('focus', () => {
      bound.approach()
      if (button.matches(':focus-visible')) this.#bringIntoSight(bound.hotspot)
    })
    return { bound, button, label }
  }

  #bringIntoSight({ yawDegrees, pitchDegrees }: Hotspot): void {
    const point = this.#panorama.project(yawDegrees, pitchDegrees)
    if (!point || !this.#isInside(point.x, point.y, edgePx)) void this.#panorama.turnTo({ yawDegrees, pitchDegrees })
  }

  #place(): void {
    const { widthPx, heightPx } = this.#panorama.camera
    for (const { bound, button } of this.#shown) {
      const point = this.#panorama.project(bound.hotspot.yawDegrees, bound.hotspot.pitchDegrees)
      const visible = point !== undefined && this.#isInside(point.x, point.y, -40)
      // Out of sight it waits in the middle, invisible: outside the picture the browser would scroll there on focus.
      const { x, y } = visible ? point : { x: widthPx / 2, y: heightPx / 2 }
      button.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
      setAttributes(button, { 'data-away': !visible, 'data-left': visible && x > widthPx / 2 })
    }
  }

  #isInside(x: number, y: number, marginPx: number): boolean {
    const { widthPx, heightPx } = this.#panorama.camera
    return x >= marginPx && y >= marginPx && x <= widthPx - marginPx && y <= heightPx - marginPx
  }
}
