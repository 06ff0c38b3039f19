import { expect, it } from 'vitest'
import { textAlong } from './text-along.ts'

const picture = { widthPx: 400, heightPx: 300 }
const line = (fromX: number, fromY: number, toX: number, toY: number) =>
  Array.from({ length: 9 }, (_, index) => ({
    x: fromX + ((toX - fromX) * index) / 8,
    y: fromY + ((toY - fromY) * index) / 8,
  }))

it('stands in the middle of its line and follows it', () => {
  const text = textAlong([line(100, 100, 300, 200)], picture, 80)
  expect(text?.at).toEqual({ x: 200, y: 150 })
  expect(text?.turnDegrees).toBeCloseTo(26.57, 1)
})

it('is never upside down, whichever way the line was drawn', () => {
  for (const [x, y] of [
    [300, 200],
    [100, 20],
    [20, 290],
    [380, 10],
  ] as const) {
    for (const each of [line(200, 150, x, y), line(x, y, 200, 150)]) {
      expect(Math.abs(textAlong([each], picture, 20)?.turnDegrees ?? 999)).toBeLessThanOrEqual(90)
    }
  }
})

it('is left out where the line is too short for it, or out of the picture', () => {
  expect(textAlong([line(100, 100, 140, 100)], picture, 80)).toBeUndefined()
  expect(textAlong([line(-900, 100, -100, 100)], picture, 80)).toBeUndefined()
  expect(textAlong([], picture, 80)).toBeUndefined()
})

it('stands on what is in sight of a line that leaves the picture', () => {
  const text = textAlong([line(200, 100, 1000, 100)], picture, 80)
  expect(text?.at.x).toBeLessThan(400)
  expect(text?.at.x).toBeGreaterThan(200)
})

it('takes as much room as its turned letters need', () => {
  const upright = textAlong([line(200, 20, 200, 280)], picture, 100)
  expect((upright?.box.bottom ?? 0) - (upright?.box.top ?? 0)).toBeCloseTo(100)
  expect((upright?.box.right ?? 0) - (upright?.box.left ?? 0)).toBeCloseTo(26)
})
