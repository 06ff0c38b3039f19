// Hotspots as real buttons over the canvas, moved by transform only. They stay focusable when they are out of sight: focus turns
// the view to them.
import type { Hotspot } from '#tour/hotspots.ts'
import type { TourStage } from '../stage.ts'
import { icon, make, setAttributes } from '../ui/dom.ts'
import { type BoundHotspot, bindHotspot } from './kinds.ts'
import { readableNames } from './labels.ts'

interface Shown {
  bound: BoundHotspot
  button: HTMLButtonElement
  label: HTMLElement
  /** Of the label, where it stands beside the dot all the time; 0 elsewhere. */
  nameWidthPx: number
}

/** Nearer to the edge than this, a focused hotspot is brought into the middle. */
const edgePx = 60

export class HotspotLayer {
  readonly element = make('div', { class: 'pv-spots' })
  readonly #stage: TourStage
  /** Fingers don't hover: there the names of links stand beside their dots. */
  readonly #touch = window.matchMedia('(pointer: coarse)').matches
  #shown: Shown[] = []
  #isGivingBack = false

  constructor(stage: TourStage) {
    this.#stage = stage
    stage.on('frame', () => this.#place())
  }

  /** Shows these instead of the former ones, in the order in which one meets them turning right. */
  show(hotspots: readonly Hotspot[]): void {
    const bound = [...hotspots]
      .sort((a, b) => a.yawDegrees - b.yawDegrees)
      .flatMap((hotspot) => bindHotspot(hotspot, this.#stage) ?? [])
    this.#shown = bound.map((each) => this.#makeButton(each))
    this.element.replaceChildren(...this.#shown.map(({ button }) => button))
    this.rename()
  }

  /** After a change of language. */
  rename(): void {
    for (const { bound, button, label } of this.#shown) {
      label.textContent = bound.label()
      button.setAttribute('aria-label', bound.spokenName())
    }
    for (const shown of this.#shown) {
      const stands = this.#touch && shown.bound.hotspot.kind === 'link'
      shown.nameWidthPx = stands && shown.label.textContent ? shown.label.offsetWidth : 0
    }
    this.#place()
  }

  /** The focus returns from a card: unlike one that comes by the tab key, it never turns the view. */
  #takeFocusBack(button: HTMLElement): void {
    const isInSight = button.isConnected && !button.hasAttribute('data-away')
    this.#isGivingBack = true
    const target = isInSight ? button : this.#stage.panorama.canvas
    target.focus({ preventScroll: true })
    this.#isGivingBack = false
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
    button.addEventListener('click', () => {
      this.#stage.emit('hotspot', bound.hotspot)
      bound.activate(() => this.#takeFocusBack(button))
    })
    button.addEventListener('pointerenter', () => bound.approach())
    button.addEventListener('focus', () => {
      bound.approach()
      if (!this.#isGivingBack && button.matches(':focus-visible')) this.#bringIntoSight(bound.hotspot)
    })
    return { bound, button, label, nameWidthPx: 0 }
  }

  #bringIntoSight({ yawDegrees, pitchDegrees }: Hotspot): void {
    const point = this.#stage.locate({ yawDegrees, pitchDegrees })
    if (!point || !this.#isInside(point.x, point.y, edgePx))
      void this.#stage.panorama.turnTo({ yawDegrees, pitchDegrees })
  }

  #place(): void {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    const inSight: { button: HTMLElement; x: number; y: number; widthPx: number; isLeft: boolean }[] = []
    for (const { bound, button, nameWidthPx } of this.#shown) {
      const point = this.#stage.locate(bound.hotspot)
      const visible = point !== undefined && this.#isInside(point.x, point.y, -40)
      // Out of sight it waits in the middle, invisible: outside the picture the browser would scroll there on focus.
      const { x, y } = visible ? point : { x: widthPx / 2, y: heightPx / 2 }
      button.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
      const isLeft = visible && x > widthPx / 2
      setAttributes(button, { 'data-away': !visible, 'data-left': isLeft })
      if (visible) inSight.push({ button, x, y, widthPx: nameWidthPx, isLeft })
    }
    if (!this.#touch) return
    const readable = readableNames(inSight, widthPx)
    for (const spot of inSight) setAttributes(spot.button, { 'data-named': readable.has(spot) })
  }

  #isInside(x: number, y: number, marginPx: number): boolean {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    return x >= marginPx && y >= marginPx && x <= widthPx - marginPx && y <= heightPx - marginPx
  }
}
