import { describe, expect, it } from 'vitest'
import { sightOf } from './orientation.ts'

describe('the sight of a device', () => {
  it.each([
    { held: 'flat on a table', angles: [0, 0, 0], yaw: undefined, pitch: -90 },
    { held: 'upright, facing north', angles: [0, 90, 0], yaw: 0, pitch: 0 },
    { held: 'upright, facing east', angles: [270, 90, 0], yaw: 90, pitch: 0 },
    { held: 'upright, tilted back', angles: [0, 120, 0], yaw: 0, pitch: 30 },
    { held: 'on its side, facing south', angles: [90, 0, -90], yaw: undefined, pitch: 0 },
  ])('is right when it is held $held', ({ angles, yaw, pitch }) => {
    const [alpha = 0, beta = 0, gamma = 0] = angles
    const sight = sightOf(alpha, beta, gamma)
    expect(sight.pitchDegrees).toBeCloseTo(pitch, 6)
    if (yaw !== undefined) expect(sight.yawDegrees).toBeCloseTo(yaw, 6)
  })
})
