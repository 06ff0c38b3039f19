// Choosing by looking: what one looks at long enough is chosen, once, until one looks away. Pure.

export const dwellMs = 1200
/** Eyes tremble: what is lost for a moment goes on where it was. */
const lostMs = 150
/** Frames that stood still (a busy moment, a scene coming) don't count as looking. */
const longestStepMs = 100

export class Dwell<Target> {
  #target: Target | undefined
  #lookedMs = 0
  #lastAt = 0
  #lostAt: number | undefined
  #isDone = false

  /** 0…1: how much of the time has passed. */
  get share(): number {
    return this.#isDone ? 0 : Math.min(1, this.#lookedMs / dwellMs)
  }

  /** Once per frame. Returns what was chosen in this frame. */
  look(target: Target | undefined, now: number): Target | undefined {
    const stepMs = Math.min(longestStepMs, now - this.#lastAt)
    this.#lastAt = now
    if (target === undefined) {
      this.#lostAt ??= now
      if (now - this.#lostAt > lostMs) this.#begin(undefined)
      return undefined
    }
    this.#lostAt = undefined
    if (target !== this.#target) {
      this.#begin(target)
      return undefined
    }
    if (this.#isDone) return undefined
    this.#lookedMs += stepMs
    if (this.#lookedMs < dwellMs) return undefined
    this.#isDone = true
    return target
  }

  /** It was chosen by other means. */
  done(): void {
    this.#isDone = true
  }

  #begin(target: Target | undefined): void {
    this.#target = target
    this.#lookedMs = 0
    this.#isDone = false
  }
}
