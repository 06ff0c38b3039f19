import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Angles, angleBetween, anglesOf } from './angles.ts'
import type { RoomBox } from './room-box.ts'
import {
  boxFromFloorCorners,
  cornersOf,
  distanceAlong,
  distanceKey,
  dragFace,
  edgesOf,
  faceAlong,
  faceThrough,
  floorPointAlong,
  lengthBetween,
  lengthOf,
  minus,
  pickPoint,
  pointAlong,
  type RoomFace,
  roomFaces,
  scaled,
  sizeOf,
} from './space.ts'

const room: RoomBox = {
  yawDegrees: 0,
  frontMetres: 3,
  backMetres: 2,
  leftMetres: 1.5,
  rightMetres: 2.5,
  upMetres: 1.2,
  downMetres: 1.5,
}
const metres = fc.double({ min: 0.4, max: 20, noNaN: true })
const boxes = fc.record({
  yawDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
  frontMetres: metres,
  backMetres: metres,
  leftMetres: metres,
  rightMetres: metres,
  upMetres: metres,
  downMetres: metres,
})
const angles = fc.record({
  yawDegrees: fc.double({ min: -180, max: 179.9, noNaN: true }),
  pitchDegrees: fc.double({ min: -89, max: 89, noNaN: true }),
})
const middleOf = (box: RoomBox, face: RoomFace): Angles =>
  anglesOf(cornersOf(box, face).reduce((sum, corner) => [sum[0] + corner[0], sum[1] + corner[1], sum[2] + corner[2]]))

describe('a room box', () => {
  it('is met straight ahead at its own distances, whichever way it is turned', () => {
    const box = { ...room, yawDegrees: 30 }
    expect(distanceAlong(box, { yawDegrees: 30, pitchDegrees: 0 })).toBeCloseTo(3)
    expect(distanceAlong(box, { yawDegrees: 120, pitchDegrees: 0 })).toBeCloseTo(2.5)
    expect(distanceAlong(box, { yawDegrees: -150, pitchDegrees: 0 })).toBeCloseTo(2)
    expect(distanceAlong(box, { yawDegrees: -60, pitchDegrees: 0 })).toBeCloseTo(1.5)
    expect(distanceAlong(box, { yawDegrees: 77, pitchDegrees: 90 })).toBeCloseTo(1.2)
    expect(faceAlong(box, { yawDegrees: 77, pitchDegrees: -90 })).toEqual({ face: 'down', metres: 1.5 })
  })

  it('gives back the direction of every picked point', () => {
    fc.assert(
      fc.property(boxes, angles, (box, direction) => {
        expect(angleBetween(anglesOf(pointAlong(box, direction)), direction)).toBeLessThan(1e-3)
      }),
    )
  })

  it('holds every picked point within its extent', () => {
    fc.assert(
      fc.property(boxes, angles, (box, direction) => {
        const { widthMetres, depthMetres, heightMetres } = sizeOf(box)
        const reach = Math.hypot(widthMetres, depthMetres, heightMetres)
        const point = pointAlong(box, direction)
        expect(lengthOf(point)).toBeLessThanOrEqual(reach + 1e-9)
        expect(point[1]).toBeLessThanOrEqual(box.upMetres + 1e-9)
        expect(point[1]).toBeGreaterThanOrEqual(-box.downMetres - 1e-9)
      }),
    )
  })

  it('shows its corners from the upper left on, as the camera sees each face', () => {
    const expected: [number, number, number][] = [
      [-1.5, 1.2, -3],
      [2.5, 1.2, -3],
      [2.5, -1.5, -3],
      [-1.5, -1.5, -3],
    ]
    cornersOf(room, 'front').forEach((corner, index) => {
      expect(lengthOf(minus(corner, expected[index] ?? [9, 9, 9]))).toBeCloseTo(0)
    })
    for (const wall of ['front', 'right', 'back', 'left'] as const) {
      const [upperLeft, upperRight] = cornersOf({ ...room, yawDegrees: 12 }, wall).map(anglesOf)
      const middle = middleOf({ ...room, yawDegrees: 12 }, wall)
      const side = (corner: Angles | undefined) =>
        Math.sin(((corner?.yawDegrees ?? Number.NaN) - middle.yawDegrees) * (Math.PI / 180))
      expect(side(upperLeft)).toBeLessThan(0)
      expect(side(upperRight)).toBeGreaterThan(0)
    }
  })

  it('has twelve edges, each between two of its faces', () => {
    const edges = edgesOf(room)
    expect(edges).toHaveLength(12)
    expect(new Set(edges.map(({ faces }) => [...faces].sort().join())).size).toBe(12)
    const total = edges.reduce((sum, { ends }) => sum + lengthOf(minus(ends[0], ends[1])), 0)
    expect(total).toBeCloseTo(4 * (4 + 5 + 2.7))
  })
})

