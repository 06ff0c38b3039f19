// Spreads the rows of a pass over worker threads; every thread builds the same world and shares the arrays.
import { Worker } from 'node:worker_threads'
import type { LightCache } from './cache.ts'
import type { Canvas, Exposure } from './panorama.ts'

export type Pass = 'gather' | 'first' | 'finish'

export interface Task {
  cameraId: string
  cache: LightCache
  canvas: Canvas
  pass: Pass
  exposure: Exposure
  /** Next row to take; shared. */
  counter: Int32Array
  rows: number
}

export class Crew {
  #workers: Worker[]

  constructor(threads: number) {
    this.#workers = Array.from({ length: threads }, () => new Worker(new URL('./worker.ts', import.meta.url)))
  }

  async run(task: Omit<Task, 'counter'>): Promise<void> {
    const counter = new Int32Array(new SharedArrayBuffer(4))
    await Promise.all(
      this.#workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.once('message', () => {
              worker.off('error', reject)
              resolve()
            })
            worker.once('error', reject)
            worker.postMessage({ ...task, counter })
          }),
      ),
    )
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}
