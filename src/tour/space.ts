// What is measured inside a scene's room box: picked points, lengths, corners, and the box itself while it is being dragged. Pure and
// free of schemas, because the viewer ships it. Scene frame: metres, origin = the camera, yaw 0 = −z, +x right, +y up.
import {
  type Angles,
  anglesOf,
  clamp,
  type Direction,
  directionOf,
  toDegrees,
  toRadians,
  turnDegrees,
} from './angles.ts'
import type { RoomBox } from './room-box.ts'

/** A point or an offset, in metres. */
export type Point3 = Direction

export const roomFaces = ['front', 'back', 'left', 'right', 'up', 'down'] as const
export type RoomFace = (typeof roomFaces)[number]

/** The box's own axes: x right, y up, z towards the back; each face lies on one of them. */
export const faceNormal: Record<RoomFace, Direction> = {
  front: [0, 0, -1],
  back: [0, 0, 1],
  left: [-1, 0, 0],
  right: [1, 0, 0],
  up: [0, 1, 0],
  down: [0, -1, 0],
}

/** Corners seen from the camera: upper left, upper right, lower right, lower left; each named by the three faces that meet there. */
const faceCorners: Record<RoomFace, readonly (readonly [RoomFace, RoomFace, RoomFace])[]> = {
  front: around('front', 'left', 'up', 'right', 'down'),
  right: around('right', 'front', 'up', 'back', 'down'),
  back: around('back', 'right', 'up', 'left', 'down'),
  left: around('left', 'back', 'up', 'front', 'down'),
  up: around('up', 'left', 'back', 'right', 'front'),
  down: around('down', 'left', 'front', 'right', 'back'),
}

function around(face: RoomFace, left: RoomFace, top: RoomFace, right: RoomFace, bottom: RoomFace) {
  return [
    [face, left, top],
    [face, right, top],
    [face, right, bottom],
    [face, left, bottom],
  ] as const
}

export const distanceKey = {
  front: 'frontMetres',
  back: 'backMetres',
  left: 'leftMetres',
  right: 'rightMetres',
  up: 'upMetres',
  down: 'downMetres',
} as const satisfies Record<RoomFace, keyof RoomBox>

/** What the schema allows. */
const distanceRange = { min: 0.05, max: 500 }

export const dot = (a: Direction, b: Direction) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const minus = (a: Point3, b: Point3): Point3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const lengthOf = (a: Point3) => Math.hypot(a[0], a[1], a[2])

/** Turned to the right by so many degrees, seen from above. */
export function turned([x, y, z]: Point3, degrees: number): Point3 {
  const sin = Math.sin(toRadians(degrees))
  const cos = Math.cos(toRadians(degrees))
  return [x * cos - z * sin, y, x * sin + z * cos]
}

/** Width, depth and height of the room. */
export const sizeOf = (box: RoomBox) => ({
  widthMetres: box.leftMetres + box.rightMetres,
  depthMetres: box.frontMetres + box.backMetres,
  heightMetres: box.upMetres + box.downMetres,
})

/** The face that a direction meets first, and how far away. */
export function faceAlong(box: RoomBox, angles: Angles): { face: RoomFace; metres: number } {
  const direction = turned(directionOf(angles), -box.yawDegrees)
  let best: { face: RoomFace; metres: number } = { face: 'front', metres: Number.POSITIVE_INFINITY }
  for (const face of roomFaces) {
    const towards = dot(direction, faceNormal[face])
    const metres = towards > 1e-9 ? box[distanceKey[face]] / towards : Number.POSITIVE_INFINITY
    if (metres < best.metres) best = { face, metres }
  }
  return best
}

/** Metres from the camera to the box along a direction. */
export const distanceAlong = (box: RoomBox, angles: Angles) => faceAlong(box, angles).metres

/** The point of the box that lies in a direction. The way back is `anglesOf`. */
export const pointAlong = (box: RoomBox, angles: Angles): Point3 =>
  scaled(directionOf(angles), distanceAlong(box, angles))

/** Beyond this, a hair's breadth on the picture is a metre on the floor. */
const farthestFloorMetres = 60

