// The bar of buttons at the lower edge, and the menu above it for those that don't fit. Parts put their buttons here; the dock only
// tells which was pressed. Every button is one element that stands either in the bar or in the menu.
import type { ViewerPart } from '#tour/look.ts'
import type { Words } from '../words.ts'
import { icon, iconButton, icons, make, nameButton } from './dom.ts'

export interface DockItem {
  part: ViewerPart | 'turning' | 'saver'
  icon: string
  /** Asked again after a change of language. */
  name(words: Words): string
  /** Smaller comes first. */
  order: number
  /** Pressed again and again: the menu stays open. */
  repeats?: boolean
  onPress(button: HTMLButtonElement): void
}

export interface DockButton {
  readonly element: HTMLButtonElement
  /** Toggles say whether they are on; undefined takes the state away. */
  setPressed(pressed: boolean | undefined): void
  /** Buttons that open something say whether it is open. */
  setExpanded(expanded: boolean): void
  setHidden(hidden: boolean): void
  /** Another picture; its name is asked again. */
  change(icon: string): void
  /** Gives it the focus, or what leads to it where it is out of sight. */
  focus(): void
  remove(): void
}

/** What stays in the bar where there is little room, first things first. What is not named is always in the menu. */
const barFirst: readonly DockItem['part'][] = [
  ...(['scenes', 'contact', 'plan', 'guided', 'sound', 'dollhouse', 'facts', 'share', 'vr', 'fullscreen'] as const),
  ...(['turning', 'measure', 'zoom', 'orientation'] as const),
]
/** In narrow pictures few buttons: the others are named in the menu, where names can be read. */
const narrowPx = 640
const mostInNarrow = 5
const widestPx = 1100
const buttonPx = 44
/** The edges, and the credit in the other corner. */
const edgesPx = 120
const narrowEdgesPx = 36
const languagesPx = 146

interface Entry {
  item: DockItem
  button: HTMLButtonElement
  label: HTMLElement
}

export class Dock {
  readonly element = make('div', { class: 'pv-bar pv-pill', role: 'group' })
  readonly #words: Words
  readonly #menu = make('div', { class: 'pv-menu', id: 'pv-menu', role: 'group', hidden: true })
  readonly #more = iconButton(icons.more, () => this.#toggle(this.#menu.hidden === true))
  readonly #languages = make('span', { class: 'pv-bar-end' })
  #entries: Entry[] = []
  #widthPx = 0
  #isArranging = false

