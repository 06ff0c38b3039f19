// What is said over a model while it is not to be seen: how much of it is here, what went wrong, and what can be done about it.
import { make } from '../ui/dom.ts'

export interface ModelWords {
  say(key: ModelWordKey, values?: Record<string, string | number>): string
}

export type ModelWordKey =
  | `viewer.model_${'loading' | 'opening' | 'not_here' | 'broken' | 'no_graphics' | 'heavy' | 'lost'}`
  | `viewer.model_${'retry' | 'try' | 'simplified' | 'full'}`

export interface Saying {
  key: ModelWordKey
  values?: Record<string, string | number>
  /** 0…1: how much is here. */
  share?: number
  action?: { key: ModelWordKey; run(): void }
  /** Goes on beside the picture instead of in its middle. */
  isAside?: boolean
}

export class Panel {
  readonly element = make('div', { class: 'pv-model-panel pv-pill', role: 'status', hidden: true })
  readonly #text = make('p')
  readonly #bar = make('span', { class: 'pv-model-bar', 'aria-hidden': 'true' })
  readonly #button = make('button', { type: 'button', class: 'pv-model-do' })
  readonly #words: ModelWords
  #saying: Saying | undefined

  constructor(words: ModelWords) {
    this.#words = words
    this.element.append(this.#text, this.#bar, this.#button)
    this.#button.addEventListener('click', () => this.#saying?.action?.run())
  }

  show(saying: Saying | undefined): void {
    this.#saying = saying
    this.element.hidden = !saying
    this.rename()
  }

  rename(): void {
    if (!this.#saying) return
    const { key, values, share, action, isAside } = this.#saying
    const text = this.#words.say(key, values)
    if (this.#text.textContent !== text) this.#text.textContent = text
    // Who listens hears that it begins, not every megabyte.
    this.element.setAttribute('aria-live', key === 'viewer.model_loading' ? 'off' : 'polite')
    this.element.toggleAttribute('data-aside', isAside ?? false)
    this.#bar.hidden = share === undefined
    this.#bar.style.transform = `scaleX(${Math.max(0.02, share ?? 0)})`
    this.#button.hidden = !action
    if (action) this.#button.textContent = this.#words.say(action.key)
  }
}
