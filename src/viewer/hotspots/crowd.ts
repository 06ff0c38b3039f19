// Dots that overlap become one dot with their number, and what a press on that does. Pure.
import { toDegrees, toRadians } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import { isCrowd } from './crowd-distance.ts'

export interface Crowd<Spot> extends Point {
  spots: Spot[]
}

/** Apart enough to be pressed one by one. */
const apartPx = 48
/** Coming closer than this shows more blur than room. */
const closestFovDegrees = 30

/** The groups of two or more that stand too close. The order of the spots must not change while one looks around. */
export function crowdsOf<Spot extends Point>(spots: readonly Spot[]): Crowd<Spot>[] {
  let groups: Crowd<Spot>[] = spots.map((spot) => ({ x: spot.x, y: spot.y, spots: [spot] }))
  for (let before = Number.POSITIVE_INFINITY; groups.length < before; ) {
    before = groups.length
    groups = merged(groups)
  }
  return groups.filter((group) => group.spots.length > 1)
}

function merged<Spot>(groups: readonly Crowd<Spot>[]): Crowd<Spot>[] {
  const result: Crowd<Spot>[] = []
  for (const group of groups) {
    const near = result.find((other) => isCrowd(other, group))
    if (near) join(near, group)
    else result.push({ ...group })
  }
  return result
}

function join<Spot>(into: Crowd<Spot>, group: Crowd<Spot>): void {
  const [a, b] = [into.spots.length, group.spots.length]
  into.x = (into.x * a + group.x * b) / (a + b)
  into.y = (into.y * a + group.y * b) / (a + b)
  into.spots = [...into.spots, ...group.spots]
}

/** The field of view in which the dots of a crowd stand apart; undefined where no coming closer would help. */
export function fovThatParts(points: readonly Point[], fovDegrees: number): number | undefined {
  const gaps = points.flatMap((point, index) => points.slice(index + 1).map((other) => distance(point, other)))
  const zoomedTo = (gapPx: number) => toDegrees(2 * Math.atan(Math.tan(toRadians(fovDegrees) / 2) * (gapPx / apartPx)))
  const all = zoomedTo(Math.min(...gaps))
  if (all >= closestFovDegrees) return all
  // Not all, but some.
  return zoomedTo(Math.max(...gaps)) >= closestFovDegrees && fovDegrees > closestFovDegrees
    ? closestFovDegrees
    : undefined
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
