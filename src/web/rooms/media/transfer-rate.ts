// How fast bytes go and how long the rest takes, over the last seconds, so that neither jumps. Pure: the caller brings the clock.
export interface RateSample {
  atMs: number
  sentBytes: number
}

const windowMs = 12_000
const leastMs = 1500

/** Keeps the samples of the window; a total that fell (files were removed) starts anew. */
export function addSample(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  const last = samples.at(-1)
  if (last && sample.sentBytes < last.sentBytes) return [sample]
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample]
}

/** undefined until there is enough to go by. */
export function bytesPerSecond(samples: readonly RateSample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.atMs - first.atMs < leastMs) return undefined
  return ((last.sentBytes - first.sentBytes) * 1000) / (last.atMs - first.atMs)
}

export function secondsLeft(remainingBytes: number, rate: number | undefined): number | undefined {
  return rate && rate > 0 ? remainingBytes / rate : undefined
}

/** Coarse on purpose: a time that changes every second is not believed. */
export function roughTime(seconds: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
  if (seconds < 50) return { unit: 'seconds', count: Math.max(5, Math.ceil(seconds / 5) * 5) }
  if (seconds < 3000) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  return { unit: 'hours', count: Math.round(seconds / 1800) / 2 }
}
