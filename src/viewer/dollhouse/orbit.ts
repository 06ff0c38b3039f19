// Where the eye of the dollhouse is: on an orbit around what is shown, between limits, or on the flight into a room; and in which order
// rooms are drawn from there. Pure. Tour frame: metres, yaw = compass heading.
import { type Angles, anglesOf, clamp, type Direction, directionOf, toRadians, wrapDegrees } from '#tour/angles.ts'
import { type Place3d, shareInside, toTour } from '#tour/places.ts'
import { cameraAxes } from '#tour/projection.ts'
import {
  added,
  cornersOf,
  dot,
  faceNormal,
  minus,
  type Point3,
  type RoomFace,
  roomFaces,
  scaled,
  turned,
} from '#tour/space.ts'
import type { View } from '#tour/view.ts'
import { between } from '../engine/motion.ts'

/** An eye in the tour and where it looks; the yaw is a heading. */
export interface Standpoint {
  positionMetres: Point3
  view: View
}

export interface Orbit {
  targetMetres: Point3
  headingDegrees: number
  /** How far above the horizon the eye stands. */
  elevationDegrees: number
  distanceMetres: number
}

export const orbitFovDegrees = 40
const lowestDegrees = 18
const highestDegrees = 88
/** Space around what is shown: names stand over it, buttons beside it. */
const margin = 1.18
const nearestShare = 0.25
const farthestShare = 2

export interface OrbitLimits {
  nearestMetres: number
  farthestMetres: number
  /** The target stays within this box. */
  low: Point3
  high: Point3
}

export const standpointOf = ({ targetMetres, headingDegrees, elevationDegrees, distanceMetres }: Orbit): Standpoint => {
  const angles = { yawDegrees: wrapDegrees(headingDegrees), pitchDegrees: -elevationDegrees }
  return {
    positionMetres: minus(targetMetres, scaled(directionOf(angles), distanceMetres)),
    view: { ...angles, fovDegrees: orbitFovDegrees },
  }
}

/** All corners of the rooms. */
export const cornersOfRooms = (rooms: readonly Place3d[]): Point3[] =>
  rooms.flatMap((place) =>
    (['up', 'down'] as const).flatMap((face) => cornersOf(place.box, face).map((c) => toTour(place, c))),
  )

/** The orbit from which all of these points are in sight, as near as possible. */
export function orbitAround(
  points: readonly Point3[],
  aspect: number,
  headingDegrees: number,
  elevationDegrees: number,
): Orbit {
  const long = Math.tan(toRadians(orbitFovDegrees) / 2)
  const [halfWidth, halfHeight] = aspect >= 1 ? [long, long / aspect] : [long * aspect, long]
  const { right, up, forward } = cameraAxes({ yawDegrees: headingDegrees, pitchDegrees: -elevationDegrees })
  // The middle as the eye sees it, not that of the box around everything.
  const middle = [right, up, forward].map((axis) => {
    const reach = points.map((point) => dot(point, axis))
    return scaled(axis, (Math.min(...reach) + Math.max(...reach)) / 2)
  })
  const targetMetres = middle.reduce(added)
  const distances = points.map((point) => {
    const away = minus(point, targetMetres)
    const aside = Math.max(Math.abs(dot(away, right)) / halfWidth, Math.abs(dot(away, up)) / halfHeight)
    return aside * margin - dot(away, forward)
  })
  return { targetMetres, headingDegrees, elevationDegrees, distanceMetres: Math.max(1, ...distances) }
}

/** What a turn of one degree away from where the visitor looks is worth, as a part of the distance. */
const turnPenalty = 0.002
const turnsTried = [0, -30, 30, -60, 60, -90, 90]

/** The first orbit: about the way that the visitor looks, but turned where the rooms fill the picture better. */
export function firstOrbit(points: readonly Point3[], aspect: number, headingDegrees: number): Orbit {
  // Upright pictures look more steeply: what is seen is higher then.
  const elevationDegrees = aspect >= 1 ? 52 : 64
  const tried = turnsTried.map((turn) => {
    const orbit = orbitAround(points, aspect, wrapDegrees(headingDegrees + turn), elevationDegrees)
    return { orbit, cost: orbit.distanceMetres * (1 + Math.abs(turn) * turnPenalty) }
  })
  return tried.reduce((best, each) => (each.cost < best.cost ? each : best)).orbit
}

export function limitsOf(points: readonly Point3[], orbit: Orbit): OrbitLimits {
  return {
    ...extentOf(points),
    nearestMetres: Math.max(2, orbit.distanceMetres * nearestShare),
    farthestMetres: orbit.distanceMetres * farthestShare,
  }
}

