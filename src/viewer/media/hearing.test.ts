import { expect, it } from 'vitest'
import { heard } from './hearing.ts'

const sound = { yawDegrees: 30, pitchDegrees: 0, volume: 0.8, reachDegrees: 90 }
const looking = (yawDegrees: number, pitchDegrees = 0) => heard({ yawDegrees, pitchDegrees }, sound)

it('is as loud as it may be and in the middle for one who looks at it', () => {
  expect(looking(30).gain).toBeCloseTo(0.8)
  expect(looking(30).pan).toBeCloseTo(0)
})

it('gets softer the farther one looks away, and is never gone', () => {
  const gains = [30, 60, 90, 119].map((yaw) => looking(yaw).gain)
  expect([...gains].sort((a, b) => b - a)).toEqual(gains)
  expect(looking(120).gain).toBeCloseTo(0.096)
  expect(looking(-150).gain).toBeCloseTo(0.096)
})

it('comes from the side where it is', () => {
  expect(looking(-60).pan).toBeCloseTo(0.85)
  expect(looking(120).pan).toBeCloseTo(-0.85)
  expect(looking(-150).pan).toBeCloseTo(0)
})

it('comes from nowhere in particular when it is above', () => {
  const above = heard({ yawDegrees: 0, pitchDegrees: 0 }, { ...sound, yawDegrees: 90, pitchDegrees: 90 })
  expect(above.pan).toBeCloseTo(0)
})
