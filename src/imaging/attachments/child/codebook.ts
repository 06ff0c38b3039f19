// Numbers as one of 256 values that fit them best: one-dimensional k-means. The same numbers give the same values.

const valuesCount = 256
const sampleCount = 100_000
const rounds = 12

export interface Codebook {
  /** Ascending. */
  values: number[]
  indexOf(number: number): number
}

export function codebookOf(numbers: Float32Array): Codebook {
  const values = fewValues(numbers) ?? bestValues(sampleOf(numbers).sort())
  return { values: [...values], indexOf: (number) => nearest(values, number) }
}

/** Numbers that come out of a codebook already are kept as they are. */
function fewValues(numbers: Float32Array): Float64Array | undefined {
  const found = new Set<number>()
  for (const number of numbers) if (found.add(number).size > valuesCount) return undefined
  const values = Float64Array.from(found).sort()
  return Float64Array.from({ length: valuesCount }, (_, k) => values[Math.min(k, values.length - 1)] ?? 0)
}

/**
 * Half of the values begin where the numbers are dense, half evenly between the least and the greatest, so that rare ones are not
 * lost; then each moves to the middle of what is nearest to it.
 */
function bestValues(sample: Float32Array): Float64Array {
  const [least, greatest] = [sample[0] ?? 0, sample.at(-1) ?? 0]
  const half = valuesCount / 2
  const values = Float64Array.from({ length: valuesCount }, (_, k) =>
    k < half
      ? (sample[Math.floor(((k + 0.5) / half) * sample.length)] ?? 0)
      : least + ((greatest - least) * (k - half)) / (half - 1),
  ).sort()
  for (let round = 0; round < rounds; round++) improve(values, sample)
  return values.sort()
}

function sampleOf(numbers: Float32Array): Float32Array {
  if (numbers.length <= sampleCount) return Float32Array.from(numbers)
  const step = numbers.length / sampleCount
  return Float32Array.from({ length: sampleCount }, (_, i) => numbers[Math.floor(i * step)] ?? 0)
}

/** `sample` and `values` ascend, so one walk finds what belongs to whom. */
function improve(values: Float64Array, sample: Float32Array): void {
  let at = 0
  for (let k = 0; k < values.length; k++) {
    const border = k + 1 < values.length ? ((values[k] ?? 0) + (values[k + 1] ?? 0)) / 2 : Infinity
    let [sum, count] = [0, 0]
    for (; at < sample.length && (sample[at] ?? 0) <= border; at++, count++) sum += sample[at] ?? 0
    if (count > 0) values[k] = sum / count
  }
}

function nearest(values: Float64Array, number: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  const [below, above] = [values[low - 1], values[low] ?? 0]
  return below !== undefined && number - below < above - number ? low - 1 : low
}
