import { expect, it } from 'vitest'
import { narrationOf, stepSeconds, turnMs } from './schedule.ts'

it('lets the narration decide how long a step lasts, and the step itself where nothing is said', () => {
  expect(stepSeconds({ durationSeconds: 8 }, 12.2)).toBe(13)
  expect(stepSeconds({ durationSeconds: 8 })).toBe(8)
})

it('falls back to the narration of another language', () => {
  const narration = { ru: 'russian', en: 'english' }
  expect(narrationOf({ narration }, 'en')).toBe('english')
  expect(narrationOf({ narration }, 'kk')).toBe('russian')
  expect(narrationOf({}, 'kk')).toBeUndefined()
})

it('turns far slower than near, within bounds', () => {
  const at = (yawDegrees: number) => ({ yawDegrees, pitchDegrees: 0 })
  expect(turnMs(at(0), at(1))).toBe(500)
  expect(turnMs(at(0), at(90))).toBeCloseTo(2000)
  expect(turnMs(at(0), at(180))).toBe(3000)
})
