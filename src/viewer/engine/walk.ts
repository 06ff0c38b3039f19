// The walk from one capture to another: where the eye is at a moment, how both rooms are seen from there, and how much of the next one
// shows. Between rooms the next one shows through a doorway where the way meets the wall, so that no wall turns into glass. Pure; loaded
// with the first walk.
import { type Angles, anglesOf, clamp, type Direction, directionOf, keepHeading } from '#tour/angles.ts'
import { canWalk, metresBetween, type Place3d, shareInside, toScene } from '#tour/places.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { added, dot, faceAlong, faceNormal, lengthOf, minus, type Point3, scaled, turned } from '#tour/space.ts'
import { between, smooth } from './motion.ts'
import type { Way } from './scene-change.ts'
import type { Doorway } from './shot.ts'

/** Doors are about so wide and so high. */
const doorHalfWidthMetres = 0.5
const doorHalfHeightMetres = 1
/** Its soft lower edge keeps off the floor, which both rooms share. */
const doorMiddleMetres = 1.1

/**
 * Undefined where one can't walk. `link` is the direction in which the first scene points to the second: where that goes through a wall
 * into the second room, there is the door; else the way is straight.
 */
export function walkWay(from: Place3d, to: Place3d, link?: Angles): Way | undefined {
  const path = (link && pathThroughLink(from, to, link)) ?? straightPath(from, to)
  if (!path) return undefined
  return {
    durationMs: clamp(550 + 160 * path.metres, 700, 1300),
    at(time, start, end) {
      const share = smooth(clamp(time, 0, 1))
      const eye = path.eyeAt(share)
      const turn = (yawDegrees: number) => keepHeading(yawDegrees, from.headingDegrees, to.headingDegrees)
      const view = between({ ...start, yawDegrees: turn(start.yawDegrees) }, end, share)
      const yawDegrees = keepHeading(view.yawDegrees, to.headingDegrees, from.headingDegrees)
      return {
        leaving: { view: { ...view, yawDegrees }, place: { box: from.box, eye: toScene(from, eye) } },
        arriving: { view, place: { box: to.box, eye: toScene(to, eye) } },
        ...(path.door ? throughDoor(path.door, to, eye, share) : { opacity: share }),
      }
    },
  }
}

/** A link that leads farther around points at something else. */
const longestDetour = 1.8

interface Path {
  metres: number
  eyeAt(share: number): Point3
  /** Between rooms. */
  door?: Door
}

function straightPath(from: Place3d, to: Place3d): Path | undefined {
  if (!canWalk(from, to)) return undefined
  return {
    metres: metresBetween(from, to),
    eyeAt: (share) => mixed(from.positionMetres, to.positionMetres, share),
    door: doorBetween(from, to),
  }
}

/** A bend through the door: straight across its sill, and without a jerk. */
function pathThroughLink(from: Place3d, to: Place3d, { yawDegrees }: Angles): Path | undefined {
  const { face, metres } = faceAlong(from.box, { yawDegrees, pitchDegrees: 0 })
  const outwards = turned(faceNormal[face], from.box.yawDegrees + from.headingDegrees)
  const ahead = directionOf({ yawDegrees: yawDegrees + from.headingDegrees, pitchDegrees: 0 })
  const start = from.positionMetres
  const end = to.positionMetres
  const level = added(start, scaled(ahead, metres))
  const rest = lengthOf(minus(end, level))
  if (metres + rest > metresBetween(from, to) * longestDetour) return undefined
  const share = metres / (metres + rest)
  const sill: Point3 = [level[0], start[1] + (end[1] - start[1]) * share, level[2]]
  const before = dot(minus(sill, start), outwards)
  const behind = dot(minus(end, sill), outwards)
  if (behind <= 0 || !canWalk({ ...from, positionMetres: sill, box: thin }, to)) return undefined
  // As much of both parts as stays between the sill and the camera.
  const reach = Math.min(0.5, before / metres, behind / rest)
  const [towards, beyond] = [
    added(sill, scaled(outwards, -reach * metres)),
    added(sill, scaled(outwards, reach * rest)),
  ]
  const floor = sill[1] - (from.box.downMetres * (1 - share) + to.box.downMetres * share)
  return {
    metres: metres + rest,
    eyeAt: (at) =>
      at < share ? bend(start, towards, sill, at / share) : bend(sill, beyond, end, (at - share) / (1 - share)),
    door: { share, middle: [sill[0], floor + doorMiddleMetres, sill[2]], outwards },
  }
}