describe('a dragged face', () => {
  it('passes through the direction that it was given on its neighbour', () => {
    fc.assert(
      fc.property(boxes, fc.constantFrom('front', 'back', 'left', 'right' as const), metres, (box, face, distance) => {
        const moved = { ...box, [distanceKey[face]]: distance }
        const [upperLeft, , , lowerLeft] = cornersOf(moved, face).map(anglesOf)
        if (!upperLeft || !lowerLeft) throw new Error('a face has four corners')
        expect(faceThrough(box, face, 'down', lowerLeft)[distanceKey[face]]).toBeCloseTo(distance, 4)
        expect(faceThrough(box, face, 'up', upperLeft)[distanceKey[face]]).toBeCloseTo(distance, 4)
      }),
    )
  })

  it('stays where it is while the hand does not move, and only it moves', () => {
    fc.assert(
      fc.property(boxes, fc.constantFrom(...roomFaces), angles, (box, face, to) => {
        const grabbed = middleOf(box, face)
        const still = dragFace(box, face, grabbed, grabbed)
        expect(still[distanceKey[face]]).toBeCloseTo(box[distanceKey[face]], 4)
        const moved = dragFace(box, face, grabbed, to)
        expect({ ...moved, [distanceKey[face]]: 0 }).toEqual({ ...box, [distanceKey[face]]: 0 })
        expect(moved[distanceKey[face]]).toBeGreaterThanOrEqual(0.05)
        expect(moved[distanceKey[face]]).toBeLessThanOrEqual(500)
      }),
    )
  })

  it('goes away when its foot is dragged towards the horizon, and comes near when that is dragged down', () => {
    const foot = anglesOf([0.2, -1.5, -3])
    const at = (pitchDegrees: number) => ({ ...foot, pitchDegrees })
    expect(dragFace(room, 'front', foot, at(foot.pitchDegrees + 5)).frontMetres).toBeGreaterThan(3)
    expect(dragFace(room, 'front', foot, at(foot.pitchDegrees - 5)).frontMetres).toBeLessThan(3)
    expect(dragFace(room, 'front', foot, at(20)).frontMetres).toBe(500)
  })
})

