// The one sheet over the picture: something to read, look at or fill in. Not modal; closed by its button, by Escape or by the next
// sheet. Knows nothing about what it holds.
import type { Words } from '../words.ts'
import { iconButton, icons, make, nameButton } from './dom.ts'

export interface SheetContent {
  title: string
  /** Plain text, or an element that its opener made. */
  body: string | Node
  /** Takes the whole picture on small screens and much of it on large ones: for pictures and videos. */
  isWide?: boolean
  /** Called when it closes with the focus inside; puts the focus back where it came from. */
  onClose?(): void
  /** Called once when it goes, whatever made it go. */
  onGone?(): void
}

export class Sheet {
  readonly element = make('section', { class: 'pv-card pv-pill', role: 'dialog', hidden: true, tabindex: '-1' })
  readonly #title = make('h2', { id: 'pv-card-title' })
  readonly #body = make('div', { class: 'pv-card-body' })
  readonly #close = iconButton(icons.close, () => this.close())
  #shown: SheetContent | undefined

  constructor() {
    this.element.setAttribute('aria-labelledby', 'pv-card-title')
    this.element.append(make('div', { class: 'pv-card-head' }, this.#title, this.#close), this.#body)
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  open(content: SheetContent): void {
    this.#leave(false)
    this.#shown = content
    this.#title.textContent = content.title
    this.#body.replaceChildren(typeof content.body === 'string' ? make('p', {}, content.body) : content.body)
    this.element.toggleAttribute('data-wide', content.isWide ?? false)
    this.element.hidden = false
    this.element.scrollTop = 0
    this.element.focus({ preventScroll: true })
  }

  close(): void {
    if (this.isOpen) this.#leave(this.element.matches(':focus-within'))
  }

  rename(words: Words): void {
    nameButton(this.#close, words.say('viewer.close'))
  }

  #leave(givesFocusBack: boolean): void {
    const shown = this.#shown
    this.#shown = undefined
    this.element.hidden = true
    this.#body.replaceChildren()
    shown?.onGone?.()
    if (givesFocusBack) shown?.onClose?.()
  }
}
