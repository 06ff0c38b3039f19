// The bar of buttons at the lower edge, and the menu for those that don't fit. Parts put their buttons here; the dock only tells
// which was pressed.
import type { ViewerPart } from '#tour/look.ts'
import type { Words } from '../words.ts'
import { iconButton, make, nameButton } from './dom.ts'

export interface DockItem {
  part: ViewerPart
  icon: string
  /** Asked again after a change of language. */
  name(words: Words): string
  /** Smaller comes first. */
  order: number
  onPress(button: HTMLButtonElement): void
}

export interface DockButton {
  readonly element: HTMLButtonElement
  /** Toggles say whether they are on; undefined takes the state away. */
  setPressed(pressed: boolean | undefined): void
  /** Buttons that open something say whether it is open. */
  setExpanded(expanded: boolean): void
  setHidden(hidden: boolean): void
  remove(): void
}

export class Dock {
  readonly element = make('div', { class: 'pv-bar pv-pill', role: 'toolbar' })
  readonly #words: Words
  #items: { item: DockItem; button: HTMLButtonElement }[] = []

  constructor(words: Words) {
    this.#words = words
  }

  add(item: DockItem): DockButton {
    const button = iconButton(item.icon, () => item.onPress(button))
    button.dataset.part = item.part
    nameButton(button, item.name(this.#words))
    this.#items = [...this.#items, { item, button }].sort((a, b) => a.item.order - b.item.order)
    const next = this.#items[this.#items.findIndex((each) => each.button === button) + 1]
    this.element.insertBefore(button, next?.button ?? this.element.querySelector('.pv-languages'))
    return {
      element: button,
      setPressed: (pressed) => {
        if (pressed === undefined) button.removeAttribute('aria-pressed')
        else button.setAttribute('aria-pressed', String(pressed))
      },
      setExpanded: (expanded) => button.setAttribute('aria-expanded', String(expanded)),
      setHidden: (hidden) => button.toggleAttribute('hidden', hidden),
      remove: () => {
        this.#items = this.#items.filter((each) => each.button !== button)
        button.remove()
      },
    }
  }

  rename(): void {
    this.element.setAttribute('aria-label', this.#words.say('viewer.controls'))
    for (const { item, button } of this.#items) nameButton(button, item.name(this.#words))
  }
}
