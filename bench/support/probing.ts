// Starts the thread that asks for one address at a fixed rate, so that what else a bench does never delays its clock.
import { Worker } from 'node:worker_threads'

export interface Sample {
  milliseconds: number[]
  errors: number
}

export function startProbe(url: string, perSecond: number) {
  const worker = new Worker(new URL('./probe.ts', import.meta.url), { workerData: { url, perSecond } })
  const ask = (message: 'take' | 'stop') =>
    new Promise<Sample>((resolve) => {
      worker.once('message', resolve)
      worker.postMessage(message)
    })
  /** What came since the last time. */
  return { take: () => ask('take'), stop: () => ask('stop') }
}

/** `share` 0…1. */
export function percentile(milliseconds: readonly number[], share: number): number {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
