import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anglesOf } from './angles.ts'
import {
  boxOfRoom,
  boxSeenFrom,
  canWalk,
  footprintOf,
  isSameRoom,
  metresBetween,
  type Place3d,
  placeOf,
  positionOnFloor,
  shareInside,
  sillOfLink,
  storeysOf,
  toScene,
  toTour,
  walkBetween,
} from './places.ts'
import { distanceKey, lengthOf, minus, type Point3, pointAlong, roomFaces, scaled } from './space.ts'

const coordinate = fc.double({ min: -50, max: 50, noNaN: true })
const points = fc.tuple(coordinate, coordinate, coordinate)
const metres = fc.double({ min: 0.4, max: 20, noNaN: true })
const places: fc.Arbitrary<Place3d> = fc.record({
  box: fc.record({
    yawDegrees: fc.double({ min: -180, max: 179.9, noNaN: true }),
    frontMetres: metres,
    backMetres: metres,
    leftMetres: metres,
    rightMetres: metres,
    upMetres: metres,
    downMetres: metres,
  }),
  positionMetres: points,
  headingDegrees: fc.double({ min: 0, max: 359.9, noNaN: true }),
})

/** A room of the tour frame, from west to east and north to south, with its camera. */
function roomAt(west: number, east: number, camera: Point3, headingDegrees = 0): Place3d {
  const standing = { positionMetres: camera, headingDegrees }
  const corners = [
    { x: west, z: -2 },
    { x: east, z: -2 },
    { x: east, z: 2 },
    { x: west, z: 2 },
  ]
  return { ...standing, box: boxOfRoom(standing, { corners, floorMetres: 0, ceilingMetres: 2.7 }) }
}

describe('scene and tour frame', () => {
  it('lead to each other and keep lengths', () => {
    fc.assert(
      fc.property(places, points, points, (place, a, b) => {
        expect(lengthOf(minus(toScene(place, toTour(place, a)), a))).toBeLessThan(1e-9)
        expect(lengthOf(minus(toTour(place, a), toTour(place, b)))).toBeCloseTo(lengthOf(minus(a, b)), 9)
      }),
    )
  })

  it('agree about headings: yaw 0 of a scene with heading 90 looks east', () => {
    const [x, y, z] = toTour({ positionMetres: [1, 2, 3], headingDegrees: 90 }, [0, 0, -1])
    expect([x, y, z].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([2, 2, 3])
  })
})

describe('a room known in the tour frame', () => {
  it('gives the box whose footprint it is, whichever way the scene looks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 359, noNaN: true }), (headingDegrees) => {
        const place = roomAt(0, 5, [1.5, 1.5, 0.5], headingDegrees)
        expect(Math.abs(place.box.yawDegrees)).toBeLessThanOrEqual(45.0001)
        const found = footprintOf(place)
        for (const corner of [
          [0, -2],
          [5, -2],
          [5, 2],
          [0, 2],
        ]) {
          const near = Math.min(...found.map(({ x, z }) => Math.hypot(x - (corner[0] ?? 0), z - (corner[1] ?? 0))))
          expect(near).toBeLessThan(1e-6)
        }
        expect(place.box.upMetres).toBeCloseTo(1.2)
        expect(place.box.downMetres).toBeCloseTo(1.5)
      }),
    )
  })

  it('looks the same from another capture in it', () => {
    fc.assert(
      fc.property(places, points, fc.double({ min: 0, max: 359, noNaN: true }), (place, offset, headingDegrees) => {
        const positionMetres = toTour(place, scaled(pointAlong(place.box, anglesOf(offset)), 0.5))
        const other = { positionMetres, headingDegrees }
        const box = boxSeenFrom(place, other)
        const before = footprintOf(place)
        footprintOf({ ...other, box }).forEach(({ x, z }, index) => {
          expect(x).toBeCloseTo(before[index]?.x ?? Number.NaN, 6)
          expect(z).toBeCloseTo(before[index]?.z ?? Number.NaN, 6)
        })
        for (const face of roomFaces) expect(box[distanceKey[face]]).toBeGreaterThan(0)
      }),
    )
  })
})

describe('two captures', () => {
  it('stand in one room when their boxes are the same, however they are turned', () => {
    const living = roomAt(0, 5, [3, 1.5, 0])
    const standing = { positionMetres: [1, 1.6, 1] as const, headingDegrees: 250 }
    const box = { ...boxSeenFrom(living, standing), frontMetres: boxSeenFrom(living, standing).frontMetres + 0.2 }
    expect(isSameRoom(living, { ...standing, box })).toBe(true)
    expect(isSameRoom(living, roomAt(0, 4, [3, 1.5, 0]))).toBe(false)
    expect(isSameRoom(living, { ...living, positionMetres: [3, 4.5, 0] })).toBe(false)
  })
})

