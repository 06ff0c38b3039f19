import { expect, it } from 'vitest'
import { type Angles, directionOf } from '#tour/angles.ts'
import { deviceView, eyeProjection, forwardOfView, pitchOf, turnedView, yawOf } from './matrices.ts'

function lookOf(view: Float32Array): Angles {
  const forward = new Float32Array(3)
  forwardOfView(forward, view)
  return { yawDegrees: yawOf(forward), pitchDegrees: pitchOf(forward) }
}

/** Where a direction of the view's frame is seen: x right, y up, z towards the eye. */
function seen(view: Float32Array, angles: Angles): number[] {
  const direction = directionOf(angles)
  return [0, 1, 2].map((row) => direction.reduce((sum, value, axis) => sum + value * (view[axis * 4 + row] ?? 0), 0))
}

it('looks north when an upright phone’s back does, and right when it turns right', () => {
  const view = new Float32Array(16)
  deviceView(view, { alpha: 0, beta: 90, gamma: 0 }, 0)
  expect(lookOf(view).yawDegrees).toBeCloseTo(0)
  expect(lookOf(view).pitchDegrees).toBeCloseTo(0)
  deviceView(view, { alpha: -30, beta: 90, gamma: 0 }, 0)
  expect(lookOf(view).yawDegrees).toBeCloseTo(30)
  deviceView(view, { alpha: 0, beta: 110, gamma: 0 }, 0)
  expect(lookOf(view).pitchDegrees).toBeCloseTo(20)
})

it.each([
  { held: 'with its top to the left', gamma: -90, screen: 90, alpha: 60, yaw: 30 },
  { held: 'with its top to the right', gamma: 90, screen: 270, alpha: 60, yaw: -150 },
])('keeps what is above above in a phone that is held across, $held', ({ gamma, screen, alpha, yaw }) => {
  const view = new Float32Array(16)
  deviceView(view, { alpha, beta: 0, gamma }, screen)
  expect(lookOf(view).yawDegrees).toBeCloseTo(yaw)
  const [x, y] = seen(view, { yawDegrees: 0, pitchDegrees: 90 })
  expect(x).toBeCloseTo(0)
  expect(y).toBeCloseTo(1)
  expect(seen(view, { yawDegrees: yaw + 90, pitchDegrees: 0 })[0]).toBeCloseTo(1)
})

it('turns a view by the yaw at which a scene lies', () => {
  const view = new Float32Array(16)
  const turned = new Float32Array(16)
  deviceView(view, { alpha: -20, beta: 90, gamma: 0 }, 0)
  turnedView(turned, view, 50)
  expect(lookOf(turned).yawDegrees).toBeCloseTo(70)
  expect(seen(turned, { yawDegrees: 160, pitchDegrees: 0 })[0]).toBeCloseTo(1)
})

it('puts the middle of an eye’s picture before its lens', () => {
  const projection = new Float32Array(16)
  eyeProjection(projection, 90, 1, 0.25)
  const x = (direction: number[]) =>
    ((projection[0] ?? 0) * (direction[0] ?? 0) + (projection[8] ?? 0) * (direction[2] ?? 0)) / -(direction[2] ?? 1)
  expect(x([0, 0, -1])).toBeCloseTo(0.25)
  expect(x([1, 0, -1]) - x([0, 0, -1])).toBeCloseTo(1)
})
