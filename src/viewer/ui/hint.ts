// A sentence in the middle of the picture that goes away by itself. For those who see: it answers a movement of the mouse.
import { make } from './dom.ts'

const shownMs = 1800

export class Hint {
  readonly element = make('p', { class: 'pv-hint pv-pill', 'aria-hidden': 'true', hidden: true })
  #timer: ReturnType<typeof setTimeout> | undefined

  show(text: string): void {
    this.element.textContent = text
    this.element.hidden = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.hide(), shownMs)
  }

  hide(): void {
    clearTimeout(this.#timer)
    this.element.hidden = true
  }
}
