import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  angleBetween,
  anglesOf,
  clampView,
  directionOf,
  fovOfSides,
  keepHeading,
  turnDegrees,
  wrapDegrees,
} from './angles.ts'

const yaw = fc.double({ min: -180, max: 179.99, noNaN: true })
const pitch = fc.double({ min: -89.9, max: 89.9, noNaN: true })

describe('angles', () => {
  it('wraps any yaw between −180 and 180', () => {
    expect(wrapDegrees(190)).toBe(-170)
    expect(wrapDegrees(-190)).toBe(170)
    expect(wrapDegrees(180)).toBe(-180)
    expect(wrapDegrees(720)).toBe(0)
  })

  it('turns the short way round', () => {
    expect(turnDegrees(170, -170)).toBe(20)
    expect(turnDegrees(-170, 170)).toBe(-20)
  })

  it('looks along −z ahead, +x to the right, +y up', () => {
    expect(directionOf({ yawDegrees: 0, pitchDegrees: 0 })[2]).toBeCloseTo(-1)
    expect(directionOf({ yawDegrees: 90, pitchDegrees: 0 })[0]).toBeCloseTo(1)
    expect(directionOf({ yawDegrees: 0, pitchDegrees: 90 })[1]).toBeCloseTo(1)
  })

  it('finds the angles of every direction again', () => {
    fc.assert(
      fc.property(yaw, pitch, (yawDegrees, pitchDegrees) => {
        const found = anglesOf(directionOf({ yawDegrees, pitchDegrees }))
        expect(angleBetween(found, { yawDegrees, pitchDegrees })).toBeLessThan(1e-5)
      }),
    )
  })

  it('keeps the world heading from scene to scene', () => {
    // Looking east in A (its yaw 0 is north) is yaw 0 in B, whose yaw 0 is east.
    expect(keepHeading(90, 0, 90)).toBe(0)
    fc.assert(
      fc.property(yaw, fc.integer({ min: 0, max: 359 }), fc.integer({ min: 0, max: 359 }), (start, a, b) => {
        expect(Math.abs(turnDegrees(keepHeading(start, a, b) + b, start + a))).toBeLessThan(1e-9)
        expect(Math.abs(turnDegrees(keepHeading(keepHeading(start, a, b), b, a), start))).toBeLessThan(1e-9)
      }),
    )
  })
})

describe('permitted views', () => {
  const limits = { minYawDegrees: -60, maxYawDegrees: 60, minPitchDegrees: -30, maxPitchDegrees: 40 }

  it('looks anywhere without limits, but not past the poles', () => {
    const view = clampView({ yawDegrees: 200, pitchDegrees: 120, fovDegrees: 300 }, 1.5)
    expect(view).toEqual({ yawDegrees: -160, pitchDegrees: 90, fovDegrees: 140 })
  })

  it('keeps the middle line and the middle column of the picture inside the limits', () => {
    const wish = fc.record({
      yawDegrees: yaw,
      pitchDegrees: pitch,
      fovDegrees: fc.double({ min: 20, max: 140, noNaN: true }),
    })
    fc.assert(
      fc.property(wish, fc.double({ min: 0.4, max: 2.5, noNaN: true }), (view, aspect) => {
        const seen = clampView(view, aspect, limits)
        const { width, height } = fovOfSides(seen.fovDegrees, aspect)
        expect(seen.yawDegrees - width / 2).toBeGreaterThanOrEqual(limits.minYawDegrees - 1e-6)
        expect(seen.yawDegrees + width / 2).toBeLessThanOrEqual(limits.maxYawDegrees + 1e-6)
        expect(seen.pitchDegrees - height / 2).toBeGreaterThanOrEqual(limits.minPitchDegrees - 1e-6)
        expect(seen.pitchDegrees + height / 2).toBeLessThanOrEqual(limits.maxPitchDegrees + 1e-6)
      }),
    )
  })

  it('turns freely where a whole turn exists and only the height is limited', () => {
    const ring = { ...limits, minYawDegrees: -180, maxYawDegrees: 180 }
    expect(clampView({ yawDegrees: 170, pitchDegrees: 0, fovDegrees: 60 }, 2, ring).yawDegrees).toBeCloseTo(170)
  })

  it('permits a view again without changing it', () => {
    const once = clampView({ yawDegrees: 100, pitchDegrees: 80, fovDegrees: 90 }, 1.6, limits)
    const twice = clampView(once, 1.6, limits)
    expect(twice.yawDegrees).toBeCloseTo(once.yawDegrees)
    expect(twice.pitchDegrees).toBeCloseTo(once.pitchDegrees)
    expect(twice.fovDegrees).toBeCloseTo(once.fovDegrees)
  })
})