/** The point of the floor in a direction, where only the height of the camera is known; undefined at and above the horizon. */
export function floorPointAlong(cameraHeightMetres: number, angles: Angles): Point3 | undefined {
  const direction = directionOf(angles)
  const metres = -cameraHeightMetres / direction[1]
  return metres > 0 && metres < farthestFloorMetres ? scaled(direction, metres) : undefined
}

/** What can be picked in a scene: its box, else the floor below its camera. */
export function pickPoint(scene: { roomBox?: RoomBox; cameraHeightMetres?: number }, angles: Angles) {
  if (scene.roomBox) return pointAlong(scene.roomBox, angles)
  return scene.cameraHeightMetres ? floorPointAlong(scene.cameraHeightMetres, angles) : undefined
}

/** A wall's place is known to about so much: it was drawn by hand over a picture. */
const boxErrorShare = 0.02
const boxErrorMetres = 0.03
const pointingErrorDegrees = 0.25

/**
 * The length between two picked directions, and how far it may be off: each face's distance and each direction is moved by its own
 * uncertainty, and what that does to the length is added up as independent errors are.
 */
export function lengthBetween(box: RoomBox, a: Angles, b: Angles): { lengthMetres: number; errorMetres: number } {
  const length = (inBox: RoomBox, from: Angles, to: Angles) =>
    lengthOf(minus(pointAlong(inBox, from), pointAlong(inBox, to)))
  const lengthMetres = length(box, a, b)
  const turns = [
    { yawDegrees: pointingErrorDegrees, pitchDegrees: 0 },
    { yawDegrees: 0, pitchDegrees: pointingErrorDegrees },
  ]
  const off = (angles: Angles, by: Angles): Angles => ({
    yawDegrees: angles.yawDegrees + by.yawDegrees / Math.max(0.1, Math.cos(toRadians(angles.pitchDegrees))),
    pitchDegrees: angles.pitchDegrees + by.pitchDegrees,
  })
  const errors = [
    // Both ways, because a corner stays in sight of its other walls when one of them is moved away.
    ...roomFaces.map((face) => {
      const metres = box[distanceKey[face]]
      const shift = Math.max(boxErrorMetres, metres * boxErrorShare)
      const at = (distance: number) => Math.abs(length(withDistance(box, face, distance), a, b) - lengthMetres)
      return Math.max(at(metres + shift), at(metres - shift))
    }),
    ...turns.flatMap((by) => [length(box, off(a, by), b) - lengthMetres, length(box, a, off(b, by)) - lengthMetres]),
  ]
  return { lengthMetres, errorMetres: Math.hypot(...errors) }
}

/** The four corners of each face: upper left, upper right, lower right, lower left as the camera sees it (up: front below). */
export const cornersOf = (box: RoomBox, face: RoomFace): Point3[] =>
  faceCorners[face].map((meeting) => meetingPoint(box, meeting))

/** The twelve edges, each by its two ends. */
export function edgesOf(box: RoomBox): { faces: readonly [RoomFace, RoomFace]; ends: readonly [Point3, Point3] }[] {
  const walls = ['front', 'right', 'back', 'left'] as const
  return walls.flatMap((wall, index) => {
    const next = walls[(index + 1) % walls.length] ?? wall
    const [upperLeft, upperRight, lowerRight, lowerLeft] = cornersOf(box, wall)
    if (!upperLeft || !upperRight || !lowerRight || !lowerLeft) return []
    return [
      { faces: [wall, 'up'] as const, ends: [upperLeft, upperRight] as const },
      { faces: [wall, 'down'] as const, ends: [lowerLeft, lowerRight] as const },
      { faces: [wall, next] as const, ends: [upperRight, lowerRight] as const },
    ]
  })
}

/** The box with its `face` moved so that it meets `on`, one of its neighbours, where that is seen in this direction. */
export function faceThrough(box: RoomBox, face: RoomFace, on: RoomFace, angles: Angles): RoomBox {
  const direction = turned(directionOf(angles), -box.yawDegrees)
  const towards = dot(direction, faceNormal[on])
  // At its own horizon a plane is seen at any distance: the face goes as far as it may.
  const metres = towards > 1e-6 ? box[distanceKey[on]] / towards : distanceRange.max * 1e3
  return withDistance(box, face, metres * dot(direction, faceNormal[face]))
}

