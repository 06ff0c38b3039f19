// Where the eye stands around a model: turned, pushed and moved closer by hands, kept between limits, told as the camera of a document.
// Pure. The model's frame: metres, +x right, +y up, −z forward.
import { anglesOf, clamp, toRadians, wrapDegrees } from '#tour/angles.ts'
import { type Camera, cameraAxes, type Point, project } from '#tour/projection.ts'
import { added, lengthOf, minus, type Point3, scaled } from '#tour/space.ts'
import type { ModelCamera } from '../deep-link.ts'
import { type Orbit, orbitAround, orbitFovDegrees, sightOf, standpointOf } from '../dollhouse/orbit.ts'

export type { ModelCamera } from '../deep-link.ts'
export { type Orbit, orbitFovDegrees, type Standpoint, standpointOf } from '../dollhouse/orbit.ts'

export interface Bounds {
  low: Point3
  high: Point3
}

export interface OrbitLimits extends Bounds {
  nearestMetres: number
  farthestMetres: number
}

const highestDegrees = 88
/** From a little to the left and above: more than one side is seen. */
const first = { headingDegrees: -25, elevationDegrees: 18 }
const roomAround = 1.12
const nearestShare = 0.03
const farthestShare = 4

/** All of it in sight, with some room for what floats over the picture. */
export function orbitThatShows(bounds: Bounds, aspect: number): Orbit {
  return nearer(orbitAround(cornersOf(bounds), aspect, first.headingDegrees, first.elevationDegrees), roomAround)
}

export function limitsFor(bounds: Bounds): OrbitLimits {
  const sizeMetres = Math.max(1e-3, lengthOf(minus(bounds.high, bounds.low)))
  const space = scaled([sizeMetres, sizeMetres, sizeMetres], 0.5)
  return {
    low: minus(bounds.low, space),
    high: added(bounds.high, space),
    nearestMetres: sizeMetres * nearestShare,
    farthestMetres: sizeMetres * farthestShare,
  }
}

export function clampOrbit(orbit: Orbit, { low, high, nearestMetres, farthestMetres }: OrbitLimits): Orbit {
  const within = (axis: 0 | 1 | 2) => clamp(orbit.targetMetres[axis], low[axis], high[axis])
  return {
    targetMetres: [within(0), within(1), within(2)],
    headingDegrees: wrapDegrees(orbit.headingDegrees),
    elevationDegrees: clamp(orbit.elevationDegrees, -highestDegrees, highestDegrees),
    distanceMetres: clamp(orbit.distanceMetres, nearestMetres, farthestMetres),
  }
}

export function orbitOf({ positionMetres, targetMetres }: ModelCamera): Orbit {
  const sight = minus(targetMetres, positionMetres)
  const { yawDegrees, pitchDegrees } = anglesOf(sight)
  return {
    targetMetres,
    headingDegrees: yawDegrees,
    elevationDegrees: -pitchDegrees,
    distanceMetres: lengthOf(sight),
  }
}

/** Rounded to tenths of a millimetre. */
export function cameraOf(orbit: Orbit): ModelCamera {
  const rounded = ([x, y, z]: Point3): [number, number, number] => [short(x), short(y), short(z)]
  return {
    positionMetres: rounded(standpointOf(orbit).positionMetres),
    targetMetres: rounded(orbit.targetMetres),
  }
}

export const turned = (orbit: Orbit, rightDegrees: number, upDegrees: number): Orbit => ({
  ...orbit,
  headingDegrees: orbit.headingDegrees + rightDegrees,
  elevationDegrees: orbit.elevationDegrees + upDegrees,
})

export const nearer = (orbit: Orbit, factor: number): Orbit => ({
  ...orbit,
  distanceMetres: orbit.distanceMetres * factor,
})

/** The model moved as if it hung on the finger, by pixels to the right and down. */
export function pushed(orbit: Orbit, rightPx: number, downPx: number, longSidePx: number): Orbit {
  const { right, up } = cameraAxes({ yawDegrees: orbit.headingDegrees, pitchDegrees: -orbit.elevationDegrees })
  const metresPerPx = (2 * Math.tan(toRadians(orbitFovDegrees) / 2) * orbit.distanceMetres) / Math.max(1, longSidePx)
  const shift = added(scaled(right, -rightPx * metresPerPx), scaled(up, downPx * metresPerPx))
  return { ...orbit, targetMetres: added(orbit.targetMetres, shift) }
}

/** A part of the way from one orbit to another, the short way round. */
export function between(from: Orbit, to: Orbit, share: number): Orbit {
  const at = (a: number, b: number) => a + (b - a) * share
  return {
    targetMetres: added(from.targetMetres, scaled(minus(to.targetMetres, from.targetMetres), share)),
    headingDegrees: from.headingDegrees + wrapDegrees(to.headingDegrees - from.headingDegrees) * share,
    elevationDegrees: at(from.elevationDegrees, to.elevationDegrees),
    distanceMetres: from.distanceMetres * (to.distanceMetres / from.distanceMetres) ** share,
  }
}

/** Where a point of the model is drawn; undefined behind the eye. */
export function pointSeen(orbit: Orbit, size: Pick<Camera, 'widthPx' | 'heightPx'>, point: Point3): Point | undefined {
  const standpoint = standpointOf(orbit)
  return project({ ...size, view: standpoint.view }, sightOf(standpoint, point))
}

export function cornersOf({ low, high }: Bounds): Point3[] {
  const xs = [low[0], high[0]]
  return xs.flatMap((x) => [low[1], high[1]].flatMap((y) => [low[2], high[2]].map((z): Point3 => [x, y, z])))
}

const short = (metres: number) => Math.round(metres * 10_000) / 10_000