export function clampOrbit(orbit: Orbit, { nearestMetres, farthestMetres, low, high }: OrbitLimits): Orbit {
  const within = (axis: 0 | 1 | 2) => clamp(orbit.targetMetres[axis], low[axis], high[axis])
  return {
    targetMetres: [within(0), within(1), within(2)],
    headingDegrees: wrapDegrees(orbit.headingDegrees),
    elevationDegrees: clamp(orbit.elevationDegrees, lowestDegrees, highestDegrees),
    distanceMetres: clamp(orbit.distanceMetres, nearestMetres, farthestMetres),
  }
}

/** The target moved over the floor as a hand moves the picture, by pixels to the right and down. */
export function panned(orbit: Orbit, rightPx: number, downPx: number, longSidePx: number): Orbit {
  const metresPerPx = (2 * Math.tan(toRadians(orbitFovDegrees) / 2) * orbit.distanceMetres) / longSidePx
  const flat = directionOf({ yawDegrees: orbit.headingDegrees, pitchDegrees: 0 })
  const right: Direction = [-flat[2], 0, flat[0]]
  const steepness = Math.max(0.3, Math.sin(toRadians(orbit.elevationDegrees)))
  const shift = added(scaled(right, -rightPx * metresPerPx), scaled(flat, (downPx * metresPerPx) / steepness))
  return { ...orbit, targetMetres: added(orbit.targetMetres, shift) }
}

/** Where a point of the tour is seen from a standpoint: as angles there. */
export const sightOf = (from: Standpoint, point: Point3) => anglesOf(minus(point, from.positionMetres))

/**
 * Rooms from the farthest to the nearest: each may hide those before it. Two rooms are apart along one of their walls; the one on
 * the eye's side of it comes later.
 */
export function drawingOrder<Room extends { place: Place3d }>(rooms: readonly Room[], eye: Point3): Room[] {
  const solids = rooms.map((room) => solidOf(room, eye))
  const ordered: Room[] = []
  const left = new Set(solids.sort((a, b) => b.metres - a.metres))
  while (left.size > 0) {
    const waiting = [...left]
    // Rooms that overlap may hide each other in a ring; then the farthest begins.
    const next =
      waiting.find((solid) => waiting.every((other) => other === solid || !hides(solid, other, eye))) ?? waiting[0]
    if (!next) break
    ordered.push(next.room)
    left.delete(next)
  }
  return ordered
}

interface Solid<Room> {
  room: Room
  corners: Point3[]
  walls: { outwards: Direction; metres: number }[]
  /** From the eye to the middle. */
  metres: number
}

function solidOf<Room extends { place: Place3d }>(room: Room, eye: Point3): Solid<Room> {
  const { place } = room
  const corners = cornersOfRooms([place])
  const walls = roomFaces.map((face: RoomFace) => {
    const outwards = turned(faceNormal[face], place.box.yawDegrees + place.headingDegrees)
    return { outwards, metres: Math.max(...corners.map((corner) => dot(corner, outwards))) }
  })
  const middle = scaled(corners.reduce(added), 1 / corners.length)
  return { room, corners, walls, metres: Math.hypot(...minus(middle, eye)) }
}

/** Whether the first room stands before the second one, as far as the wall that parts them most can tell. */
function hides(near: Solid<unknown>, far: Solid<unknown>, eye: Point3): boolean {
  const ofNear = widestGap(near, far)
  const ofFar = widestGap(far, near)
  if (ofNear.gap >= ofFar.gap) return dot(eye, ofNear.wall.outwards) < ofNear.wall.metres
  return dot(eye, ofFar.wall.outwards) > ofFar.wall.metres
}

/** The wall of a room beyond which another room begins, and how far. */
function widestGap(of: Solid<unknown>, other: Solid<unknown>) {
  const gaps = of.walls.map((wall) => ({
    wall,
    gap: Math.min(...other.corners.map((corner) => dot(corner, wall.outwards))) - wall.metres,
  }))
  return gaps.reduce((best, each) => (each.gap > best.gap ? each : best))
}

function extentOf(points: readonly Point3[]): { low: Point3; high: Point3 } {
  const of = (axis: 0 | 1 | 2) => points.map((point) => point[axis])
  const ends = (pick: (...values: number[]) => number): Point3 => [pick(...of(0)), pick(...of(1)), pick(...of(2))]
  return { low: ends(Math.min), high: ends(Math.max) }
}

/** The standpoint a part of the way from one to another. */
export const flown = (from: Standpoint, to: Standpoint, share: number): Standpoint => ({
  positionMetres: added(from.positionMetres, scaled(minus(to.positionMetres, from.positionMetres), share)),
  view: between(from.view, to.view, share),
})

/** Which room a look from outside meets first. */
export function roomSeen<Room extends { place: Place3d }>(
  rooms: readonly Room[],
  from: Standpoint,
  sight: Angles,
): Room | undefined {
  const end = added(from.positionMetres, directionOf(sight))
  const met = rooms.flatMap((room) => {
    const part = shareInside(room.place, from.positionMetres, end)
    return part && part.leaves > 0 ? [{ room, enters: part.enters }] : []
  })
  return met.sort((a, b) => a.enters - b.enters)[0]?.room
}
