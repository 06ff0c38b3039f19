import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angleBetween } from './angles.ts'
import { type Camera, focalPx, project, unproject } from './projection.ts'

const cameras: fc.Arbitrary<Camera> = fc.record({
  view: fc.record({
    yawDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
    pitchDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
    fovDegrees: fc.double({ min: 20, max: 140, noNaN: true }),
  }),
  widthPx: fc.integer({ min: 200, max: 3000 }),
  heightPx: fc.integer({ min: 200, max: 3000 }),
})
const camera: Camera = { view: { yawDegrees: 30, pitchDegrees: 10, fovDegrees: 90 }, widthPx: 1280, heightPx: 720 }

describe('projection', () => {
  it('undoes itself for every camera and every pixel', () => {
    fc.assert(
      fc.property(
        cameras,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (any, x, y) => {
          const point = { x: x * any.widthPx, y: y * any.heightPx }
          const again = project(any, unproject(any, point))
          expect(again?.x).toBeCloseTo(point.x, 4)
          expect(again?.y).toBeCloseTo(point.y, 4)
        },
      ),
    )
  })

  it('puts the middle of the view into the middle of the picture', () => {
    const middle = project(camera, { yawDegrees: 30, pitchDegrees: 10 })
    expect(middle?.x).toBeCloseTo(640)
    expect(middle?.y).toBeCloseTo(360)
    expect(angleBetween(unproject(camera, { x: 640, y: 360 }), camera.view)).toBeLessThan(1e-4)
  })

  it('shows the field of view across the longer side', () => {
    const level: Camera = { ...camera, view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 } }
    expect(project(level, { yawDegrees: 45, pitchDegrees: 0 })?.x).toBeCloseTo(1280)
    const portrait: Camera = { ...level, widthPx: 400, heightPx: 800 }
    expect(project(portrait, { yawDegrees: 0, pitchDegrees: 45 })?.y).toBeCloseTo(0)
    expect(focalPx(portrait)).toBeCloseTo(400)
  })

  it('grows to the right and upwards', () => {
    const right = project(camera, { yawDegrees: 40, pitchDegrees: 10 })
    const above = project(camera, { yawDegrees: 30, pitchDegrees: 20 })
    expect(right?.x).toBeGreaterThan(640)
    expect(above?.y).toBeLessThan(360)
  })

  it('has no pixel for what is behind the camera', () => {
    expect(project(camera, { yawDegrees: -150, pitchDegrees: -10 })).toBeUndefined()
  })
})
