// Many long vectors as one of 4096 that are near them: a tree of two levels with 64 branches each, so that finding the nearest costs
// 128 comparisons. Deterministic: no chance, the same vectors give the same palette.

const branches = 64
const sampleCount = 48_000
const rounds = 6
export const paletteSize = branches * branches

export interface Palette {
  /** `paletteSize` vectors, one after the other. */
  centroids: Float32Array
  /** Of each vector, which centroid stands for it. */
  labels: Uint16Array
}

export function paletteOf(vectors: Float32Array, width: number): Palette {
  const count = vectors.length / width
  if (count <= paletteSize)
    return { centroids: padded(vectors, width), labels: Uint16Array.from({ length: count }, (_, i) => i) }
  const step = Math.max(1, count / sampleCount)
  const sample = Uint32Array.from({ length: Math.min(count, sampleCount) }, (_, i) => Math.floor(i * step))
  const trunk = cluster(vectors, width, sample)
  const members = Array.from({ length: branches }, (): number[] => [])
  for (const one of sample) members[nearest(trunk, 0, vectors, one * width, width)]?.push(one)
  const centroids = new Float32Array(paletteSize * width)
  for (const [branch, ones] of members.entries()) {
    const leaves = ones.length > 0 ? cluster(vectors, width, Uint32Array.from(ones)) : trunk
    centroids.set(leaves, branch * branches * width)
  }
  const labels = new Uint16Array(count)
  for (let i = 0; i < count; i++) {
    const branch = nearest(trunk, 0, vectors, i * width, width)
    labels[i] = branch * branches + nearest(centroids, branch * branches * width, vectors, i * width, width)
  }
  return { centroids, labels }
}

/** Few enough to keep each as it is; what is left over repeats them, so that no new number comes in. */
function padded(vectors: Float32Array, width: number): Float32Array {
  return Float32Array.from({ length: paletteSize * width }, (_, at) => vectors[at % vectors.length] ?? 0)
}

/** 64 vectors that stand for these ones: k-means from evenly chosen beginnings. */
function cluster(vectors: Float32Array, width: number, ones: Uint32Array): Float32Array {
  const centres = new Float32Array(branches * width)
  for (let k = 0; k < branches; k++) {
    const one = ones[Math.floor((k * ones.length) / branches)] ?? 0
    centres.set(vectors.subarray(one * width, (one + 1) * width), k * width)
  }
  for (let round = 0; round < rounds; round++) move(centres, vectors, width, ones)
  return centres
}

function move(centres: Float32Array, vectors: Float32Array, width: number, ones: Uint32Array): void {
  const sums = new Float64Array(centres.length)
  const counts = new Uint32Array(branches)
  for (const one of ones) {
    const k = nearest(centres, 0, vectors, one * width, width)
    counts[k] = (counts[k] ?? 0) + 1
    for (let at = 0; at < width; at++)
      sums[k * width + at] = (sums[k * width + at] ?? 0) + (vectors[one * width + at] ?? 0)
  }
  for (let k = 0; k < branches; k++) {
    const count = counts[k] ?? 0
    if (count > 0) for (let at = 0; at < width; at++) centres[k * width + at] = (sums[k * width + at] ?? 0) / count
  }
}

/** Which of the 64 vectors from `from` on is nearest to the one at `place`. */
function nearest(centres: Float32Array, from: number, vectors: Float32Array, place: number, width: number): number {
  let [best, least] = [0, Infinity]
  for (let k = 0; k < branches; k++) {
    let distance = 0
    const at = from + k * width
    for (let i = 0; i < width && distance < least; i++) {
      const difference = (centres[at + i] ?? 0) - (vectors[place + i] ?? 0)
      distance += difference * difference
    }
    if (distance < least) {
      least = distance
      best = k
    }
  }
  return best
}
