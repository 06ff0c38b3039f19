// Where scenes stand in the tour and how their rooms lie to each other: for walking, for the dollhouse and for plans drawn from room
// boxes. Pure and free of schemas, because the viewer ships it. Tour frame: metres, +x east, +y up, −z north.
import { type Angles, type Direction, directionOf, wrapDegrees } from './angles.ts'
import { type Place3d, type Placed, placeOf } from './place.ts'
import type { RoomBox } from './room-box.ts'
import {
  added,
  cornersOf,
  distanceKey,
  dot,
  faceAlong,
  faceNormal,
  floorPointAlong,
  lengthOf,
  minus,
  type Point3,
  rightAngledTurn,
  roomFaces,
  scaled,
  turned,
} from './space.ts'

export { type Place3d, placeOf } from './place.ts'

type Standing = Pick<Place3d, 'positionMetres' | 'headingDegrees'>

/** A point of the scene in the tour frame. */
export const toTour = (place: Standing, point: Point3): Point3 =>
  added(turned(point, place.headingDegrees), place.positionMetres)

/** A point of the tour in the scene's frame. */
export const toScene = (place: Standing, point: Point3): Point3 =>
  turned(minus(point, place.positionMetres), -place.headingDegrees)

/** The part of a straight way that lies in a room: shares of the way, 0…1 between its ends; undefined when it misses the room. */
export function shareInside(place: Place3d, from: Point3, to: Point3): { enters: number; leaves: number } | undefined {
  const start = turned(toScene(place, from), -place.box.yawDegrees)
  const way = minus(turned(toScene(place, to), -place.box.yawDegrees), start)
  const { leftMetres, rightMetres, downMetres, upMetres, frontMetres, backMetres } = place.box
  const low = [-leftMetres, -downMetres, -frontMetres] as const
  const high = [rightMetres, upMetres, backMetres] as const
  let enters = Number.NEGATIVE_INFINITY
  let leaves = Number.POSITIVE_INFINITY
  for (const axis of [0, 1, 2] as const) {
    if (Math.abs(way[axis]) < 1e-9) {
      if (start[axis] < low[axis] || start[axis] > high[axis]) return undefined
      continue
    }
    const first = (low[axis] - start[axis]) / way[axis]
    const second = (high[axis] - start[axis]) / way[axis]
    enters = Math.max(enters, Math.min(first, second))
    leaves = Math.min(leaves, Math.max(first, second))
  }
  return leaves > enters ? { enters, leaves } : undefined
}

const shortestWalkMetres = 0.2
const longestWalkMetres = 15
/** Stairs and thresholds, not storeys. */
const steepestShare = 0.6
/** Between the boxes: the thickness of a wall with its door frame. */
const widestGapMetres = 0.9

/** Whether one can be shown walking from one place to the other: near enough, and through rooms that meet. */
export function canWalk(from: Place3d, to: Place3d): boolean {
  const [x, y, z] = minus(to.positionMetres, from.positionMetres)
  const metres = Math.hypot(x, z)
  if (metres < shortestWalkMetres || metres > longestWalkMetres || Math.abs(y) > metres * steepestShare) return false
  const leaves = shareInside(from, from.positionMetres, to.positionMetres)?.leaves ?? 0
  const enters = shareInside(to, from.positionMetres, to.positionMetres)?.enters ?? 1
  return (enters - leaves) * metres <= widestGapMetres
}

/** A link that leads farther around points at something else. */
const longestDetour = 1.8

/** Where a way crosses a wall; lengths are those of its two parts. */
export interface Sill {
  /** At the height of the eye. */
  point: Point3
  /** Level, out of the first room. */
  outwards: Direction
  metresBefore: number
  metresBehind: number
}

/** The door at which a link points: where its direction meets a wall and the next room lies behind that. */
export function sillOfLink(from: Place3d, to: Place3d, { yawDegrees }: Angles): Sill | undefined {
  const start = from.positionMetres
  const end = to.positionMetres
  const { face, metres: metresBefore } = faceAlong(from.box, { yawDegrees, pitchDegrees: 0 })
  const outwards = turned(faceNormal[face], from.box.yawDegrees + from.headingDegrees)
  const ahead = directionOf({ yawDegrees: yawDegrees + from.headingDegrees, pitchDegrees: 0 })
  const level = added(start, scaled(ahead, metresBefore))
  const metresBehind = Math.hypot(end[0] - level[0], end[2] - level[2])
  const metres = metresBefore + metresBehind
  const climb = end[1] - start[1]
  const point: Point3 = [level[0], start[1] + climb * (metresBefore / metres), level[2]]
  const enters = shareInside(to, point, end)?.enters ?? 1
  const isBehind = dot(minus(end, point), outwards) > 0 && enters * metresBehind <= widestGapMetres
  const isFar = metres > Math.min(longestWalkMetres, metresBetween(from, to) * longestDetour)
  return isBehind && !isFar && Math.abs(climb) <= metres * steepestShare
    ? { point, outwards, metresBefore, metresBehind }
    : undefined
}

