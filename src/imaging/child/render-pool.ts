// The threads that render quads, and the memory they share with the main thread. Kept warm between panoramas; big memories are
// given back at once, so that an idle process stays small.
import { Worker } from 'node:worker_threads'
import { writeKernelTables } from '../kernel/kernel.ts'
import type { Quad, WorkerOrder } from '../kernel/render-worker.ts'

const pageBytes = 65536
const keepWarmBytes = 320 * 1024 * 1024
/** A render thread keeps nothing on its heap. */
const resourceLimits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 1 }

interface Thread {
  worker: Worker
  settle?: { resolve: () => void; reject: (error: Error) => void }
}

export class RenderPool {
  readonly #threads: Thread[]
  readonly #idle: Thread[] = []
  readonly #waiting: ((thread: Thread) => void)[] = []
  #memory: WebAssembly.Memory | undefined

  constructor(threads: number) {
    this.#threads = Array.from({ length: threads }, () => this.#start())
    this.#idle.push(...this.#threads)
  }

  get size(): number {
    return this.#threads.length
  }

  /** Memory of at least this size with the kernel's tables in it, known to all threads. */
  async memory(bytes: number, scratch: number[]): Promise<WebAssembly.Memory> {
    const pages = Math.ceil(bytes / pageBytes)
    const heldPages = this.#memory ? this.#memory.buffer.byteLength / pageBytes : 0
    if (heldPages < pages) await this.#forget()
    if (!this.#memory) {
      this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
      writeKernelTables(this.#memory)
    }
    const memory = this.#memory
    this.#threads.forEach(({ worker }, index) => {
      post(worker, { kind: 'memory', memory, scratch: scratch[index] ?? 0 })
    })
    return memory
  }

  /** After a panorama: a big memory is not worth keeping. */
  async rest(): Promise<void> {
    if (this.#memory && this.#memory.buffer.byteLength > keepWarmBytes) await this.#forget()
  }

  async render(quad: Quad): Promise<void> {
    const thread = this.#idle.pop() ?? (await new Promise<Thread>((resolve) => this.#waiting.push(resolve)))
    try {
      await this.#ask(thread, { kind: 'quad', quad })
    } finally {
      const next = this.#waiting.shift()
      if (next) next(thread)
      else this.#idle.push(thread)
    }
  }

  #ask(thread: Thread, order: WorkerOrder): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      thread.settle = { resolve, reject }
      post(thread.worker, order)
    })
  }

  async #forget(): Promise<void> {
    if (!this.#memory) return
    this.#memory = undefined
    await Promise.all(this.#threads.map((thread) => this.#ask(thread, { kind: 'forget' })))
    globalThis.gc?.()
  }

  #start(): Thread {
    const worker = new Worker(new URL('../kernel/render-worker.ts', import.meta.url), { resourceLimits })
    const thread: Thread = { worker }
    worker.on('message', () => thread.settle?.resolve())
    // A thread that fails is a bug: the whole process ends, and the door starts a new one.
    worker.on('error', (error) => {
      throw error
    })
    return thread
  }
}

function post(worker: Worker, order: WorkerOrder): void {
  worker.postMessage(order)
}