/**
 * The box with a face dragged: what was grabbed in direction `from` is now in direction `to`. The face's edge that is nearest to the
 * grabbed point follows the hand along the neighbour on which it lies.
 */
export function dragFace(box: RoomBox, face: RoomFace, from: Angles, to: Angles): RoomBox {
  const edge = nearestEdge(box, face, from)
  const moved = {
    yawDegrees: edge.angles.yawDegrees + turnDegrees(from.yawDegrees, to.yawDegrees),
    pitchDegrees: clamp(edge.angles.pitchDegrees + to.pitchDegrees - from.pitchDegrees, -90, 90),
  }
  return faceThrough(box, face, edge.on, moved)
}

function nearestEdge(box: RoomBox, face: RoomFace, angles: Angles): { on: RoomFace; angles: Angles } {
  const direction = turned(directionOf(angles), -box.yawDegrees)
  const towards = Math.max(1e-6, dot(direction, faceNormal[face]))
  const grabbed = scaled(direction, box[distanceKey[face]] / towards)
  const edges = roomFaces
    .filter((on) => dot(faceNormal[on], faceNormal[face]) === 0)
    .map((on) => {
      const shift = box[distanceKey[on]] - dot(grabbed, faceNormal[on])
      const onEdge = added(grabbed, scaled(faceNormal[on], shift))
      return { on, metres: Math.abs(shift), angles: anglesOf(turned(onEdge, box.yawDegrees)) }
    })
  return edges.reduce((best, edge) => (edge.metres < best.metres ? edge : best))
}

/** The box with one face at another distance, within what is allowed. */
export const withDistance = (box: RoomBox, face: RoomFace, metres: number): RoomBox => ({
  ...box,
  [distanceKey[face]]: clamp(metres, distanceRange.min, distanceRange.max),
})

/**
 * The box of a room whose floor corners are seen in these directions, in order around the room; three or more. Its turn is the one
 * that the sides agree on best, each side lies in the middle of its two corners. Of three, the fourth lies across from the second.
 */
export function boxFromFloorCorners(
  cameraHeightMetres: number,
  upMetres: number,
  corners: Angles[],
): RoomBox | undefined {
  const seen = corners
    .map((angles) => floorPointAlong(cameraHeightMetres, angles))
    .filter((point) => point !== undefined)
  const [first, second, third, fourth] = seen
  if (!first || !second || !third || seen.length < corners.length) return undefined
  const points = fourth ? seen : [...seen, added(minus(third, second), first)]
  const yawDegrees = rightAngledTurn(points)
  const across = points.map((point) => turned(point, -yawDegrees))
  const extent = (axis: 0 | 2, sign: 1 | -1) => {
    const reach = across.map((point) => point[axis] * sign).sort((a, b) => b - a)
    return clamp(((reach[0] ?? 0) + (reach[1] ?? 0)) / 2, distanceRange.min, distanceRange.max)
  }
  return {
    yawDegrees,
    frontMetres: extent(2, -1),
    backMetres: extent(2, 1),
    leftMetres: extent(0, -1),
    rightMetres: extent(0, 1),
    upMetres,
    downMetres: cameraHeightMetres,
  }
}

/** The turn, −45…45°, of a rectangle whose sides run between these points: angles of sides are equal modulo 90°. */
export function rightAngledTurn(points: readonly Point3[]): number {
  let sin = 0
  let cos = 0
  points.forEach((point, index) => {
    const [x, , z] = minus(point, points.at(index - 1) ?? point)
    const angle = 4 * Math.atan2(z, x)
    sin += Math.hypot(x, z) * Math.sin(angle)
    cos += Math.hypot(x, z) * Math.cos(angle)
  })
  return toDegrees(Math.atan2(sin, cos) / 4)
}

function meetingPoint(box: RoomBox, meeting: readonly RoomFace[]): Point3 {
  const inBox = meeting.map((face) => scaled(faceNormal[face], box[distanceKey[face]])).reduce(added)
  return turned(inBox, box.yawDegrees)
}

export const scaled = ([x, y, z]: Direction, by: number): Point3 => [x * by, y * by, z * by]
export const added = (a: Point3, b: Point3): Point3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