describe('a length', () => {
  it('is that between the two points, and its error shrinks to nothing for no length', () => {
    const length = lengthBetween(room, anglesOf([-1.5, -1.5, -3]), anglesOf([2.5, -1.5, -3]))
    expect(length.lengthMetres).toBeCloseTo(4)
    expect(length.errorMetres).toBeGreaterThan(0.03)
    expect(length.errorMetres).toBeLessThan(0.3)
    const none = lengthBetween(room, { yawDegrees: 10, pitchDegrees: 5 }, { yawDegrees: 10, pitchDegrees: 5 })
    expect(none.lengthMetres).toBe(0)
    expect(none.errorMetres).toBeLessThan(0.05)
  })

  it('is as uncertain as the box: three centimetres or two per cent of each wall', () => {
    fc.assert(
      fc.property(boxes, angles, angles, (box, a, b) => {
        const { lengthMetres, errorMetres } = lengthBetween(box, a, b)
        const drawnWrong = { ...box }
        for (const face of roomFaces) drawnWrong[distanceKey[face]] *= 1.02
        // All walls off by two per cent in one sense is a picture of the same room at another scale: the length scales with it.
        expect(lengthBetween(drawnWrong, a, b).lengthMetres).toBeCloseTo(lengthMetres * 1.02, 6)
        expect(errorMetres).toBeGreaterThanOrEqual(lengthMetres * 0.02 * 0.4)
      }),
    )
  })

  it('is the same in both directions', () => {
    fc.assert(
      fc.property(boxes, angles, angles, (box, a, b) => {
        const there = lengthBetween(box, a, b)
        const back = lengthBetween(box, b, a)
        expect(back.lengthMetres).toBeCloseTo(there.lengthMetres, 9)
        expect(back.errorMetres).toBeCloseTo(there.errorMetres, 9)
      }),
    )
  })
})

describe('without a box', () => {
  it('picks the floor from the height of the camera, and nothing above the horizon', () => {
    const point = pickPoint({ cameraHeightMetres: 1.5 }, { yawDegrees: 90, pitchDegrees: -45 })
    expect(point?.[0]).toBeCloseTo(1.5)
    expect(point?.[1]).toBeCloseTo(-1.5)
    expect(floorPointAlong(1.5, { yawDegrees: 0, pitchDegrees: 0 })).toBeUndefined()
    expect(floorPointAlong(1.5, { yawDegrees: 0, pitchDegrees: 30 })).toBeUndefined()
    expect(floorPointAlong(1.5, { yawDegrees: 0, pitchDegrees: -0.5 })).toBeUndefined()
    expect(pickPoint({}, { yawDegrees: 0, pitchDegrees: -45 })).toBeUndefined()
  })
})

describe('floor corners', () => {
  it('give the room back in which they were seen', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        const drawn = { ...box, yawDegrees: (box.yawDegrees / 180) * 44 }
        fc.pre(cornersOf(drawn, 'down').every((corner) => lengthOf(corner) < 59))
        const found = boxFromFloorCorners(drawn.downMetres, drawn.upMetres, cornersOf(drawn, 'down').map(anglesOf))
        expect(found?.yawDegrees).toBeCloseTo(drawn.yawDegrees, 4)
        for (const face of roomFaces) expect(found?.[distanceKey[face]]).toBeCloseTo(drawn[distanceKey[face]], 4)
      }),
    )
  })

  it('lead back to the box from any three that follow each other', () => {
    fc.assert(
      fc.property(boxes, fc.nat(3), (box, from) => {
        const drawn = { ...box, yawDegrees: (box.yawDegrees / 180) * 44 }
        fc.pre(cornersOf(drawn, 'down').every((corner) => lengthOf(corner) < 59))
        const corners = cornersOf(drawn, 'down').map(anglesOf)
        const three = [...corners, ...corners].slice(from, from + 3)
        const found = boxFromFloorCorners(drawn.downMetres, drawn.upMetres, three)
        for (const face of roomFaces) expect(found?.[distanceKey[face]]).toBeCloseTo(drawn[distanceKey[face]], 4)
      }),
    )
  })

  it('are refused when there are too few, or one of them is no floor', () => {
    const corners = cornersOf(room, 'down').map(anglesOf)
    expect(boxFromFloorCorners(1.5, 1.2, corners.slice(0, 2))).toBeUndefined()
    expect(boxFromFloorCorners(1.5, 1.2, [...corners.slice(0, 3), { yawDegrees: 0, pitchDegrees: 3 }])).toBeUndefined()
  })
})

describe('a scaled point', () => {
  it('stays in its direction', () => {
    expect(angleBetween(anglesOf(scaled([1, 2, -3], 4)), anglesOf([1, 2, -3]))).toBeLessThan(1e-5)
  })
})
