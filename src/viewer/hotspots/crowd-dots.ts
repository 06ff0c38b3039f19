// The numbers that stand for crowds of dots. For eyes and pointers only: the tab key and screen readers meet each hotspot by itself.
import type { TourStage } from '../stage.ts'
import { make } from '../ui/dom.ts'
import { type Crowd, crowdsOf, fovThatParts } from './crowd.ts'
import type { Dot } from './dot.ts'

interface Placed {
  x: number
  y: number
  dot: Dot
}

export class CrowdDots {
  readonly element = make('div', { class: 'pv-crowds', 'aria-hidden': 'true' })
  readonly #stage: TourStage
  readonly #buttons: HTMLButtonElement[] = []
  #crowds: Crowd<Placed>[] = []

  constructor(stage: TourStage) {
    this.#stage = stage
  }

  /** Hides what stands in crowds and shows their numbers instead. Returns where these stand. */
  place(dots: readonly Dot[]): Crowd<Placed>[] {
    const apart: Placed[] = []
    const { activeElement } = this.#stage.root
    for (const dot of dots) {
      const { point, element } = dot
      // What a visitor has in hand is never taken away.
      const isInHand =
        element.hasAttribute('data-held') || (element === activeElement && element.matches(':focus-visible'))
      if (point && !isInHand) apart.push({ ...point, dot })
    }
    this.#crowds = crowdsOf(apart)
    const crowded = new Set(this.#crowds.flatMap(({ spots }) => spots.map(({ dot }) => dot)))
    for (const dot of dots) {
      const isCrowded = crowded.has(dot)
      if (dot.element.hasAttribute('data-crowded') !== isCrowded) dot.element.toggleAttribute('data-crowded', isCrowded)
    }
    for (const [index, { x, y, spots }] of this.#crowds.entries()) {
      const button = this.#buttonAt(index)
      const text = String(spots.length)
      if (button.textContent !== text) button.textContent = text
      button.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
      if (button.hidden) button.hidden = false
    }
    for (const button of this.#buttons.slice(this.#crowds.length)) if (!button.hidden) button.hidden = true
    return this.#crowds
  }

  #buttonAt(index: number): HTMLButtonElement {
    const known = this.#buttons[index]
    if (known) return known
    const button = make('button', { type: 'button', class: 'pv-crowd', tabindex: '-1' })
    button.addEventListener('click', () => {
      const crowd = this.#crowds[index]
      if (crowd) this.#open(crowd)
    })
    this.#buttons.push(button)
    this.element.append(button)
    return button
  }

  #open({ x, y, spots }: Crowd<Placed>): void {
    const { panorama, scene } = this.#stage
    const fovDegrees = 'panorama' in scene ? fovThatParts(spots, panorama.view.fovDegrees) : undefined
    if (fovDegrees !== undefined) void panorama.turnTo({ ...panorama.unproject(x, y), fovDegrees })
    else this.#list(spots.map(({ dot }) => dot))
    if (fovDegrees !== undefined) panorama.canvas.focus({ preventScroll: true })
  }

  /** Dots in one place: they are told apart by their names. */
  #list(dots: readonly Dot[]): void {
    const { words } = this.#stage
    const items = dots.map(({ bound, element }) => {
      const button = make('button', { type: 'button', class: 'pv-choice' }, bound.spokenName())
      button.addEventListener('click', () => {
        this.#stage.sheet.close()
        element.click()
      })
      return make('li', {}, button)
    })
    this.#stage.openSheet({
      title: words.say('viewer.several_here', { count: dots.length }),
      body: make('ul', { class: 'pv-choices' }, ...items),
      onClose: () => this.#stage.canvas.focus({ preventScroll: true }),
    })
  }
}
