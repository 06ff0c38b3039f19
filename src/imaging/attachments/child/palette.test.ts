import { expect, it } from 'vitest'
import { codebookOf } from './codebook.ts'
import { paletteOf, paletteSize } from './palette.ts'

it('keeps few values as they are', () => {
  const { values, indexOf } = codebookOf(Float32Array.of(3, -1, 0.5, 3, 3))
  expect([-1, 0.5, 3].map((number) => values[indexOf(number)])).toEqual([-1, 0.5, 3])
})

it('finds 256 values that are near to many numbers, rare ones too', () => {
  const numbers = Float32Array.from({ length: 20_000 }, (_, i) => (i % 1000 === 0 ? i / 100 : Math.sin(i)))
  const { values, indexOf } = codebookOf(numbers)
  expect(values).toHaveLength(256)
  for (const number of numbers) expect(Math.abs((values[indexOf(number)] ?? 0) - number)).toBeLessThan(1)
})

it('finds for each of many vectors one that is near', () => {
  const width = 3
  const vectors = Float32Array.from({ length: width * (paletteSize + 4000) }, (_, i) => Math.sin(i * 0.37))
  const { centroids, labels } = paletteOf(vectors, width)
  let worst = 0
  for (const [i, label] of labels.entries())
    for (let at = 0; at < width; at++)
      worst = Math.max(worst, Math.abs((centroids[label * width + at] ?? 0) - (vectors[i * width + at] ?? 0)))
  expect(worst).toBeLessThan(0.3)
})