/** The walk between two scenes, where there is one: straight, or through the door at which the link points. */
export function walkBetween(
  from: Partial<Placed>,
  to: Partial<Placed>,
  link?: Angles,
): { from: Place3d; to: Place3d } | undefined {
  const start = placeOf(from)
  const end = placeOf(to)
  if (!start || !end) return undefined
  return canWalk(start, end) || (link && sillOfLink(start, end, link)) ? { from: start, to: end } : undefined
}

/** A point of a plan: metres to the east and to the south (−north). */
export interface PlanPoint {
  x: number
  z: number
}

/** The room's floor in the tour frame: front left, front right, back right, back left of its box. */
export const footprintOf = (place: Place3d): PlanPoint[] =>
  cornersOf(place.box, 'down').map((corner) => {
    const [x, , z] = toTour(place, corner)
    return { x, z }
  })

/** Height of the room's floor in the tour frame. */
export const floorOf = (place: Place3d) => place.positionMetres[1] - place.box.downMetres

/**
 * The box of a rectangular room that is known in the tour frame: its floor's corners in order, its floor and its ceiling. The box is
 * turned as the room is, its front the wall that yaw 0 looks at most directly.
 */
export function boxOfRoom(
  standing: Standing,
  room: { corners: readonly PlanPoint[]; floorMetres: number; ceilingMetres: number },
): RoomBox {
  const corners = room.corners.map(({ x, z }) => toScene(standing, [x, standing.positionMetres[1], z]))
  const yawDegrees = rightAngledTurn(corners)
  const across = corners.map((corner) => turned(corner, -yawDegrees))
  const x = across.map((corner) => corner[0])
  const z = across.map((corner) => corner[2])
  return {
    yawDegrees,
    frontMetres: -Math.min(...z),
    backMetres: Math.max(...z),
    leftMetres: -Math.min(...x),
    rightMetres: Math.max(...x),
    upMetres: room.ceilingMetres - standing.positionMetres[1],
    downMetres: standing.positionMetres[1] - room.floorMetres,
  }
}

/** Where a scene stands to which a link on this scene's floor points; undefined when the link points at no floor. */
export function positionOnFloor(
  from: Place3d,
  angles: { yawDegrees: number; pitchDegrees: number },
  cameraHeightMetres: number,
): Point3 | undefined {
  const point = floorPointAlong(from.box.downMetres, angles)
  return point && added(toTour(from, point), [0, cameraHeightMetres, 0])
}

/** The same room as seen from another capture in it: what "copy from another scene" needs. */
export function boxSeenFrom(place: Place3d, other: Standing): RoomBox {
  const shift = turned(toScene(place, other.positionMetres), -place.box.yawDegrees)
  const yawDegrees = wrapDegrees(place.box.yawDegrees + place.headingDegrees - other.headingDegrees)
  const box = { ...place.box, yawDegrees }
  for (const face of roomFaces) box[distanceKey[face]] -= along[face](shift)
  return box
}

const along: Record<(typeof roomFaces)[number], (shift: Direction) => number> = {
  front: ([, , z]) => -z,
  back: ([, , z]) => z,
  left: ([x]) => -x,
  right: ([x]) => x,
  up: ([, y]) => y,
  down: ([, y]) => -y,
}

/** Boxes that were drawn by hand around one room differ by so much. */
const sameRoomMetres = 0.4

/** Whether two captures stand in one room: their boxes are the same, as well as people draw them. */
export function isSameRoom(a: Place3d, b: Place3d): boolean {
  const corners = footprintOf(b)
  return (
    Math.abs(floorOf(a) - floorOf(b)) < sameRoomMetres &&
    footprintOf(a).every(({ x, z }) =>
      corners.some((corner) => Math.hypot(corner.x - x, corner.z - z) < sameRoomMetres),
    )
  )
}

/** Floors that differ by less belong to one storey. */
const storeyMetres = 1.6

export interface Storey<Scene> {
  /** The tour's own level, where the scenes name one. */
  levelId: string | undefined
  floorMetres: number
  scenes: Scene[]
}

/** Scenes by storey, lowest first: by the level that they name, else by the height of their floors. */
export function storeysOf<Scene extends { levelId?: string }>(
  scenes: readonly Scene[],
  placeOfScene: (scene: Scene) => Place3d | undefined,
): Storey<Scene>[] {
  const storeys: Storey<Scene>[] = []
  const placed = scenes.flatMap((scene) => {
    const place = placeOfScene(scene)
    return place ? [{ scene, floorMetres: floorOf(place) }] : []
  })
  for (const { scene, floorMetres } of placed.sort((a, b) => a.floorMetres - b.floorMetres)) {
    const storey = storeys.find(
      ({ levelId, floorMetres: height }) =>
        levelId === scene.levelId && (levelId !== undefined || Math.abs(height - floorMetres) < storeyMetres),
    )
    if (storey) storey.scenes.push(scene)
    else storeys.push({ levelId: scene.levelId, floorMetres, scenes: [scene] })
  }
  return storeys
}

/** How far apart two places are. */
export const metresBetween = (a: Standing, b: Standing) => lengthOf(minus(a.positionMetres, b.positionMetres))
