import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angleBetween } from '#tour/angles.ts'
import { boxOfRoom, type Place3d } from '#tour/places.ts'
import { project } from '#tour/projection.ts'
import { lengthOf, minus } from '#tour/space.ts'
import {
  clampOrbit,
  cornersOfRooms,
  drawingOrder,
  flown,
  limitsOf,
  orbitAround,
  panned,
  roomSeen,
  sightOf,
  standpointOf,
} from './orbit.ts'

function room(name: string, west: number, east: number, north: number, south: number, floorMetres = 0) {
  const standing = {
    positionMetres: [(west + east) / 2, floorMetres + 1.5, (north + south) / 2] as const,
    headingDegrees: 25,
  }
  const corners = [
    { x: west, z: north },
    { x: east, z: north },
    { x: east, z: south },
    { x: west, z: south },
  ]
  const place: Place3d = {
    ...standing,
    box: boxOfRoom(standing, { corners, floorMetres, ceilingMetres: floorMetres + 2.7 }),
  }
  return { name, place }
}

const rooms = [room('west', 0, 4, 0, 4), room('east', 4.2, 9, 0, 4), room('south', 0, 9, 4.2, 7)]
const corners = cornersOfRooms(rooms.map(({ place }) => place))
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('the orbit', () => {
  it('begins where every corner of every room is in sight, whatever the shape of the picture', () => {
    fc.assert(
      fc.property(degrees(0.4, 2.5), degrees(-180, 180), degrees(20, 85), (aspect, heading, elevation) => {
        const standpoint = standpointOf(orbitAround(corners, aspect, heading, elevation))
        const camera = {
          view: standpoint.view,
          widthPx: 1000 * Math.min(1, aspect),
          heightPx: 1000 / Math.max(1, aspect),
        }
        for (const corner of corners) {
          const at = project(camera, sightOf(standpoint, corner))
          expect(at?.x).toBeGreaterThan(0)
          expect(at?.x).toBeLessThan(camera.widthPx)
          expect(at?.y).toBeGreaterThan(0)
          expect(at?.y).toBeLessThan(camera.heightPx)
        }
      }),
    )
  })

  it('looks at its target from its distance', () => {
    const orbit = orbitAround(corners, 1.5, 40, 50)
    const standpoint = standpointOf(orbit)
    expect(lengthOf(minus(standpoint.positionMetres, orbit.targetMetres))).toBeCloseTo(orbit.distanceMetres)
    expect(angleBetween(sightOf(standpoint, orbit.targetMetres), standpoint.view)).toBeLessThan(1e-4)
  })

  it('keeps off the ground, off the zenith, near enough and above the rooms', () => {
    const orbit = orbitAround(corners, 1.5, 40, 50)
    const limits = limitsOf(corners, orbit)
    const wild = clampOrbit(
      { targetMetres: [99, 99, -99], headingDegrees: 400, elevationDegrees: -30, distanceMetres: 1e5 },
      limits,
    )
    expect(lengthOf(minus(wild.targetMetres, [9, 2.7, 0]))).toBeLessThan(1e-9)
    expect(wild).toMatchObject({ headingDegrees: 40, elevationDegrees: 18, distanceMetres: limits.farthestMetres })
  })

  it('is pushed as the hand pushes the picture', () => {
    const orbit = orbitAround(corners, 1.5, 0, 60)
    const middle = orbit.targetMetres
    const pushed = standpointOf(panned(orbit, 50, 30, 1200))
    const at = project({ view: pushed.view, widthPx: 1200, heightPx: 800 }, sightOf(pushed, middle))
    expect(Math.abs((at?.x ?? 0) - 650)).toBeLessThan(3)
    expect(Math.abs((at?.y ?? 0) - 430)).toBeLessThan(3)
  })
})

describe('rooms from outside', () => {
  it('are drawn so that none covers one before it', () => {
    const standpoint = standpointOf(orbitAround(corners, 1.5, 0, 40))
    // Looking north from the south: the southern room is nearest.
    expect(drawingOrder(rooms, standpoint.positionMetres).at(-1)?.name).toBe('south')
    const fromNorth = standpointOf(orbitAround(corners, 1.5, 180, 40))
    expect(drawingOrder(rooms, fromNorth.positionMetres)[0]?.name).toBe('south')
    const fromWest = standpointOf(orbitAround(corners, 1.5, 90, 40))
    const order = drawingOrder(rooms, fromWest.positionMetres).map(({ name }) => name)
    expect(order.indexOf('east')).toBeLessThan(order.indexOf('west'))
  })

  it('put the room in which the eye is last, so that nothing shows through its walls', () => {
    for (const each of rooms) expect(drawingOrder(rooms, each.place.positionMetres).at(-1)).toBe(each)
  })

  it('put storeys above those below for an eye from above', () => {
    const tower = [room('upper', 0, 4, 0, 4, 3), room('lower', 0, 4, 0, 4, 0)]
    expect(drawingOrder(tower, [10, 12, 10]).map(({ name }) => name)).toEqual(['lower', 'upper'])
  })

  it('are found under a look by the nearest one that it enters', () => {
    const standpoint = standpointOf(orbitAround(corners, 1.5, 0, 45))
    for (const each of rooms) {
      const sight = sightOf(standpoint, [each.place.positionMetres[0], 2.6, each.place.positionMetres[2]])
      expect(roomSeen(rooms, standpoint, sight)?.name).toBe(each.name)
    }
    expect(roomSeen(rooms, standpoint, { yawDegrees: 180, pitchDegrees: 10 })).toBeUndefined()
  })
})

describe('a flight', () => {
  it('begins and ends exactly at its standpoints', () => {
    const from = standpointOf(orbitAround(corners, 1.5, 170, 45))
    const to = { positionMetres: [2, 1.5, 2] as const, view: { yawDegrees: -170, pitchDegrees: 3, fovDegrees: 80 } }
    expect(flown(from, to, 0)).toEqual(from)
    const end = flown(from, to, 1)
    expect(lengthOf(minus(end.positionMetres, to.positionMetres))).toBeLessThan(1e-9)
    expect(end.view.yawDegrees).toBeCloseTo(-170)
    // The short way round, through the south.
    expect(Math.abs(flown(from, to, 0.5).view.yawDegrees)).toBeGreaterThan(170)
  })
})
