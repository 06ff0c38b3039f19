// Whether the link is slow, as far as the browser says it or the last scene's loading has shown. Loads nothing itself.
import { isSlowLink } from './device.ts'

/** Without any byte for so long the link counts as slow, and the next scene begins with a coarse picture. */
const slowAfterMs = 700

export class LinkSpeed {
  readonly #navigator: Navigator
  readonly #receivedBytes: () => number
  #slow: boolean
  #coarseFirst = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(navigator: Navigator, receivedBytes: () => number) {
    this.#navigator = navigator
    this.#receivedBytes = receivedBytes
    this.#slow = isSlowLink(navigator)
  }

  /** One coarse tile per face first; a scene's loading keeps to one plan. */
  get coarseFirst(): boolean {
    return this.#coarseFirst
  }

  /** A scene begins to load; `isComplete` is asked a moment later. */
  watch(isComplete: () => boolean): void {
    this.#coarseFirst = this.#slow
    const before = this.#receivedBytes()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const nothingCame = !isComplete() && this.#receivedBytes() === before
      this.#slow = nothingCame || isSlowLink(this.#navigator)
    }, slowAfterMs)
  }

  /** A tile did not come: never wait for a coarse one. */
  giveUpCoarse(): void {
    this.#coarseFirst = false
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
