// A scene change that moves nothing before the eyes: the picture closes into a dark neutral, changes, and opens again. Pure.

export const closeMs = 200
const openMs = 200
/** How long it may stay dark for the next picture to be sharp. */
const patienceMs = 150

type Phase = 'open' | 'closing' | 'closed' | 'opening'

export class Blink {
  #phase: Phase = 'open'
  #since = 0
  #change: (() => void) | undefined

  get isOpen(): boolean {
    return this.#phase === 'open'
  }

  /** `change` is called once it is dark. */
  close(now: number, change: () => void): void {
    this.#change = change
    if (this.#phase === 'closing') return
    this.#enter('closing', now)
  }

  /** Once per frame; `isSharp`: whether the picture that the frame before drew was complete. Returns how dark it is, 0…1. */
  advance(now: number, isSharp: boolean): number {
    const elapsedMs = now - this.#since
    if (this.#phase === 'closing' && elapsedMs >= closeMs) {
      this.#enter('closed', now)
      const change = this.#change
      this.#change = undefined
      change?.()
      return 1
    }
    // The first frame of the new scene is drawn in the dark.
    if (this.#phase === 'closed' && elapsedMs > 0 && (isSharp || elapsedMs >= patienceMs)) this.#enter('opening', now)
    else if (this.#phase === 'opening' && elapsedMs >= openMs) this.#enter('open', now)
    return this.#darkness(now)
  }

  #enter(phase: Phase, now: number): void {
    this.#phase = phase
    this.#since = now
  }

  #darkness(now: number): number {
    const share = Math.min(1, Math.max(0, now - this.#since) / closeMs)
    if (this.#phase === 'open') return 0
    if (this.#phase === 'closed') return 1
    return this.#phase === 'closing' ? share : 1 - share
  }
}
