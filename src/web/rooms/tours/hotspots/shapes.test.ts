// Shapes on the sphere: handles move, shapes come along, and nothing becomes what its kind can't be.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angleBetween } from '#tour/angles.ts'
import type { FlatHotspot, MeasurementHotspot, RegionHotspot } from '#tour/hotspots.ts'
import { type Camera, project } from '#tour/projection.ts'
import { lengthOf, minus, pointAlong } from '#tour/space.ts'
import type { View } from '#tour/view.ts'
import { movedPicture } from './gallery-edits.ts'
import { outlineOf, pathOf } from './outline.ts'
import {
  anchorOf,
  fittedTo,
  handlesOf,
  measured,
  movedTo,
  newMeasureEnd,
  newRectangle,
  withCornerAfter,
  withHandle,
  withoutCorner,
} from './shapes.ts'

const view: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const place = { yawDegrees: 30, pitchDegrees: -10 }
const corners = newRectangle(place, view, {}, 1.5)
const region: RegionHotspot = { id: 'r', kind: 'region', ...place, corners, title: {}, body: {} }
const flat: FlatHotspot = { id: 'f', kind: 'flat', ...place, corners, alt: {} }
const measurement: MeasurementHotspot = {
  ...{ id: 'm', kind: 'measurement', ...place, label: {}, isApproximate: true },
  to: newMeasureEnd(place, view, {}),
}

describe('a new shape', () => {
  it('lies around the pointed place and is easy to see', () => {
    const across = angleBetween(corners[0], corners[1])
    expect(across).toBeGreaterThan(12)
    expect(across).toBeLessThan(40)
    expect(angleBetween(anchorOf({ ...region, ...place }), place)).toBeLessThan(0.01)
    expect(measurement.to.yawDegrees).toBeGreaterThan(place.yawDegrees + 10)
  })
})

describe('movedTo', () => {
  it('takes the whole region along and keeps its size', () => {
    const to = { yawDegrees: -175, pitchDegrees: 20 }
    const moved = movedTo(region, to, {})
    if (moved.kind !== 'region') throw new Error('it changed its kind')
    expect(angleBetween(anchorOf(moved), to)).toBeLessThan(1)
    expect(angleBetween(moved.corners[0] ?? to, moved.corners[2] ?? to)).toBeCloseTo(
      angleBetween(corners[0], corners[2]),
      1,
    )
  })
  it('keeps a flat hanging upright', () => {
    const moved = movedTo(flat, { yawDegrees: 120, pitchDegrees: 0 }, {})
    if (moved.kind !== 'flat') throw new Error('it changed its kind')
    const [upperLeft, upperRight, , lowerLeft] = moved.corners
    expect(upperLeft.pitchDegrees).toBeCloseTo(upperRight.pitchDegrees, 1)
    expect(upperLeft.yawDegrees).toBeCloseTo(lowerLeft.yawDegrees, 1)
  })
  it('takes both ends of a measurement along', () => {
    const to = { yawDegrees: 0, pitchDegrees: 0 }
    const moved = movedTo(measurement, to, {})
    expect(angleBetween(anchorOf(moved), to)).toBeLessThan(1)
  })
  it('moves any shape anywhere without breaking it', () => {
    const anywhere = fc.record({
      yawDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
      pitchDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
    })
    fc.assert(
      fc.property(anywhere, fc.constantFrom(region, flat, measurement), (to, shape) => {
        const moved = movedTo(shape, to, {})
        if (moved.kind !== shape.kind) throw new Error('it changed its kind')
        expect(handlesOf(moved)).toHaveLength(handlesOf(shape).length)
        for (const { yawDegrees, pitchDegrees } of handlesOf(moved)) {
          expect(Math.abs(yawDegrees)).toBeLessThanOrEqual(180)
          expect(Math.abs(pitchDegrees)).toBeLessThanOrEqual(90)
        }
      }),
    )
  })
})

