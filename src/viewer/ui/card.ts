// The card in which an info hotspot speaks: one at a time, not modal, closed by its button or Escape.
import type { Words } from '../words.ts'
import { iconButton, icons, make, nameButton } from './dom.ts'

export class Card {
  readonly element = make('section', { class: 'pv-card pv-pill', role: 'dialog', hidden: true, tabindex: '-1' })
  readonly #title = make('h2', { id: 'pv-card-title' })
  readonly #body = make('p')
  readonly #close = iconButton(icons.close, () => this.close())
  #opener: HTMLElement | undefined

  constructor() {
    this.element.setAttribute('aria-labelledby', 'pv-card-title')
    this.element.append(this.#close, this.#title, this.#body)
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
    })
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  open(title: string, body: string, opener: HTMLElement): void {
    this.#opener = opener
    this.#title.textContent = title
    this.#body.textContent = body
    this.element.hidden = false
    this.element.scrollTop = 0
    this.element.focus({ preventScroll: true })
  }

  close(): void {
    if (!this.isOpen) return
    this.element.hidden = true
    if (this.#opener?.isConnected) this.#opener.focus({ preventScroll: true })
    this.#opener = undefined
  }

  rename(words: Words): void {
    nameButton(this.#close, words.say('viewer.close'))
  }
}
