// Speed and time left.
import { describe, expect, it } from 'vitest'
import { addSample, bytesPerSecond, type RateSample, roughTime, secondsLeft } from './transfer-rate.ts'

const run = (...pairs: [atMs: number, sentBytes: number][]) =>
  pairs.reduce<readonly RateSample[]>((samples, [atMs, sentBytes]) => addSample(samples, { atMs, sentBytes }), [])

describe('transfer rate', () => {
  it('says nothing before there is enough to go by', () => {
    expect(bytesPerSecond(run([0, 0], [500, 1000]))).toBeUndefined()
    expect(secondsLeft(1000, undefined)).toBeUndefined()
  })
  it('looks at the last seconds only', () => {
    expect(bytesPerSecond(run([0, 0], [20_000, 0], [22_000, 2_000_000]))).toBe(1_000_000)
  })
  it('starts anew when files were taken out', () => {
    expect(run([0, 500], [1000, 100])).toEqual([{ atMs: 1000, sentBytes: 100 }])
  })
  it('rounds to what people believe', () => {
    expect(roughTime(3)).toEqual({ unit: 'seconds', count: 5 })
    expect(roughTime(42)).toEqual({ unit: 'seconds', count: 45 })
    expect(roughTime(125)).toEqual({ unit: 'minutes', count: 2 })
    expect(roughTime(5400)).toEqual({ unit: 'hours', count: 1.5 })
  })
})
