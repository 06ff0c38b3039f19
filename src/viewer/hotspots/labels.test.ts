import { expect, it } from 'vitest'
import { type NamedSpot, readableNames } from './labels.ts'

const spot = (x: number, y: number, widthPx = 80): NamedSpot => ({ x, y, widthPx, isLeft: x > 195 })
const readable = (spots: NamedSpot[]) => {
  const shown = readableNames(spots, 390)
  return spots.map((each) => shown.has(each))
}

it('shows the names of a few spots that lie apart', () => {
  expect(readable([spot(60, 200), spot(300, 200), spot(100, 400)])).toEqual([true, true, true])
})

it('of two names that would overlap shows the one nearer to the middle', () => {
  expect(readable([spot(60, 200), spot(80, 220)])).toEqual([false, true])
})

it('never lays a name over the dot of another spot, named or not', () => {
  expect(readable([spot(60, 200), spot(130, 205, 0)])).toEqual([false, false])
})

it('leaves out a name that the edge of the picture would cut', () => {
  expect(readable([spot(190, 200, 190)])).toEqual([false])
})

it('shows no names in a crowd', () => {
  expect(readable(Array.from({ length: 7 }, (_, index) => spot(60, 60 + index * 80)))).not.toContain(true)
})
