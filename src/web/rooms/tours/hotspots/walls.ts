// Rectangles as they would hang on a wall: on the room box where the scene has one, else on an upright plane that faces the camera
// one metre away (near straight up or down: on a level one). Pure.
import { type Angles, anglesOf, type Direction, directionOf } from '#tour/angles.ts'
import type { Sight } from '#tour/hotspots.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { added, dot, faceAlong, minus, type Point3, pointAlong, type RoomFace, scaled, turned } from '#tour/space.ts'

/** A plane with a point on it, and what is right and up for somebody who looks at it. */
export interface Wall {
  point: Point3
  right: Direction
  up: Direction
}

export type Corners = [Sight, Sight, Sight, Sight]

/** Steeper than this one looks at a floor or a ceiling. */
const steepDegrees = 60

const outward: Record<RoomFace, Direction> = {
  front: [0, 0, -1],
  back: [0, 0, 1],
  left: [-1, 0, 0],
  right: [1, 0, 0],
  up: [0, 1, 0],
  down: [0, -1, 0],
}

/** The wall that is seen in a direction. */
export function wallAt(sight: Angles, box?: RoomBox): Wall {
  if (!box) return plainWallAt(sight)
  const { face } = faceAlong(box, sight)
  const point = pointAlong(box, sight)
  if (face === 'up' || face === 'down') {
    // What lies on the floor stands along the walls, upright for somebody who looks there from the camera.
    const quarter = Math.round((sight.yawDegrees - box.yawDegrees) / 90) * 90
    return levelWall(point, face === 'up', box.yawDegrees + quarter)
  }
  return uprightWall(point, turned(outward[face], box.yawDegrees))
}

function plainWallAt(sight: Angles): Wall {
  const direction = directionOf(sight)
  const { yawDegrees, pitchDegrees } = sight
  if (Math.abs(pitchDegrees) > steepDegrees)
    return levelWall(scaled(direction, 1 / Math.abs(direction[1])), pitchDegrees > 0, yawDegrees)
  const ahead = directionOf({ yawDegrees, pitchDegrees: 0 })
  return uprightWall(scaled(direction, 1 / dot(direction, ahead)), ahead)
}

const uprightWall = (point: Point3, ahead: Direction): Wall => ({
  point,
  right: [-ahead[2], 0, ahead[0]],
  up: [0, 1, 0],
})

function levelWall(point: Point3, isAbove: boolean, yawDegrees: number): Wall {
  const ahead = directionOf({ yawDegrees, pitchDegrees: 0 })
  return { point, right: [-ahead[2], 0, ahead[0]], up: isAbove ? scaled(ahead, -1) : ahead }
}

/** A rectangle around the wall's point: upper left, upper right, lower right, lower left. */
export function rectangleOn({ point, right, up }: Wall, width: number, height: number): Corners {
  const corner = (x: number, y: number) =>
    sightOf(added(point, added(scaled(right, (x * width) / 2), scaled(up, (y * height) / 2))))
  return [corner(-1, 1), corner(1, 1), corner(1, -1), corner(-1, -1)]
}

/** How far away the wall's point is: an angle seen there becomes a length with it. */
export const distanceTo = ({ point }: Wall) => Math.hypot(...point)

/** What hangs on the wall seen at `from`, hung in the same size where one looks at `to`; undefined where it does not lie on that wall. */
export function rehang(points: readonly Sight[], from: Angles, to: Angles, box?: RoomBox): Sight[] | undefined {
  const [here, there] = [wallAt(from, box), wallAt(to, box)]
  const away = cross(here.right, here.up)
  const hung = points.flatMap((sight) => {
    const direction = directionOf(sight)
    const towards = dot(direction, away)
    const distance = dot(here.point, away) / towards
    if (Math.abs(towards) < 1e-3 || distance <= 0) return []
    const offset = minus(scaled(direction, distance), here.point)
    const moved = added(scaled(there.right, dot(offset, here.right)), scaled(there.up, dot(offset, here.up)))
    return [sightOf(added(there.point, moved))]
  })
  return hung.length === points.length ? hung : undefined
}

const cross = (a: Direction, b: Direction): Direction => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** Whether four directions can be the corners of a flat picture seen from its front: they go round clockwise, and none of them bends in. */
export function isFlatPicture(corners: readonly Sight[]): boolean {
  const directions = corners.map(directionOf)
  return directions.every((corner, index) => {
    const [next, afterNext] = [directions[(index + 1) % 4], directions[(index + 2) % 4]]
    return next !== undefined && afterNext !== undefined && dot(cross(corner, next), afterNext) > 1e-5
  })
}

/** Thousandths of a degree are finer than any picture. */
export function sightOf(point: Point3): Sight {
  const { yawDegrees, pitchDegrees } = anglesOf(point)
  return { yawDegrees: thousandth(yawDegrees), pitchDegrees: thousandth(pitchDegrees) }
}

export const thousandth = (degrees: number) => Math.round(degrees * 1000) / 1000
