// Seeded randomness and smooth noise: the only source of chance in the renderer, so that equal commands give equal bytes.

/** Mixes three integers into 32 well-spread bits. */
export function hash3(a: number, b: number, c: number): number {
  let h = (Math.imul(a, 0x8da6b343) ^ Math.imul(b, 0xd8163841) ^ Math.imul(c, 0xcb1ab31f)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** The same as a number in [0, 1). */
export const chance = (a: number, b = 0, c = 0) => hash3(a, b, c) / 4294967296

/** A small generator (mulberry32) for sequences. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T
  }
}

const fade = (t: number) => t * t * (3 - 2 * t)

/** Smooth value noise in [0, 1]. */
export function noise2(x: number, y: number, seed = 0): number {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  const fx = fade(x - xi)
  const fy = fade(y - yi)
  const top = chance(xi, yi, seed) * (1 - fx) + chance(xi + 1, yi, seed) * fx
  const bottom = chance(xi, yi + 1, seed) * (1 - fx) + chance(xi + 1, yi + 1, seed) * fx
  return top * (1 - fy) + bottom * fy
}

/** Noise of several octaves in [0, 1]. */
export function cloud2(x: number, y: number, octaves: number, seed = 0): number {
  let sum = 0
  let weight = 0.5
  let total = 0
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise2(x, y, seed + octave * 17)
    total += weight
    weight *= 0.5
    x *= 2.03
    y *= 2.03
  }
  return sum / total
}

export const clamp = (x: number, low: number, high: number) => (x < low ? low : x > high ? high : x)
export const mix = (a: number, b: number, t: number) => a + (b - a) * t

export function smoothstep(low: number, high: number, x: number): number {
  return fade(clamp((x - low) / (high - low), 0, 1))
}