describe('a walk', () => {
  const living = roomAt(0, 5, [3, 1.5, 0])
  const kitchen = roomAt(5.2, 9, [7, 1.5, 0.5], 120)

  it('leads within a room and through a wall into the next room', () => {
    const standing: Pick<Place3d, 'positionMetres' | 'headingDegrees'> = {
      positionMetres: [1, 1.5, 1],
      headingDegrees: 0,
    }
    const window = { ...standing, box: boxSeenFrom(living, standing) }
    expect(canWalk(living, window)).toBe(true)
    expect(canWalk(living, kitchen)).toBe(true)
    expect(canWalk(kitchen, living)).toBe(true)
    expect(walkBetween(scene(living), scene(kitchen))).toEqual({ from: living, to: kitchen })
  })

  it('leads nowhere where rooms do not meet, are one place, are storeys apart, or are unknown', () => {
    expect(canWalk(living, roomAt(8, 12, [9, 1.5, 0]))).toBe(false)
    expect(canWalk(living, living)).toBe(false)
    expect(canWalk(living, { ...living, positionMetres: [3, 4.5, 0.5] })).toBe(false)
    expect(canWalk(roomAt(0, 40, [1, 1.5, 0]), roomAt(0, 40, [39, 1.5, 0]))).toBe(false)
    expect(walkBetween(scene(living), { pose: { headingDegrees: 0 } })).toBeUndefined()
    expect(placeOf({ pose: { headingDegrees: 0 }, roomBox: living.box })).toBeUndefined()
  })

  it('leads through the door at which a link points, where the straight way meets a third room', () => {
    // A hall north of the living room and the kitchen; from its far end the straight way to the kitchen leads through the living room.
    const hall = { positionMetres: [0.6, 1.5, -3] as const, headingDegrees: 70 }
    const corners = [
      { x: 0, z: -4 },
      { x: 9, z: -4 },
      { x: 9, z: -2.1 },
      { x: 0, z: -2.1 },
    ]
    const from = { ...hall, box: boxOfRoom(hall, { corners, floorMetres: 0, ceilingMetres: 2.7 }) }
    const link = anglesOf(toScene(from, [6, 1.5, -2.1]))
    expect(walkBetween(scene(from), scene(kitchen))).toBeUndefined()
    expect(walkBetween(scene(from), scene(kitchen), link)).toEqual({ from, to: kitchen })
    const sill = sillOfLink(from, kitchen, link)
    expect(lengthOf(minus(sill?.point ?? [9, 9, 9], [6, 1.5, -2.1]))).toBeLessThan(1e-6)
    expect(lengthOf(minus(sill?.outwards ?? [9, 9, 9], [0, 0, 1]))).toBeLessThan(1e-6)
    expect(sillOfLink(from, kitchen, { ...link, yawDegrees: link.yawDegrees + 150 })).toBeUndefined()
    expect(sillOfLink(from, kitchen, anglesOf(toScene(from, [2, 1.5, -2.1])))).toBeUndefined()
  })

  it('knows which part of the way lies in a room', () => {
    expect(shareInside(living, [-5, 1, 0], [5, 1, 0])).toEqual({ enters: 0.5, leaves: 1 })
    expect(shareInside(living, [-5, 1, 3], [5, 1, 3])).toBeUndefined()
  })
})

const scene = ({ box, positionMetres, headingDegrees }: Place3d) => ({
  pose: { positionMetres, headingDegrees },
  roomBox: box,
})

describe('a link on the floor', () => {
  it('says where the next scene stands', () => {
    const from = roomAt(0, 5, [3, 1.5, 0], 200)
    const at = [4.2, 1.7, -1.1] as const
    const towards = anglesOf(toScene(from, [at[0], 0, at[2]]))
    const found = positionOnFloor(from, towards, 1.7)
    expect(
      found && metresBetween({ positionMetres: found, headingDegrees: 0 }, { positionMetres: at, headingDegrees: 0 }),
    ).toBeCloseTo(0, 9)
    expect(positionOnFloor(from, { yawDegrees: 0, pitchDegrees: 10 }, 1.7)).toBeUndefined()
  })
})

describe('storeys', () => {
  const raised = (y: number, levelId?: string): { place?: Place3d; levelId?: string; y: number } => ({
    place: { ...roomAt(0, 5, [3, 1.5, 0]), positionMetres: [3, y, 0] },
    levelId,
    y,
  })

  it('follow the heights of the floors, lowest first, where scenes name no level', () => {
    const scenes = [raised(4.5), raised(1.5), raised(1.9), raised(4.4)]
    const found = storeysOf(scenes, ({ place }) => place)
    expect(found.map(({ scenes }) => scenes.map(({ y }) => y))).toEqual([
      [1.5, 1.9],
      [4.4, 4.5],
    ])
  })

  it('follow the levels that scenes name, and leave out scenes without a place', () => {
    const scenes = [
      raised(1.5, 'ground'),
      raised(3, 'ground'),
      raised(4.5, 'first'),
      { ...raised(9), place: undefined },
    ]
    const found = storeysOf(scenes, ({ place }) => place)
    expect(found.map(({ levelId, scenes }) => [levelId, scenes.length])).toEqual([
      ['ground', 2],
      ['first', 1],
    ])
  })
})
