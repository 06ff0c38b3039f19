// Lines on the sphere as lines on the screen: edges are great circles, so they are walked in small steps; what lies behind the camera is
// cut off where it leaves the picture's half of the world. Pure: how a direction becomes a point is handed in.
import { type Angles, angleBetween, anglesOf, directionOf } from '#tour/angles.ts'
import type { Sight } from '#tour/hotspots.ts'
import type { Point } from '#tour/projection.ts'
import { added, scaled } from '#tour/space.ts'

export type Project = (yawDegrees: number, pitchDegrees: number) => Point | undefined

const stepDegrees = 2
const bisections = 16
/** Farther out nothing is seen; larger numbers would be drawn with gaps. */
const farPx = 50_000

/** The points of a line through these directions; of an area when `closed`. Empty when nothing of it is before the camera. */
export function outlineOf(sights: readonly Sight[], closed: boolean, project: Project): Point[] {
  const steps = edgesOf(sights, closed).flatMap(([from, to]) => subdivided(from, to))
  const last = sights.at(-1)
  if (!closed && last) steps.push(last)
  const points: Point[] = []
  steps.forEach((sight, index) => {
    const next = steps[index + 1] ?? (closed ? steps[0] : undefined)
    const point = project(sight.yawDegrees, sight.pitchDegrees)
    if (point) points.push(near(point))
    if (!next) return
    const isNextSeen = project(next.yawDegrees, next.pitchDegrees) !== undefined
    if ((point !== undefined) !== isNextSeen)
      points.push(...border(point ? sight : next, point ? next : sight, project))
  })
  return points
}

function edgesOf(sights: readonly Sight[], closed: boolean): [Sight, Sight][] {
  const ends = closed ? [...sights.slice(1), ...sights.slice(0, 1)] : sights.slice(1)
  return ends.flatMap((to, index) => {
    const from = sights[index]
    return from ? [[from, to] as [Sight, Sight]] : []
  })
}

/** The beginning of an edge and the steps on its way, without its end. */
function subdivided(from: Sight, to: Sight): Angles[] {
  const count = Math.max(1, Math.ceil(angleBetween(from, to) / stepDegrees))
  const [a, b] = [directionOf(from), directionOf(to)]
  // Evenly along the chord is even enough: steps are small where edges are.
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? from : anglesOf(added(scaled(a, 1 - index / count), scaled(b, index / count))),
  )
}

/** Where the line between a seen and an unseen direction leaves the picture's half of the world. */
function border(seen: Angles, unseen: Angles, project: Project): Point[] {
  let [inside, outside] = [directionOf(seen), directionOf(unseen)]
  for (let turn = 0; turn < bisections; turn++) {
    const middle = scaled(added(inside, outside), 0.5)
    const { yawDegrees, pitchDegrees } = anglesOf(middle)
    if (project(yawDegrees, pitchDegrees)) inside = middle
    else outside = middle
  }
  const { yawDegrees, pitchDegrees } = anglesOf(inside)
  const point = project(yawDegrees, pitchDegrees)
  return point ? [near(point)] : []
}

/** Drawn no farther out than makes sense, in the same direction. */
function near({ x, y }: Point): Point {
  const reach = Math.max(Math.abs(x), Math.abs(y))
  return reach > farPx ? { x: (x * farPx) / reach, y: (y * farPx) / reach } : { x, y }
}

/** What an SVG path wants to hear. */
export const pathOf = (points: readonly Point[], closed: boolean) =>
  points.length < 2 ? '' : `M${points.map(({ x, y }) => `${tenth(x)} ${tenth(y)}`).join('L')}${closed ? 'Z' : ''}`

const tenth = (px: number) => Math.round(px * 10) / 10
