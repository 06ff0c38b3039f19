// What moves a view by itself, one thing at a time: a glide, a turn to somewhere, a slow rotation. Knows nothing about pictures.

/** Called before each frame while something moves by itself; false ends it. */
export type Motion = (elapsedMs: number) => boolean

export interface MoveOptions {
  onStop?(): void
  /** Also in the scenes that follow. */
  goesOn?: boolean
}

/** After a pause (a hidden tab) nothing jumps. */
const longestStepMs = 100

export class Mover {
  #motion: Motion | undefined
  #options: MoveOptions = {}
  #lastAt: number | undefined

  get isMoving(): boolean {
    return this.#motion !== undefined
  }

  isNow(motion: Motion): boolean {
    return this.#motion === motion
  }

  /** What moved until now stops. */
  start(motion: Motion, options: MoveOptions = {}): void {
    this.stop()
    this.#motion = motion
    this.#options = options
    this.#lastAt = undefined
  }

  stop(): void {
    const { onStop } = this.#options
    this.#motion = undefined
    this.#options = {}
    onStop?.()
  }

  /** Another scene begins: what was a way to somewhere stops. */
  enterScene(): void {
    if (!this.#options.goesOn) this.stop()
  }

  advance(now: number): void {
    const elapsedMs = Math.min(longestStepMs, now - (this.#lastAt ?? now - 16))
    this.#lastAt = now
    const motion = this.#motion
    // A motion may start another one in its last step.
    if (motion && !motion(elapsedMs) && this.#motion === motion) this.stop()
  }
}
