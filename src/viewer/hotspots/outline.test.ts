import { expect, it } from 'vitest'
import { angleBetween, anglesOf } from '#tour/angles.ts'
import { type Camera, type Point, project } from '#tour/projection.ts'
import { alongGreatCircles, Eye, meetsPicture, pathOf } from './outline.ts'

const at = (yawDegrees: number, pitchDegrees: number) => ({ yawDegrees, pitchDegrees })
const camera = (yawDegrees: number, pitchDegrees = 0, fovDegrees = 90): Camera => ({
  view: { yawDegrees, pitchDegrees, fovDegrees },
  widthPx: 1000,
  heightPx: 600,
})
const window = [at(-20, 20), at(20, 20), at(20, -20), at(-20, -20)]

it('follows great circles in pieces of at most five degrees, through all corners', () => {
  const along = alongGreatCircles(window, true).map(anglesOf)
  for (const [index, here] of along.entries()) {
    expect(angleBetween(here, along[(index + 1) % along.length] ?? here)).toBeLessThanOrEqual(5.0001)
  }
  for (const corner of window) expect(along.some((point) => angleBetween(point, corner) < 1e-6)).toBe(true)
})

it('bulges upwards between two points of the same height, as a straight edge of a room does', () => {
  const pitches = alongGreatCircles([at(-30, 30), at(30, 30)], false).map((point) => anglesOf(point).pitchDegrees)
  expect(Math.max(...pitches)).toBeGreaterThan(33)
})

it('ends an open line at its last point, and leaves out what has no one way', () => {
  expect(alongGreatCircles([at(0, 0), at(3, 0)], false)).toHaveLength(2)
  expect(alongGreatCircles([at(0, 0), at(180, 0)], false)).toHaveLength(2)
  expect(alongGreatCircles([], true)).toEqual([])
})

it.each([
  ['a plain', camera(10, 5, 70)],
  ['a wide, bent', camera(-15, 8, 120)],
  ['a little planet', { ...camera(0, -90), planet: 1 }],
])('draws %s view exactly where the camera does', (_, shown) => {
  const points = new Eye(shown).area(alongGreatCircles(window, true))
  for (const corner of window) {
    const there = project(shown, corner)
    expect(Math.min(...points.map(({ x, y }) => Math.hypot(x - (there?.x ?? 0), y - (there?.y ?? 0))))).toBeLessThan(
      0.01,
    )
  }
})

it('cuts an area off before it gets behind the eye, and keeps its inside inside', () => {
  // A carpet all around the feet, of which a level view sees only the front.
  const carpet = Array.from({ length: 8 }, (_, index) => at(index * 45 - 180, -40))
  const points = new Eye(camera(0)).area(alongGreatCircles(carpet, true))
  expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
  expect(isInside({ x: 500, y: 599 }, points)).toBe(false)
  expect(isInside({ x: 500, y: 1000 }, points)).toBe(true)
  expect(isInside({ x: 500, y: 5000 }, points)).toBe(true)
})

it('shows nothing of an area behind one’s back', () => {
  const shown = camera(180)
  expect(meetsPicture(new Eye(shown).area(alongGreatCircles(window, true)), shown)).toBe(false)
  expect(meetsPicture(new Eye(camera(60)).area(alongGreatCircles(window, true)), camera(60))).toBe(true)
})

it('parts a line where it leaves the sight', () => {
  const round = alongGreatCircles([at(-170, 10), at(-60, 10), at(60, 10), at(170, 10)], false)
  const parts = new Eye(camera(180)).line(round)
  expect(parts).toHaveLength(2)
  for (const part of parts) expect(part.length).toBeGreaterThan(1)
})

it('writes a path in hundredths of a pixel', () => {
  expect(
    pathOf([
      { x: 1, y: 2 },
      { x: 3.456, y: -0.001 },
    ]),
  ).toBe('M1.00 2.00L3.46 -0.00')
})

/** Counts the edges to the right of a point. */
function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  let inside = false
  for (const [index, a] of outline.entries()) {
    const b = outline[(index + 1) % outline.length] ?? a
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
  }
  return inside
}