describe('corners', () => {
  it('come and go, down to a triangle', () => {
    const five = withCornerAfter(region, 3)
    expect(five.corners).toHaveLength(5)
    expect(angleBetween(five.corners[4] ?? place, place)).toBeLessThan(20)
    const three = withoutCorner(withoutCorner(five, 4), 0)
    expect(three.corners).toHaveLength(3)
    expect(withoutCorner(three, 0)).toBe(three)
  })
  it('of a flat stay a picture that can be hung', () => {
    const beyond = { yawDegrees: place.yawDegrees + 60, pitchDegrees: place.pitchDegrees - 40 }
    expect(withHandle(flat, 0, beyond)).toBe(flat)
    expect(withHandle(flat, 0, { yawDegrees: 10, pitchDegrees: 8 }).corners[0].yawDegrees).toBe(10)
  })
})

describe('in a room', () => {
  const roomBox = {
    ...{ yawDegrees: 0, frontMetres: 2, backMetres: 2, leftMetres: 2, rightMetres: 2 },
    ...{ upMetres: 1.2, downMetres: 1.5 },
  }
  const wide: MeasurementHotspot = {
    ...{ id: 'm', kind: 'measurement', yawDegrees: -45, pitchDegrees: 0, label: {}, isApproximate: true },
    to: { yawDegrees: 45, pitchDegrees: 0 },
  }
  it('a measurement tells the length on the wall, a tape tells it better', () => {
    expect(measured(wide, { roomBox }).lengthMetres).toBe(4)
    expect(measured({ ...wide, lengthMetres: 3.97, isApproximate: false }, { roomBox }).lengthMetres).toBe(3.97)
    expect(measured(wide, {})).toBe(wide)
  })
  it('a flat takes the proportions of its picture on its wall', () => {
    const hung = {
      ...flat,
      ...{ yawDegrees: 0, pitchDegrees: 0 },
      corners: newRectangle({ ...place, yawDegrees: 0 }, view, { roomBox }, 1),
    }
    const fitted = fittedTo(hung, 3, { roomBox })
    const [upperLeft, upperRight, lowerRight] = fitted.corners.map((corner) => pointAlong(roomBox, corner))
    if (!upperLeft || !upperRight || !lowerRight) throw new Error('it has no corners')
    const ratio = lengthOf(minus(upperLeft, upperRight)) / lengthOf(minus(upperRight, lowerRight))
    expect(ratio).toBeCloseTo(3, 2)
    expect(upperLeft[2]).toBeCloseTo(-2, 3)
  })
})

it('the order of a gallery changes by one picture at a time', () => {
  expect(movedPicture(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(movedPicture(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(movedPicture(['a', 'b'], 5, 0)).toEqual(['a', 'b'])
})

describe('outlineOf', () => {
  const camera: Camera = { view, widthPx: 800, heightPx: 600 }
  const onScreen = (yawDegrees: number, pitchDegrees: number) => project(camera, { yawDegrees, pitchDegrees })
  const level = (yawDegrees: number) => ({ yawDegrees, pitchDegrees: 0 })

  it('draws great circles: straight lines in a straight projection', () => {
    const points = outlineOf([level(-30), { yawDegrees: 30, pitchDegrees: 20 }], false, onScreen)
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last) throw new Error('nothing was drawn')
    expect(points.length).toBeGreaterThan(20)
    for (const { x, y } of points) {
      const wanted = first.y + ((last.y - first.y) * (x - first.x)) / (last.x - first.x)
      expect(Math.abs(y - wanted)).toBeLessThan(0.01)
    }
  })
  it('cuts what lies behind the camera off far outside of the picture', () => {
    const points = outlineOf([level(-20), level(60), level(140)], false, onScreen)
    expect(points[0]?.x).toBeCloseTo(254.4, 0)
    expect(points.at(-1)?.x).toBeGreaterThan(10_000)
    const around = outlineOf(
      [-150, -30, 30, 150].map((yaw) => ({ yawDegrees: yaw, pitchDegrees: -35 })),
      true,
      onScreen,
    )
    expect(Math.max(...around.map(({ y }) => y))).toBeGreaterThan(10_000)
    expect(pathOf(around, true)).toMatch(/^M[-\d. L]+Z$/)
  })
  it('draws nothing of what lies wholly behind', () => {
    expect(outlineOf([level(150), level(180), { yawDegrees: 170, pitchDegrees: 20 }], true, onScreen)).toEqual([])
  })
})
