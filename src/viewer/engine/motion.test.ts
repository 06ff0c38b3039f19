import { describe, expect, it } from 'vitest'
import { between, settle, smooth } from './motion.ts'

const from = { yawDegrees: 170, pitchDegrees: 0, fovDegrees: 90 }
const to = { yawDegrees: -170, pitchDegrees: 10, fovDegrees: 60 }

describe('motion', () => {
  it('goes from one view to another the short way round', () => {
    expect(between(from, to, 0)).toEqual(from)
    expect(between(from, to, 1)).toEqual(to)
    expect(between(from, to, 0.5).yawDegrees).toBe(-180)
  })

  it('begins and ends where it should', () => {
    for (const ease of [smooth, settle]) {
      expect(ease(0)).toBe(0)
      expect(ease(1)).toBe(1)
    }
  })
})
