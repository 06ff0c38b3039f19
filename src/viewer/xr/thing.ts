// One flat thing of a VR visit that can be seen and, mostly, chosen. Pure.
import { type Box, meets, type Plane } from './plane.ts'

export interface Thing {
  plane: Plane
  box: Box
  picture: WebGLTexture
  /** What counts as pointing at it. */
  reach: Box
  opacity: number
  /** Grows while it is pointed at. */
  scale: number
  /** A disc rather than a rectangle. */
  isRound?: boolean
  /** Undefined where there is nothing to choose. */
  choose?(): void
  /** Somebody points at it: what it leads to may be needed soon. */
  approach?(): void
}

/** About a degree beside a thing still means it. */
const margin = 0.016

/** The thing that a direction means: the nearest of those that it meets. */
export function thingAt(things: readonly Thing[], direction: ArrayLike<number>): Thing | undefined {
  let best: Thing | undefined
  let bestCosine = -1
  for (const thing of things) {
    if (!thing.choose || thing.opacity < 0.5 || !meets(thing.plane, thing.reach, direction, margin)) continue
    const cosine = thing.plane.cosineTo(direction)
    if (cosine <= bestCosine) continue
    best = thing
    bestCosine = cosine
  }
  return best
}

/** Cosine of the angle to the nearest thing that can be chosen. */
export function nearest(things: readonly Thing[], direction: ArrayLike<number>): number {
  let best = -1
  for (const { choose, opacity, plane } of things) {
    if (choose && opacity >= 0.5) best = Math.max(best, plane.cosineTo(direction))
  }
  return best
}

const grown = 1.14
const growth = 0.25

/** Once per frame; what is pointed at has grown within a few frames. */
export function grow(things: readonly Thing[], isPointedAt: (thing: Thing) => boolean): void {
  for (const thing of things) thing.scale += ((isPointedAt(thing) ? grown : 1) - thing.scale) * growth
}
