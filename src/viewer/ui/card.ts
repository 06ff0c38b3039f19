// The card in which an info hotspot speaks: one at a time, not modal, closed by its button or from outside.
import type { Words } from '../words.ts'
import { iconButton, icons, make, nameButton } from './dom.ts'

export class Card {
  readonly element = make('section', { class: 'pv-card pv-pill', role: 'dialog', hidden: true, tabindex: '-1' })
  readonly #title = make('h2', { id: 'pv-card-title' })
  readonly #body = make('p')
  readonly #close = iconButton(icons.close, () => this.close())
  #giveFocusBack: (() => void) | undefined

  constructor() {
    this.element.setAttribute('aria-labelledby', 'pv-card-title')
    this.element.append(this.#close, this.#title, this.#body)
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  open(title: string, body: string, giveFocusBack: () => void): void {
    this.#giveFocusBack = giveFocusBack
    this.#title.textContent = title
    this.#body.textContent = body
    this.element.hidden = false
    this.element.scrollTop = 0
    this.element.focus({ preventScroll: true })
  }

  close(): void {
    if (!this.isOpen) return
    const hadFocus = this.element.contains(document.activeElement)
    this.element.hidden = true
    if (hadFocus) this.#giveFocusBack?.()
    this.#giveFocusBack = undefined
  }

  rename(words: Words): void {
    nameButton(this.#close, words.say('viewer.close'))
  }
}
