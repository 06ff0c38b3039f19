// Keeps one imaging process: starts it when there is work, watches its time and memory, ends it when idle, and replaces it when
// it dies. Orders wait in line; what happens to one never touches the next.
import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
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
const memoryCheckMilliseconds = 100
const pageBytes = 4096

export class ChildHost {
  readonly #options: HostOptions
  #child: ChildProcess | undefined
  #line: Promise<void> = Promise.resolve()
  #idleTimer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: HostOptions) {
    this.#options = options
  }

  /** Process id of the living child, for those who watch it. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  run(request: Request, options: OrderOptions = {}): Promise<Result> {
    const { signal } = options
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    // Whoever gives up while waiting is told at once; during the work the process must end first.
    const giveUp = () => reject(signal?.reason)
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#line = this.#line.then(async () => {
      signal?.removeEventListener('abort', giveUp)
      await this.#runNow(request, options).then(resolve, reject)
    })
    return promise
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idleTimer)
    await this.#kill()
    await this.#line
  }

  async #runNow(request: Request, { onEvent, signal }: OrderOptions): Promise<Result> {
    signal?.throwIfAborted()
    if (this.#closed) throw new ImagingCrash('The imaging is closed')
    clearTimeout(this.#idleTimer)
    const child = this.#child ?? this.#start()
    try {
      return await this.#converse(child, request, onEvent, signal)
    } finally {
      if (this.#child === child)
        this.#idleTimer = setTimeout(() => void this.#kill(), this.#options.idleSeconds * 1000).unref()
    }
  }

  /** Sends the order and follows it to its end; whatever ends it early also ends the process. */
  async #converse(
    child: ChildProcess,
    request: Request,
    onEvent: OrderOptions['onEvent'],
    signal: AbortSignal | undefined,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    let stopped: { reason: unknown } | undefined
    // Told only after the process has ended: nothing may write any more when the caller cleans up.
    const stop = (reason: unknown) => {
      stopped ??= { reason }
      void this.#kill()
    }
    const onMessage = (reply: Reply) => {
      if (reply.kind === 'event') onEvent?.(reply.event)
      else if (reply.kind === 'refused') reject(new ImagingRefusal(reply.code, reply.details))
      else if (reply.kind === 'failed') stop(new ImagingCrash(reply.message, reply.outage))
      else resolve(reply)
    }
    const onExit = (code: number | null, cause: string | null) =>
      reject(stopped ? stopped.reason : new ImagingCrash(`The imaging process ended (${cause ?? code})`))
    const onAbort = () => stop(signal?.reason)
    const timer = setTimeout(
      () => stop(new ImagingRefusal('took_too_long', { seconds: this.#options.timeoutSeconds })),
      this.#options.timeoutSeconds * 1000,
    )
    const watch = setInterval(() => void this.#checkMemory(child, stop), memoryCheckMilliseconds)
    child.on('message', onMessage).once('exit', onExit)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      child.send(request, (error) => error && reject(new ImagingCrash(error.message)))
      return await promise
    } finally {
      clearTimeout(timer)
      clearInterval(watch)
      child.off('message', onMessage).off('exit', onExit)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  async #checkMemory(child: ChildProcess, stop: (reason: unknown) => void): Promise<void> {
    const bytes = await residentBytes(child.pid)
    const { memoryMegabytes } = this.#options
    if (bytes > memoryMegabytes * 1024 * 1024)
      stop(new ImagingRefusal('out_of_memory', { usedMegabytes: Math.round(bytes / 1024 / 1024), memoryMegabytes }))
  }

  #start(): ChildProcess {
    const { memoryMegabytes, maxPixels, threads } = this.#options
    const limits: ChildLimits = { memoryMegabytes, maxPixels, threads }
    const child = fork(entry, [JSON.stringify(limits)], {
      execArgv: [
        '--expose-gc',
        '--single-threaded-gc',
        '--max-old-space-size=512',
        '--disable-warning=ExperimentalWarning',
      ],
      env: childEnvironment(threads),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    if (child.pid !== undefined) lowerPriority(child.pid)
    this.#child = child
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
    })
    // A failed start is reported by 'exit' or by send; without this it would end the parent.
    child.on('error', () => child.kill('SIGKILL'))
    child.unref()
    child.channel?.unref()
    return child
  }

  async #kill(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.ref()
    child.kill('SIGKILL')
    await ended
  }
}

/** Nothing of the parent's environment: it holds the database's and the storage's secrets. */
export function childEnvironment(threads: number): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    TZ: 'UTC',
    NODE_ENV: 'production',
    UV_THREADPOOL_SIZE: String(threads + 1),
    VIPS_BLOCK_UNTRUSTED: '1',
    // Its warnings about odd files are no news; errors come as errors.
    VIPS_WARNING: '1',
    // Fewer malloc arenas keep freed memory from staying with each thread.
    MALLOC_ARENA_MAX: '2',
  }
  // Windows can't start a process without it.
  if (process.env.SystemRoot) environment.SystemRoot = process.env.SystemRoot
  return environment
}

export function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It may have ended already; its order then fails by its exit.
  }
}

/** Resident memory of a process; 0 where the system offers no cheap way to ask. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * pageBytes
}
