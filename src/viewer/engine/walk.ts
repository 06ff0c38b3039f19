// The walk from one capture to another: where the eye is at a moment, how both rooms are seen from there, and how much of the next one
// shows. Between rooms the next one shows through a doorway where the way meets the wall, so that no wall turns into glass. Pure; loaded
// with the first walk.
import { type Angles, anglesOf, clamp, type Direction, keepHeading } from '#tour/angles.ts'
import { canWalk, metresBetween, type Place3d, shareInside, sillOfLink, toScene } from '#tour/places.ts'
import { added, dot, faceAlong, faceNormal, minus, type Point3, scaled, turned } from '#tour/space.ts'
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
function pathThroughLink(from: Place3d, to: Place3d, link: Angles): Path | undefined {
  const door = sillOfLink(from, to, link)
  if (!door) return undefined
  const { point, outwards, metresBefore, metresBehind } = door
  const start = from.positionMetres
  const end = to.positionMetres
  const metres = metresBefore + metresBehind
  const share = metresBefore / metres
  // As much of both parts as stays between the sill and the camera.
  const depths = [dot(minus(point, start), outwards) / metresBefore, dot(minus(end, point), outwards) / metresBehind]
  const reach = Math.min(0.5, ...depths)
  const before = added(point, scaled(outwards, -reach * metresBefore))
  const behind = added(point, scaled(outwards, reach * metresBehind))
  return {
    metres,
    eyeAt: (at) =>
      at < share ? bend(start, before, point, at / share) : bend(point, behind, end, (at - share) / (1 - share)),
    door: { share, middle: doorMiddle(from, to, point, share), outwards },
  }
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
  const middle = doorMiddle(from, to, mixed(start, to.positionMetres, share), share)
  return { share, middle, outwards: isFirst ? normal : scaled(normal, -1) }
}

/** Above the floor, which may climb on the way. */
function doorMiddle(from: Place3d, to: Place3d, [x, y, z]: Point3, share: number): Point3 {
  const floor = y - (from.box.downMetres * (1 - share) + to.box.downMetres * share)
  return [x, floor + doorMiddleMetres, z]
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
