// The imaging's own process (kept-child.ts) with what it may use: time and memory.
import { readFile } from 'node:fs/promises'
import { KeptChild } from '#platform/kept-child.ts'
import type { ChildLimits, Reply, Request } from './child/messages.ts'
import type { ImagingEvent } from './contract.ts'
import { ImagingCrash, ImagingRefusal } from './refusal.ts'

export interface HostOptions extends ChildLimits {
  timeoutSeconds: number
  idleSeconds: number
}

export interface OrderOptions {
  onEvent?: (event: ImagingEvent) => void
  signal?: AbortSignal
}

type Result = Extract<Reply, { kind: 'inspected' | 'tiled' }>

const entry = new URL('./child/child.ts', import.meta.url)
const pageBytes = 4096

export class ChildHost {
  readonly #options: HostOptions
  readonly #child: KeptChild<Reply>

  constructor(options: HostOptions) {
    const { memoryMegabytes, maxPixels, threads } = options
    const limits: ChildLimits = { memoryMegabytes, maxPixels, threads }
    this.#options = options
    this.#child = new KeptChild({
      ...{ entry, args: [JSON.stringify(limits)], environment: imagingEnvironment(threads) },
      execArgv: ['--expose-gc', '--single-threaded-gc', '--max-old-space-size=512'],
      idleSeconds: options.idleSeconds,
      crash: (message) => new ImagingCrash(`The imaging process: ${message}`),
    })
  }

  /** Process id of the living child, for those who watch it. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  run(request: Request, { onEvent, signal }: OrderOptions = {}): Promise<Result> {
    const { timeoutSeconds } = this.#options
    return this.#child.run<Result>({
      ...{ message: request, signal, atMostSeconds: timeoutSeconds },
      hear(reply, { resolve, reject, stop }) {
        if (reply.kind === 'event') onEvent?.(reply.event)
        else if (reply.kind === 'refused') reject(new ImagingRefusal(reply.code, reply.details))
        else if (reply.kind === 'failed') stop(new ImagingCrash(reply.message, reply.outage))
        else resolve(reply)
      },
      tooLong: () => new ImagingRefusal('took_too_long', { seconds: timeoutSeconds }),
      look: (pid, stop) => void this.#checkMemory(pid, stop),
    })
  }

  close(): Promise<void> {
    return this.#child.close()
  }

  async #checkMemory(pid: number | undefined, stop: (reason: unknown) => void): Promise<void> {
    const bytes = await residentBytes(pid)
    const { memoryMegabytes } = this.#options
    if (bytes > memoryMegabytes * 1024 * 1024)
      stop(new ImagingRefusal('out_of_memory', { usedMegabytes: Math.round(bytes / 1024 / 1024), memoryMegabytes }))
  }
}

export const imagingEnvironment = (threads: number) => ({
  UV_THREADPOOL_SIZE: String(threads + 1),
  VIPS_BLOCK_UNTRUSTED: '1',
  // Its warnings about odd files are no news; errors come as errors.
  VIPS_WARNING: '1',
})

/** Resident memory of a process; 0 where the system offers no cheap way to ask. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * pageBytes
}
