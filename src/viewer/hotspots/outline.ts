// Lines and areas on the sphere as the picture shows them: edges along great circles, cut off before they get behind the eye. Pure.
import { type Angles, type Direction, directionOf } from '#tour/angles.ts'
import { type Camera, cameraAxes, lensOf, type Point } from '#tour/projection.ts'

/** Longer pieces than this would not follow the bent lines of wide pictures. */
const pieceDegrees = 5
/** How near the border of what the lens can see a line is cut; far outside of every picture. */
const nearest = 0.05

/** Directions along the great circles between the corners, the corners among them. */
export function alongGreatCircles(corners: readonly Angles[], isClosed: boolean): Direction[] {
  const directions = corners.map(directionOf)
  const first = directions[0]
  if (!first) return []
  const ends = isClosed ? [...directions, first] : directions
  const along = ends.slice(1).flatMap((to, index) => arc(ends[index] ?? to, to))
  return isClosed ? along : [...along, ends.at(-1) ?? first]
}

/** From one direction (included) to another (excluded). */
function arc(from: Direction, to: Direction): Direction[] {
  const cos = from[0] * to[0] + from[1] * to[1] + from[2] * to[2]
  const angle = Math.acos(Math.min(1, Math.max(-1, cos)))
  const pieces = Math.max(1, Math.ceil(angle / ((pieceDegrees * Math.PI) / 180)))
  const sin = Math.sin(angle)
  // Opposite directions have no one great circle between them.
  if (pieces === 1 || sin < 1e-9) return [from]
  return Array.from({ length: pieces }, (_, index) => {
    const share = index / pieces
    return mix(from, Math.sin((1 - share) * angle) / sin, to, Math.sin(share * angle) / sin)
  })
}

/** A point before the eye: the lens draws x / w and y / w. */
interface Seen {
  x: number
  y: number
  z: number
  w: number
}

/** Draws directions as the camera shows them now; made once per frame. */
export class Eye {
  readonly #axes: ReturnType<typeof cameraAxes>
  readonly #lens: ReturnType<typeof lensOf>
  readonly #camera: Camera

  constructor(camera: Camera) {
    this.#camera = camera
    this.#axes = cameraAxes(camera.view)
    this.#lens = lensOf(camera)
  }

  /** Where a direction is drawn; undefined beyond what the lens can see. */
  point(direction: Direction): Point | undefined {
    const seen = this.#see(direction)
    return seen.w >= nearest ? this.#draw(seen) : undefined
  }

  /** The part of a closed outline that the lens can see; empty where there is none. */
  area(outline: readonly Direction[]): Point[] {
    const seen = outline.map((direction) => this.#see(direction))
    const points: Point[] = []
    for (const [index, here] of seen.entries()) {
      const next = seen[(index + 1) % seen.length] ?? here
      if (here.w >= nearest) points.push(this.#draw(here))
      if (here.w >= nearest !== next.w >= nearest) points.push(this.#draw(this.#border(here, next)))
    }
    return points
  }

  /** The parts of a line that the lens can see. */
  line(along: readonly Direction[]): Point[][] {
    const seen = along.map((direction) => this.#see(direction))
    const parts: Point[][] = []
    let part: Point[] = []
    for (const [index, here] of seen.entries()) {
      const next = seen[index + 1]
      if (here.w >= nearest) part.push(this.#draw(here))
      if (next && here.w >= nearest !== next.w >= nearest) part.push(this.#draw(this.#border(here, next)))
      if (part.length > 1 && (!next || next.w < nearest)) {
        parts.push(part)
        part = []
      }
    }
    return parts
  }

  #see([x, y, z]: Direction): Seen {
    const { right, up, forward } = this.#axes
    return this.#behindLens(
      x * right[0] + y * right[1] + z * right[2],
      x * up[0] + y * up[1] + z * up[2],
      x * forward[0] + y * forward[1] + z * forward[2],
    )
  }

  #behindLens(x: number, y: number, z: number): Seen {
    const { bend, round } = this.#lens
    return { x, y, z, w: (bend * Math.hypot(x, round * y, z) + z) / (1 + bend) }
  }

  /** Between a point that is seen and one that isn't. The pieces are short: w grows almost evenly along them. */
  #border(a: Seen, b: Seen): Seen {
    const share = (nearest - a.w) / (b.w - a.w)
    const at = (from: number, to: number) => from + (to - from) * share
    const border = this.#behindLens(at(a.x, b.x), at(a.y, b.y), at(a.z, b.z))
    return { ...border, w: Math.max(border.w, nearest / 2) }
  }

  #draw({ x, y, w }: Seen): Point {
    const { widthPx, heightPx } = this.#camera
    const { focalPx } = this.#lens
    return { x: widthPx / 2 + (x / w) * focalPx, y: heightPx / 2 - (y / w) * focalPx }
  }
}

const mix = (a: Direction, shareA: number, b: Direction, shareB: number): Direction => [
  a[0] * shareA + b[0] * shareB,
  a[1] * shareA + b[1] * shareB,
  a[2] * shareA + b[2] * shareB,
]

/** For the `d` of an SVG path; hundredths of a pixel are enough. */
export const pathOf = (points: readonly Point[]) =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('')

/** Does any of it lie in the picture? Counts with the box around it. */
export function meetsPicture(points: readonly Point[], { widthPx, heightPx }: Camera): boolean {
  if (points.length === 0) return false
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  return Math.min(...xs) < widthPx && Math.max(...xs) > 0 && Math.min(...ys) < heightPx && Math.max(...ys) > 0
}
