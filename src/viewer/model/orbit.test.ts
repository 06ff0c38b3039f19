import { describe, expect, it } from 'vitest'
import {
  type Bounds,
  between,
  cameraOf,
  clampOrbit,
  cornersOf,
  limitsFor,
  orbitOf,
  orbitThatShows,
  pointSeen,
  pushed,
  standpointOf,
  turned,
} from './orbit.ts'

const bounds: Bounds = { low: [-3, 0, -2], high: [5, 4, 9] }

describe('the orbit around a model', () => {
  it('begins where all of it is in sight, in every shape of picture', () => {
    for (const [widthPx, heightPx] of [
      [1440, 600],
      [390, 844],
      [500, 500],
    ] as const) {
      const orbit = orbitThatShows(bounds, widthPx / heightPx)
      for (const corner of cornersOf(bounds)) {
        const at = pointSeen(orbit, { widthPx, heightPx }, corner)
        expect(at && at.x > 0 && at.x < widthPx && at.y > 0 && at.y < heightPx).toBe(true)
      }
    }
  })

  it('is told as a camera and found again', () => {
    const orbit = { targetMetres: [1, 2, 3] as const, headingDegrees: -140, elevationDegrees: 35, distanceMetres: 12 }
    const again = orbitOf(cameraOf(orbit))
    expect(again.headingDegrees).toBeCloseTo(-140, 2)
    expect(again.elevationDegrees).toBeCloseTo(35, 2)
    expect(again.distanceMetres).toBeCloseTo(12, 3)
  })

  it('never turns over, loses the model or gets into it', () => {
    const limits = limitsFor(bounds)
    const orbit = clampOrbit(
      { targetMetres: [1000, -1000, 0], headingDegrees: 725, elevationDegrees: 140, distanceMetres: 0 },
      limits,
    )
    expect(orbit.elevationDegrees).toBe(88)
    expect(orbit.headingDegrees).toBeCloseTo(5)
    expect(orbit.distanceMetres).toBe(limits.nearestMetres)
    expect(orbit.targetMetres).toEqual([limits.high[0], limits.low[1], 0])
  })

  it('moves what is seen with the hand', () => {
    const size = { widthPx: 800, heightPx: 600 }
    const orbit = { targetMetres: [0, 0, 0] as const, headingDegrees: 30, elevationDegrees: 20, distanceMetres: 10 }
    const at = pointSeen(pushed(orbit, 40, -25, 800), size, [0, 0, 0])
    expect(at?.x).toBeCloseTo(440, 5)
    expect(at?.y).toBeCloseTo(275, 5)
    // What is near goes right when the heading grows.
    const eye = standpointOf(orbit).positionMetres
    const near = [eye[0] / 2, eye[1] / 2, eye[2] / 2] as const
    expect(pointSeen(turned(orbit, 5, 0), size, near)?.x).toBeGreaterThan(400)
  })

  it('flies the short way round', () => {
    const from = { targetMetres: [0, 0, 0] as const, headingDegrees: 170, elevationDegrees: 0, distanceMetres: 4 }
    const half = between(from, { ...from, headingDegrees: -170, distanceMetres: 16 }, 0.5)
    expect(half.headingDegrees).toBeCloseTo(180)
    expect(half.distanceMetres).toBeCloseTo(8)
  })
})
