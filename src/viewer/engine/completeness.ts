// How complete the picture is, and when to say so: progress, settled, stirred. Knows tiles only by their number.

export interface CompletenessEvents {
  progress(loaded: number, needed: number): void
  settled(): void
  stirred(): void
}

/** The complete picture counts as shown once this many frames of it were drawn: the first may not be on the screen yet. */
const settledFrames = 3

export class Completeness {
  readonly #events: CompletenessEvents
  #loaded = -1
  #needed = -1
  #calmFrames = 0

  constructor(events: CompletenessEvents) {
    this.#events = events
  }

  /** Everything was there in the last frame. */
  get isCalm(): boolean {
    return this.#calmFrames > 0
  }

  /** Everything that the last frame needed was there, moving or not. */
  get isComplete(): boolean {
    return this.#needed > 0 && this.#loaded === this.#needed
  }

  /** After each frame. Returns whether another one is needed until the picture counts as shown. */
  report(loaded: number, needed: number, isMoving: boolean): boolean {
    if (loaded !== this.#loaded || needed !== this.#needed) this.#events.progress(loaded, needed)
    this.#loaded = loaded
    this.#needed = needed
    if (loaded < needed || isMoving) {
      this.stir()
      return false
    }
    return this.wait()
  }

  /** Another frame has gone by without a change. Returns whether the picture still has to stay. */
  wait(): boolean {
    this.#calmFrames++
    if (this.#calmFrames === settledFrames) this.#events.settled()
    return this.#calmFrames < settledFrames
  }

  /** Something changed. */
  stir(): void {
    const wasSettled = this.#calmFrames >= settledFrames
    this.#calmFrames = 0
    if (wasSettled) this.#events.stirred()
  }
}
