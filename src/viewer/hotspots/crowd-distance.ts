// When two dots are too close. Pure; apart from crowd.ts, which only those visitors fetch who meet a crowd.
import type { Point } from '#tour/projection.ts'

/** Nearer than this, in CSS pixels, two dots can't be told apart or hit by a finger. */
const crowdPx = 36

export const isCrowd = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y) < crowdPx
