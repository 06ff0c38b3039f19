import { describe, expect, it } from 'vitest'
import { between, changeViews, settle, smooth } from './motion.ts'

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

  it('changes scenes from the one picture to the other without a jump', () => {
    const start = changeViews(from, to, 0, { yawDegrees: 160, pitchDegrees: 5 })
    expect(start.leaving.view).toEqual(from)
    expect(start.opacity).toBe(0)
    const end = changeViews(from, to, 1, { yawDegrees: 160, pitchDegrees: 5 })
    expect(end.arriving.view).toEqual(to)
    expect(end.opacity).toBe(1)
  })

  it('grows the old scene towards the link', () => {
    const { leaving } = changeViews(from, to, 1, { yawDegrees: 160, pitchDegrees: 5 })
    expect(leaving.view.fovDegrees).toBeLessThan(from.fovDegrees)
    expect(leaving.view.yawDegrees).toBeLessThan(170)
    expect(leaving.view.pitchDegrees).toBeGreaterThan(0)
  })
})
