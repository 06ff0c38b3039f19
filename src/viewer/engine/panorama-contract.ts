// What the engine's door (panorama.ts) takes and tells. Types only.
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import type { LoadFailure } from './loader.ts'
import type { Painter } from './painter.ts'
import type { Wishes } from './wanted.ts'

export interface PanoramaOptions {
  /** No turning, no zooming along: a short fade at most. */
  reducedMotion?: boolean
  textureBudgetBytes?: number
  maxPixelRatio?: number
  concurrency?: number
  /** Shown from the beginning: its tiles are on their way before the graphics are up. */
  first?: { source: PanoramaSource; view?: View; limits?: ViewLimits }
}

export interface PanoramaEvents {
  /** The view changed, by whatever hand. */
  view: View
  /** A frame was drawn: time to move what floats over the picture. */
  frame: View
  /** Everything the view needs is sharp on screen and nothing moves. Comes again after every change. */
  settled: { sourceId: string }
  /** What was settled is so no longer. */
  stirred: undefined
  /** How many of the tiles that the view needs are on screen. */
  progress: { loaded: number; needed: number }
  tileError: LoadFailure
  contextLost: undefined
  contextRestored: undefined
}

/** Draws frames of its own with the panorama's tiles, in place of the panorama: an overview of many scenes. */
export interface Drawer {
  /** Says what it needs, most urgent first, and whether it moves. */
  draw(painter: Painter, now: number): { wanted: Pick<Wishes, 'source' | 'tiles'>[]; isMoving: boolean }
}
