// The change from one panorama to another: asked for, waiting for its first tiles, then fading. Keeps where it stands; draws and
// loads nothing.
import { type Angles, clamp } from '#tour/angles.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import { changeViews, smooth } from './motion.ts'
import type { Doorway, Look } from './shot.ts'

/** What both scenes show on the way from the one to the other, and how much of the new one is seen; `share` runs from 0 to 1. */
export interface Way {
  durationMs: number
  at(share: number, from: View, to: View): { leaving: Look; arriving: Look; opacity: number; doorway?: Doorway }
}

export interface GoToOptions {
  /** The view to arrive at; a function is asked when the change begins, with the view of that moment. */
  view: View | ((current: View) => View)
  limits?: ViewLimits
  transition?: 'fade' | 'cut'
  /** Where the link was: the old scene grows towards it. */
  towards?: Angles
  /** In place of the usual change: for those who see motion. */
  way?: Way
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
  way: Way
  startedAt: number
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
    this.#pending = undefined
    this.#leaving = { source: old, view, way: this.#wayOf(options, view, arrival), startedAt: now, done }
  }

  #wayOf({ way, towards }: GoToOptions, view: View, arrival: View): Way {
    if (this.#reducedMotion) return { durationMs: calmChangeMs, at: fade }
    if (way) return way
    // A better picture of the same place does not move.
    if (!towards && isSame(view, arrival)) return { durationMs: changeMs, at: fade }
    return { durationMs: changeMs, at: (share, from, to) => changeViews(from, to, share, towards) }
  }

  isOver(now: number): boolean {
    return this.#leaving !== undefined && now - this.#leaving.startedAt >= this.#leaving.way.durationMs
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
    const { source, view, way, startedAt } = this.#leaving
    return { old: source, ...way.at(clamp((now - startedAt) / way.durationMs, 0, 1), view, current) }
  }
}

const fade: Way['at'] = (share, from, to) => ({
  leaving: { view: from },
  arriving: { view: to },
  opacity: smooth(share),
})

export const isSame = (a: View, b: View) =>
  a.yawDegrees === b.yawDegrees && a.pitchDegrees === b.pitchDegrees && a.fovDegrees === b.fovDegrees
