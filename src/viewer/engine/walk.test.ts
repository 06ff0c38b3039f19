import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eastRoom, placeIn, westRoom } from '#test/support/box-rooms.ts'
import { type Angles, anglesOf, type Direction, directionOf, wrapDegrees } from '#tour/angles.ts'
import { type Place3d, toTour } from '#tour/places.ts'
import { lengthOf, minus, type Point3, turned } from '#tour/space.ts'
import { walkWay } from './walk.ts'

const west = placeIn(westRoom, [-2.6, 1.5, 0.2], 30)
const east = placeIn(eastRoom, [2, 1.5, -0.3], 200)
const corner = placeIn(westRoom, [-4, 1.5, -1], 90)
const start = { yawDegrees: 50, pitchDegrees: -5, fovDegrees: 90 }
const end = { yawDegrees: -100, pitchDegrees: 2, fovDegrees: 80 }

function wayOf(from: Place3d, to: Place3d) {
  const way = walkWay(from, to)
  if (!way) throw new Error('one can walk there')
  return way
}

describe('a walk', () => {
  it('takes longer the longer it is, between 0.7 and 1.3 s', () => {
    expect(wayOf(west, corner).durationMs).toBeGreaterThan(700)
    expect(wayOf(west, corner).durationMs).toBeLessThan(wayOf(west, east).durationMs)
    expect(wayOf(corner, east).durationMs).toBe(1300)
    expect(wayOf(west, placeIn(westRoom, [-2.2, 1.5, 0.2], 0)).durationMs).toBe(700)
  })

  it('begins with the old picture alone and ends with the new one alone, each from its own camera', () => {
    for (const to of [east, corner]) {
      const first = wayOf(west, to).at(0, start, end)
      expect(lengthOf(first.leaving.place?.eye ?? [9, 9, 9])).toBeLessThan(1e-9)
      expect(first.leaving.view).toEqual(start)
      expect([first.opacity, first.doorway?.outside ?? 0]).toEqual([0, 0])
      const last = wayOf(west, to).at(1, start, end)
      expect(lengthOf(last.arriving.place?.eye ?? [9, 9, 9])).toBeLessThan(1e-9)
      expect(last.arriving.view).toEqual(end)
      expect([last.opacity, last.doorway?.outside ?? 1]).toEqual([1, 1])
    }
  })

  it('shows both rooms from one eye and in one world direction all the way', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { leaving, arriving } = wayOf(west, east).at(share, start, end)
        const eyes = [
          toTour(west, leaving.place?.eye ?? [9, 9, 9]),
          toTour(east, arriving.place?.eye ?? [9, 9, 9]),
        ] as const
        expect(lengthOf(minus(eyes[0], eyes[1]))).toBeLessThan(1e-9)
        const headings = [
          leaving.view.yawDegrees + west.headingDegrees,
          arriving.view.yawDegrees + east.headingDegrees,
        ] as const
        expect(Math.abs(wrapDegrees(headings[0] - headings[1]))).toBeLessThan(1e-6)
      }),
    )
  })

  it('mixes evenly within one room, without a doorway', () => {
    const { opacity, doorway } = wayOf(west, corner).at(0.5, start, end)
    expect(opacity).toBeCloseTo(0.5)
    expect(doorway).toBeUndefined()
  })

  it('leads nowhere where one cannot walk', () => {
    expect(walkWay(west, { ...east, positionMetres: [2, 4.5, -0.3] })).toBeUndefined()
  })
})

