// From a room box to lines on the screen: edges and faces cut into short pieces, so that they bend as the projection does. Pure.
import { type Angles, anglesOf } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { added, cornersOf, type Point3, type RoomFace, scaled, turned } from '#tour/space.ts'

export type Project = (angles: Angles) => Point | undefined

const piecesPerEdge = 24
const piecesPerSide = 10
/** Pieces that reach so far outside lie beside or behind the camera. */
const farthestPx = 20_000

/** The straight line between two points of the scene, as the path of an SVG. */
export function linePath([from, to]: readonly [Point3, Point3], project: Project): string {
  let path = ''
  let isOpen = false
  for (let piece = 0; piece <= piecesPerEdge; piece++) {
    const point = onScreen(between(from, to, piece / piecesPerEdge), project)
    if (point) path += `${isOpen ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`
    isOpen = point !== undefined
  }
  return path
}

/** A face as a net of small pieces, those that are seen. */
export function facePath(box: RoomBox, face: RoomFace, project: Project): string {
  const [a, b, c, d] = cornersOf(box, face)
  if (!a || !b || !c || !d) return ''
  const net = Array.from({ length: piecesPerSide + 1 }, (_, row) =>
    Array.from({ length: piecesPerSide + 1 }, (_, column) => {
      const [across, down] = [column / piecesPerSide, row / piecesPerSide]
      return onScreen(between(between(a, b, across), between(d, c, across), down), project)
    }),
  )
  let path = ''
  for (let row = 0; row < piecesPerSide; row++) {
    for (let column = 0; column < piecesPerSide; column++) {
      const piece = [net[row]?.[column], net[row]?.[column + 1], net[row + 1]?.[column + 1], net[row + 1]?.[column]]
      const seen = piece.filter((point) => point !== undefined)
      if (seen.length === 4) path += `M${seen.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
    }
  }
  return path
}

const walls = ['front', 'right', 'back', 'left'] as const
type Wall = (typeof walls)[number]

/** The wall that one looks at most directly. */
export function wallAhead(box: RoomBox, yawDegrees: number): Wall {
  const quarter = Math.round((((yawDegrees - box.yawDegrees) % 360) + 360) / 90) % 4
  return walls[quarter] ?? 'front'
}

const outward: Record<Wall, (box: RoomBox) => Point3> = {
  front: (box) => [0, 0, -box.frontMetres],
  right: (box) => [box.rightMetres, 0, 0],
  back: (box) => [0, 0, box.backMetres],
  left: (box) => [-box.leftMetres, 0, 0],
}

/**
 * Where the handle of a face is: a wall has it where it meets the floor, the ceiling where it meets the wall ahead, the floor in
 * front of one's feet. These are the places that are compared with the picture.
 */
export function handleOf(box: RoomBox, face: RoomFace, ahead: Wall): Angles {
  const foot = outward[face === 'up' || face === 'down' ? ahead : face](box)
  const place: Record<RoomFace, Point3> = {
    front: lowered(foot, box),
    right: lowered(foot, box),
    back: lowered(foot, box),
    left: lowered(foot, box),
    up: added(foot, [0, box.upMetres, 0]),
    down: added(scaled(foot, 0.45), [0, -box.downMetres, 0]),
  }
  return anglesOf(turned(place[face], box.yawDegrees))
}

const lowered = (foot: Point3, box: RoomBox): Point3 => added(foot, [0, -box.downMetres, 0])

/** Where the box is turned: its upright edge nearest to the view, at the height of the eye. */
export function turnHandleOf(box: RoomBox, yawDegrees: number): Angles {
  const edges: Point3[] = [
    [box.rightMetres, 0, -box.frontMetres],
    [box.rightMetres, 0, box.backMetres],
    [-box.leftMetres, 0, box.backMetres],
    [-box.leftMetres, 0, -box.frontMetres],
  ]
  const yaws = edges.map((edge) => anglesOf(turned(edge, box.yawDegrees)).yawDegrees)
  const off = (yaw: number) => Math.abs(((((yaw - yawDegrees + 180) % 360) + 360) % 360) - 180)
  return { yawDegrees: yaws.reduce((best, yaw) => (off(yaw) < off(best) ? yaw : best)), pitchDegrees: 0 }
}

function onScreen(point: Point3, project: Project): Point | undefined {
  const seen = project(anglesOf(point))
  return seen && Math.abs(seen.x) < farthestPx && Math.abs(seen.y) < farthestPx ? seen : undefined
}

const between = (a: Point3, b: Point3, share: number): Point3 => added(scaled(a, 1 - share), scaled(b, share))
