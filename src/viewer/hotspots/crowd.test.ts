import { expect, it } from 'vitest'
import { crowdsOf, fovThatParts } from './crowd.ts'

const at = (x: number, y = 100) => ({ x, y })
const sizes = (xs: number[]) => crowdsOf(xs.map((x) => at(x))).map(({ spots }) => spots.length)

it('leaves dots alone that stand apart', () => {
  expect(sizes([10, 60, 110])).toEqual([])
})

it('puts dots that overlap into one, in the middle of them', () => {
  const [crowd, ...others] = crowdsOf([at(100), at(120), at(110, 115), at(300)])
  expect(others).toEqual([])
  expect(crowd?.spots).toHaveLength(3)
  expect(crowd?.x).toBeCloseTo(110)
  expect(crowd?.y).toBeCloseTo(105)
})

it('never leaves two numbers that overlap', () => {
  const row = crowdsOf(Array.from({ length: 60 }, (_, index) => at(index * 14)))
  const xs = row.map(({ x }) => x).sort((a, b) => a - b)
  for (const [index, x] of xs.slice(1).entries()) expect(x - (xs[index] ?? 0)).toBeGreaterThanOrEqual(36)
  expect(row.reduce((sum, { spots }) => sum + spots.length, 0)).toBe(60)
})

it('makes the same groups wherever in the picture the dots are', () => {
  const spots = [at(10), at(40), at(70), at(82), at(200), at(230)]
  const names = (moved: number) =>
    crowdsOf(spots.map(({ x, y }, id) => ({ x: x + moved, y, id }))).map(({ spots: all }) => all.map(({ id }) => id))
  expect(names(317)).toEqual(names(0))
})

it('comes so close that all stand apart', () => {
  const fov = fovThatParts([at(100), at(124)], 90)
  expect(fov).toBeCloseTo(53.13, 1)
})

it('comes as close as it may where that parts some of them', () => {
  expect(fovThatParts([at(100), at(102), at(130)], 90)).toBe(30)
})

it('knows when coming closer would not help', () => {
  expect(fovThatParts([at(100), at(101)], 90)).toBeUndefined()
  expect(fovThatParts([at(100), at(100)], 30)).toBeUndefined()
})
