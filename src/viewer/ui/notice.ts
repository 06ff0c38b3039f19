// What the visitor should know about the loading: a thin bar while tiles come, a quiet sentence when they don't.
import type { Words } from '../words.ts'
import { make } from './dom.ts'

export type NoticeKey = 'viewer.tiles_failing' | 'viewer.offline' | 'viewer.picture_lost' | 'viewer.part_failed'

export class Notices {
  readonly element = make('div', { class: 'pv-notice pv-pill', role: 'status', hidden: true })
  readonly bar = make('div', { class: 'pv-progress', 'aria-hidden': 'true', hidden: true })
  readonly #text = make('span')
  readonly #retry = make('button', { type: 'button', class: 'pv-retry' })
  readonly #words: Words
  #shown: NoticeKey | undefined
  #barTimer: ReturnType<typeof setTimeout> | undefined

  constructor(words: Words, onRetry: () => void) {
    this.#words = words
    this.element.append(this.#text, this.#retry)
    this.#retry.addEventListener('click', onRetry)
  }

  show(key: NoticeKey): void {
    this.#shown = key
    this.rename()
    this.element.hidden = false
  }

  /** Takes the notice away; with a key, only if it is this one. */
  clear(key?: NoticeKey): void {
    if (key && this.#shown !== key) return
    this.#shown = undefined
    this.element.hidden = true
  }

  rename(): void {
    this.#retry.textContent = this.#words.say('viewer.retry')
    if (this.#shown) this.#text.textContent = this.#words.say(this.#shown)
  }

  /** Short loads show no bar: it would only flicker. */
  progress(loaded: number, needed: number): void {
    const complete = loaded >= needed
    this.bar.style.transform = `scaleX(${needed > 0 ? Math.max(0.04, loaded / needed) : 1})`
    clearTimeout(this.#barTimer)
    this.#barTimer = complete ? undefined : setTimeout(() => this.bar.toggleAttribute('hidden', false), 300)
    if (complete) this.bar.hidden = true
    else if (!this.bar.hidden) clearTimeout(this.#barTimer)
  }
}