describe('a walk along a link', () => {
  const aside = placeIn(westRoom, [-1.5, 1.5, 1.9], 30)
  const far = placeIn(eastRoom, [3.5, 1.6, -2], 200)
  const door: Point3 = [0, 1.1, -0.05]
  const link = anglesOf(minus(toSceneOf(aside, door), [0, 0.8, 0]))

  function toSceneOf(place: Place3d, point: Point3): Point3 {
    return turned(minus(point, place.positionMetres), -place.headingDegrees)
  }
  const eyeAt = (share: number, towards: Angles = link) => {
    const way = walkWay(aside, far, towards)
    return toTour(aside, way?.at(share, start, end).leaving.place?.eye ?? [9, 9, 9])
  }
  const isInside = ([x, , z]: Point3, room: typeof westRoom) =>
    x > room.west - 0.01 && x < room.east + 0.01 && z > room.north - 0.01 && z < room.south + 0.01

  it('leads through the door at which it points, without leaving the rooms and without a jump', () => {
    expect(lengthOf(minus(eyeAt(0), aside.positionMetres))).toBeLessThan(1e-9)
    expect(lengthOf(minus(eyeAt(1), far.positionMetres))).toBeLessThan(1e-9)
    let before = eyeAt(0)
    for (let share = 0; share <= 1; share += 0.005) {
      const eye = eyeAt(share)
      expect(lengthOf(minus(eye, before))).toBeLessThan(0.1)
      if (eye[0] > 0 && eye[0] < 0.15) expect(Math.abs(eye[2] - door[2])).toBeLessThan(0.1)
      else expect(isInside(eye, westRoom) || isInside(eye, eastRoom)).toBe(true)
      before = eye
    }
  })

  it('is straight where the link points at no door into that room', () => {
    const away = { yawDegrees: link.yawDegrees + 180, pitchDegrees: 0 }
    const straight = walkWay(aside, far)?.at(0.5, start, end).leaving.place?.eye
    expect(eyeAt(0.5, away)).toEqual(toTour(aside, straight ?? [9, 9, 9]))
    expect(walkWay(west, corner, { yawDegrees: 60, pitchDegrees: 0 })?.at(0.5, start, end).doorway).toBeUndefined()
  })
})

describe('the doorway', () => {
  /** Where a way in the tour frame meets the wall of the door, in halves of the door. */
  function atDoor(plane: Float32Array, towards: Direction): [x: number, y: number] | undefined {
    const p = turned(towards, -east.headingDegrees)
    const [x, y, z] = [0, 1, 2].map((row) =>
      p.reduce((sum, value, column) => sum + value * (plane[column * 3 + row] ?? 0), 0),
    ) as [number, number, number]
    return z > 0 ? [x / z, y / z] : undefined
  }
  const moment = (share: number) => {
    const { doorway, arriving, opacity } = wayOf(west, east).at(share, start, end)
    if (!doorway) throw new Error('there is a wall between')
    return { ...doorway, opacity, eye: toTour(east, arriving.place?.eye ?? [9, 9, 9]) }
  }
  /** Where the way meets the middle of the wall. */
  const door: Point3 = [0.075, 1.1, 0.2 + ((0.075 + 2.6) / 4.6) * -0.5]

  it('lies in the wall where the way meets it: before it in front, behind it at the back', () => {
    for (const share of [0.1, 0.3, 0.5, 0.8, 0.95]) {
      const { plane, eye, outside } = moment(share)
      const isBefore = eye[0] < door[0]
      expect(outside).toBe(isBefore ? 0 : 1)
      const towards = (z: number, y: number): Direction => minus([door[0], y, door[2] + z], eye)
      const sign = Math.sign(atDoor(plane, towards(0.5, 1.1))?.[0] ?? 0)
      expect(atDoor(plane, towards(0, 1.1))?.[0]).toBeCloseTo(0, 4)
      expect(atDoor(plane, towards(0, 1.1))?.[1]).toBeCloseTo(0, 4)
      expect(atDoor(plane, towards(0.5, 1.1))?.[0]).toBeCloseTo(sign, 4)
      expect(atDoor(plane, towards(0, 2.1))?.[1]).toBeCloseTo(1, 4)
      // What lies on the other side of the eye never shows in it.
      expect(atDoor(plane, [isBefore ? -1 : 1, 0.1, 0.1])).toBeUndefined()
    }
  })

  it('fills half the world for an eye on its sill', () => {
    const way = wayOf(west, east)
    let [low, high] = [0, 1]
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2
      if ((way.at(middle, start, end).doorway?.outside ?? 0) === 0) low = middle
      else high = middle
    }
    const { plane, opacity } = moment(low)
    expect(opacity).toBe(1)
    for (const yawDegrees of [30, 60, 90, 120, 150]) {
      const at = atDoor(plane, directionOf({ yawDegrees, pitchDegrees: -10 }))
      expect(Math.abs(at?.[0] ?? 9)).toBeLessThan(0.01)
    }
  })
})