  constructor(words: Words) {
    this.#words = words
    this.#more.setAttribute('aria-controls', 'pv-menu')
    this.element.append(this.#more, this.#menu)
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#menu.hidden) return
      event.stopPropagation()
      this.close()
    })
    this.#toggle(false)
  }

  add(item: DockItem): DockButton {
    const label = make('span', { class: 'pv-button-name' })
    const button = iconButton(item.icon, () => {
      if (!item.repeats && this.#menu.contains(button)) this.close()
      item.onPress(button)
    })
    button.append(label)
    button.dataset.part = item.part
    const entry = { item, button, label }
    this.#entries = [...this.#entries, entry].sort((a, b) => a.item.order - b.item.order)
    this.#rename(entry)
    this.#arrangeSoon()
    return {
      element: button,
      setPressed: (pressed) => {
        if (pressed === undefined) button.removeAttribute('aria-pressed')
        else button.setAttribute('aria-pressed', String(pressed))
      },
      setExpanded: (expanded) => button.setAttribute('aria-expanded', String(expanded)),
      setHidden: (hidden) => {
        button.hidden = hidden
        this.#arrangeSoon()
      },
      change: (path) => {
        button.firstElementChild?.replaceWith(icon(path))
        this.#rename(entry)
      },
      focus: () => {
        const target = this.#menu.hidden && this.#menu.contains(button) ? this.#more : button
        target.focus({ preventScroll: true })
      },
      remove: () => {
        this.#entries = this.#entries.filter((each) => each !== entry)
        button.remove()
        this.#arrangeSoon()
      },
    }
  }

  /** The choice of languages, after all buttons. */
  addLanguages(element: HTMLElement): void {
    this.#languages.append(element)
    this.#arrangeSoon()
  }

  /** Follows the width of the picture. Returns the function that ends it. */
  follow(stage: HTMLElement): () => void {
    const observer = new ResizeObserver(() => {
      this.#widthPx = stage.clientWidth
      this.#arrange()
    })
    observer.observe(stage)
    const touchOutside = ({ target }: Event) => {
      if (target instanceof Node && !this.element.contains(target)) this.#toggle(false)
    }
    stage.addEventListener('pointerdown', touchOutside)
    this.#widthPx = stage.clientWidth
    return () => observer.disconnect()
  }

  rename(): void {
    this.element.setAttribute('aria-label', this.#words.say('viewer.controls'))
    this.#menu.setAttribute('aria-label', this.#words.say('viewer.more'))
    nameButton(this.#more, this.#words.say('viewer.more'))
    for (const entry of this.#entries) this.#rename(entry)
  }

  close(): void {
    const hadFocus = this.#menu.matches(':focus-within')
    this.#toggle(false)
    if (hadFocus) this.#more.focus({ preventScroll: true })
  }

  #rename({ item, button, label }: Entry): void {
    const name = item.name(this.#words)
    nameButton(button, name)
    label.textContent = name
  }

  #toggle(open: boolean): void {
    this.#menu.hidden = !open
    this.#more.setAttribute('aria-expanded', String(open))
  }

  /** Once for all parts that come together. */
  #arrangeSoon(): void {
    if (this.#isArranging) return
    this.#isArranging = true
    queueMicrotask(() => {
      this.#isArranging = false
      this.#arrange()
    })
  }

  #arrange(): void {
    const width = Math.min(this.#widthPx, widestPx)
    const isNarrow = width < narrowPx
    const hasLanguages = this.#languages.childElementCount > 0
    const room =
      Math.floor((width - (isNarrow ? narrowEdgesPx : edgesPx + (hasLanguages ? languagesPx : 0))) / buttonPx) - 1
    const rankOf = ({ item }: Entry) =>
      (barFirst.indexOf(item.part) + 1 || Number.POSITIVE_INFINITY) + item.order / 1000
    const shown = this.#entries.filter(({ button }) => !button.hidden)
    const inBar = new Set(
      shown
        .filter((entry) => rankOf(entry) < Number.POSITIVE_INFINITY)
        .sort((a, b) => rankOf(a) - rankOf(b))
        .slice(0, isNarrow ? Math.min(room, mostInNarrow) : room),
    )
    // Buttons of one part stay together.
    const apart = shown.filter((entry) => !inBar.has(entry)).map(({ item }) => item.part)
    for (const entry of inBar) if (apart.includes(entry.item.part)) inBar.delete(entry)
    const bar = shown.filter((entry) => inBar.has(entry)).map(({ button }) => button)
    const menu = this.#entries.filter((entry) => !inBar.has(entry)).map(({ button }) => button)
    const focused = this.element.querySelector<HTMLElement>(':focus')
    place(this.#menu, isNarrow ? [...menu, this.#languages] : menu)
    place(this.element, [...bar, ...(isNarrow ? [] : [this.#languages]), this.#more, this.#menu])
    if (focused?.matches(':focus') === false) focused.focus({ preventScroll: true })
    // What a touch screen keeps in sight while the rest has faded.
    for (const { button } of this.#entries) button.classList.toggle('pv-handle', button === bar[0])
    this.#more.classList.toggle('pv-handle', bar.length === 0)
    const isMenuEmpty = shown.length === inBar.size && !(isNarrow && hasLanguages)
    this.#more.hidden = isMenuEmpty
    this.element.hidden = shown.length === 0 && !hasLanguages
    if (isMenuEmpty) this.#toggle(false)
  }
}

/** These children in this order; what is there already isn't touched, so that it keeps its focus. */
function place(parent: HTMLElement, children: HTMLElement[]): void {
  for (const child of [...parent.children]) if (!children.some((each) => each === child)) child.remove()
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null)
  })
}
