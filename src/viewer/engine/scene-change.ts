// The change from one panorama to another: asked for, waiting for its first tiles, then fading. Keeps where it stands; draws and
// loads nothing.
import type { Angles } from '#tour/angles.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import { changeViews } from './motion.ts'

export interface GoToOptions {
  /** The view to arrive at; a function is asked when the change begins, with the view of that moment. */
  view: View | ((current: View) => View)
  limits?: ViewLimits
  transition?: 'fade' | 'cut'
  /** Where the link was: the old scene grows towards it. */
  towards?: Angles
}

/** Waits until enough of the next scene is there. */
export interface PendingChange {
  source: PanoramaSource
  options: GoToOptions
  askedAt: number
  done: () => void
}

/** Below the new scene, until that alone is on screen. */
interface Leaving {
  source: PanoramaSource
  view: View
  /** The pictures fade without moving: a better picture of the same place, or a visitor who wants no motion. */
  still: boolean
  towards?: Angles
  startedAt: number
  durationMs: number
  done: () => void
}

const changeMs = 700
const calmChangeMs = 150
/** How long a scene change waits for sharp tiles; the preview is always there in time. */
const patienceMs = 450

export class SceneChange {
  readonly #reducedMotion: boolean
  #pending: PendingChange | undefined
  #leaving: Leaving | undefined

  constructor(reducedMotion: boolean) {
    this.#reducedMotion = reducedMotion
  }

  get pending(): PendingChange | undefined {
    return this.#pending
  }

  get isFading(): boolean {
    return this.#leaving !== undefined
  }

  /** Resolves when the new scene alone is on screen, or when another change took over. */
  ask(source: PanoramaSource, options: GoToOptions, now: number): Promise<void> {
    this.end()
    return new Promise((done) => {
      this.#pending = { source, options, askedAt: now, done }
    })
  }

  /** Nobody should wait longer for sharp tiles. */
  isOverdue(now: number): boolean {
    return this.#pending !== undefined && now - this.#pending.askedAt > patienceMs
  }

  /** From now on the asked scene fades in over `old`, which is seen from `view`. */
  begin(old: PanoramaSource, view: View, arrival: View, now: number): void {
    if (!this.#pending) throw new Error('no change was asked for')
    const { options, done } = this.#pending
    const { towards } = options
    const still = this.#reducedMotion || (!towards && isSame(view, arrival))
    const durationMs = this.#reducedMotion ? calmChangeMs : changeMs
    this.#pending = undefined
    this.#leaving = { source: old, view, still, towards, startedAt: now, durationMs, done }
  }

  isOver(now: number): boolean {
    return this.#leaving !== undefined && now - this.#leaving.startedAt >= this.#leaving.durationMs
  }

  end(): void {
    this.#pending?.done()
    this.#leaving?.done()
    this.#pending = undefined
    this.#leaving = undefined
  }

  /** What to draw while it fades: the old scene, and over it the new one, whose own view is `current`. */
  picture(current: View, now: number) {
    if (!this.#leaving) return undefined
    const { source, view, still, towards, startedAt, durationMs } = this.#leaving
    const { leaving, arriving, opacity } = changeViews(view, current, (now - startedAt) / durationMs, towards)
    return { old: source, leaving: still ? view : leaving, arriving: still ? current : arriving, opacity }
  }
}

export const isSame = (a: View, b: View) =>
  a.yawDegrees === b.yawDegrees && a.pitchDegrees === b.pitchDegrees && a.fovDegrees === b.fovDegrees
