// Rectangles on walls: they hang level, keep their size, and know when four directions are no picture.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Angles } from '#tour/angles.ts'
import { angleBetween } from '#tour/angles.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { faceAlong, lengthOf, minus, pointAlong } from '#tour/space.ts'
import { isFlatPicture, rectangleOn, rehang, wallAt } from './walls.ts'

const box: RoomBox = {
  ...{ yawDegrees: 20, frontMetres: 2, backMetres: 3, leftMetres: 1.5, rightMetres: 2.5 },
  ...{ upMetres: 1.2, downMetres: 1.6 },
}
const sight = (yawDegrees: number, pitchDegrees = 0): Angles => ({ yawDegrees, pitchDegrees })
const anySight = fc.record({
  yawDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
  pitchDegrees: fc.double({ min: -85, max: 85, noNaN: true }),
})

describe('a rectangle on a wall', () => {
  it('has its size in metres on the wall of the room', () => {
    const [upperLeft, upperRight, lowerRight] = rectangleOn(wallAt(sight(20), box), 0.8, 0.5)
    const at = (corner: Angles) => pointAlong(box, corner)
    expect(faceAlong(box, upperLeft).face).toBe('front')
    expect(lengthOf(minus(at(upperLeft), at(upperRight)))).toBeCloseTo(0.8, 3)
    expect(lengthOf(minus(at(upperRight), at(lowerRight)))).toBeCloseTo(0.5, 3)
    expect(at(upperLeft)[1]).toBeCloseTo(at(upperRight)[1], 3)
  })
  it('stands upright before the camera where no room is known', () => {
    const [upperLeft, upperRight, lowerRight, lowerLeft] = rectangleOn(wallAt(sight(-170)), 0.4, 0.3)
    expect(upperLeft.pitchDegrees).toBeCloseTo(upperRight.pitchDegrees, 3)
    expect(angleBetween(upperLeft, upperRight)).toBeCloseTo(angleBetween(lowerLeft, lowerRight), 2)
    expect(upperLeft.yawDegrees).toBeCloseTo(lowerLeft.yawDegrees, 3)
  })
  it('is a flat picture seen from its front wherever it hangs', () => {
    fc.assert(fc.property(anySight, (at) => isFlatPicture(rectangleOn(wallAt(at), 0.2, 0.2))))
    fc.assert(fc.property(anySight, (at) => isFlatPicture(rectangleOn(wallAt(at, box), 0.2, 0.2))))
  })
})

describe('rehang', () => {
  it('keeps the size from wall to wall', () => {
    const from = sight(20, 5)
    const to = sight(100, -10)
    const hung = rehang(rectangleOn(wallAt(from, box), 0.6, 0.4), from, to, box)
    const [a, b, c] = (hung ?? []).map((corner) => pointAlong(box, corner))
    if (!a || !b || !c) throw new Error('it does not hang')
    expect(lengthOf(minus(a, b))).toBeCloseTo(0.6, 2)
    expect(lengthOf(minus(b, c))).toBeCloseTo(0.4, 2)
  })
  it('says so when a corner does not lie on the wall', () => {
    expect(rehang([sight(0), sight(180)], sight(0), sight(10))).toBeUndefined()
  })
})

describe('isFlatPicture', () => {
  const square = [sight(-5, 5), sight(5, 5), sight(5, -5), sight(-5, -5)]
  it('tells a picture from a mirrored one and from a bow tie', () => {
    expect(isFlatPicture(square)).toBe(true)
    expect(isFlatPicture(square.toReversed())).toBe(false)
    expect(isFlatPicture([square[0], square[2], square[1], square[3]].flatMap((one) => one ?? []))).toBe(false)
  })
})