/** On a sill there is no room: the way must begin within the next one, or near it. */
const thin: RoomBox = {
  yawDegrees: 0,
  frontMetres: 0.05,
  backMetres: 0.05,
  leftMetres: 0.05,
  rightMetres: 0.05,
  upMetres: 0.05,
  downMetres: 0.05,
}

const mixed = (a: Point3, b: Point3, share: number): Point3 => added(a, scaled(minus(b, a), share))
const bend = (a: Point3, b: Point3, c: Point3, share: number) => mixed(mixed(a, b, share), mixed(b, c, share), share)

/** A doorway in the tour frame. */
interface Door {
  /** The part of the way that lies before it. */
  share: number
  middle: Point3
  /** Level, out of the first room. */
  outwards: Direction
}

/** Where the way meets the wall between two rooms; undefined inside one room, and where there are stairs. */
function doorBetween(from: Place3d, to: Place3d): Door | undefined {
  const start = from.positionMetres
  const way = minus(to.positionMetres, start)
  const leaves = shareInside(from, start, to.positionMetres)?.leaves ?? 1
  const enters = shareInside(to, start, to.positionMetres)?.enters ?? 0
  if (leaves >= 1 && enters <= 0) return undefined
  const isFirst = leaves < 1
  const share = isFirst && enters > 0 ? (leaves + enters) / 2 : isFirst ? leaves : enters
  const place = isFirst ? from : to
  const { face } = faceAlong(place.box, anglesOf(turned(isFirst ? way : scaled(way, -1), -place.headingDegrees)))
  if (face === 'up' || face === 'down') return undefined
  const normal = turned(faceNormal[face], place.box.yawDegrees + place.headingDegrees)
  const [x, y, z] = added(start, scaled(way, share))
  const floor = y - (from.box.downMetres * (1 - share) + to.box.downMetres * share)
  return { share, middle: [x, floor + doorMiddleMetres, z], outwards: isFirst ? normal : scaled(normal, -1) }
}

/** Before the door the next room shows in it, behind it the room before shows in it. */
function throughDoor(door: Door, to: Place3d, eye: Point3, share: number): { opacity: number; doorway: Doorway } {
  const isBefore = share < door.share
  const doorway = { outside: isBefore ? 0 : 1, plane: planeFrom(to, eye, door, isBefore ? 1 : -1) }
  const way = isBefore ? share / (door.share / 2) : (2 * share - 1 - door.share) / (1 - door.share)
  return { opacity: smooth(clamp(way, 0, 1)), doorway }
}

/** What `Doorway.plane` promises. Multiplied by the door's distance, so that nothing is divided by nought on its sill. */
function planeFrom(to: Place3d, eye: Point3, door: Door, side: 1 | -1): Float32Array {
  const inScene = (direction: Direction) => turned(direction, -to.headingDegrees)
  const ahead = inScene(scaled(door.outwards, side))
  const middle = inScene(minus(door.middle, eye))
  const right: Direction = [-ahead[2], 0, ahead[0]]
  const distance = Math.max(0, dot(middle, ahead))
  const axis = (along: Direction, half: number) =>
    scaled(minus(scaled(along, distance), scaled(ahead, dot(middle, along))), 1 / half)
  const rows = [axis(right, doorHalfWidthMetres), axis([0, 1, 0], doorHalfHeightMetres), ahead]
  return Float32Array.from([0, 1, 2].flatMap((column) => rows.map((row) => row[column] ?? 0)))
}
