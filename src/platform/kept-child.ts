// Keeps one child process: starts it when there is work, ends it when idle, and replaces it when it dies. Orders wait in line; what
// happens to one never touches the next. A child knows no secret of ours, yields to us, and must end when its channel closes.
import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { constants, setPriority } from 'node:os'

export interface ChildStart {
  entry: URL
  args?: string[]
  execArgv?: string[]
  /** All that it gets besides what every child gets. */
  environment?: Record<string, string>
}

export function startChild({ entry, args = [], execArgv = [], environment }: ChildStart): ChildProcess {
  const child = fork(entry, args, {
    execArgv: [...execArgv, '--disable-warning=ExperimentalWarning'],
    env: { ...commonEnvironment(), ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  if (child.pid !== undefined) lowerPriority(child.pid)
  return child
}

/** Nothing of the parent's own: it holds the database's and the storage's secrets. */
const commonEnvironment = (): NodeJS.ProcessEnv => ({
  TZ: 'UTC',
  NODE_ENV: 'production',
  // Fewer malloc arenas keep freed memory from staying with each thread.
  MALLOC_ARENA_MAX: '2',
  // Windows can't start a process without it.
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
})

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It may have ended already; its order then fails by its exit.
  }
}

export interface KeptChildOptions extends ChildStart {
  idleSeconds: number
  /** What an order fails with when the process ends under it or can't be reached. */
  crash: (message: string) => Error
}

/** Whoever gives an order ends it by one of these; `stop` ends the process with it. */
export interface Hands<Result> {
  resolve: (result: Result) => void
  reject: (error: unknown) => void
  stop: (error: unknown) => void
}

export interface Order<Reply, Result> {
  message: Serializable
  hear: (reply: Reply, hands: Hands<Result>) => void
  atMostSeconds: number
  tooLong: () => Error
  /** Looks after the process ten times a second while it works. */
  look?: (pid: number | undefined, stop: Hands<Result>['stop']) => void
  signal?: AbortSignal | undefined
}

const lookMilliseconds = 100

export class KeptChild<Reply> {
  readonly #options: KeptChildOptions
  #child: ChildProcess | undefined
  #line: Promise<void> = Promise.resolve()
  #idleTimer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: KeptChildOptions) {
    this.#options = options
  }

  /** Process id of the living child, for those who watch it. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  run<Result>(order: Order<Reply, Result>): Promise<Result> {
    const { signal } = order
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    // Whoever gives up while waiting is told at once; during the work the process must end first.
    const giveUp = () => reject(signal?.reason)
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#line = this.#line.then(async () => {
      signal?.removeEventListener('abort', giveUp)
      await this.#runNow(order).then(resolve, reject)
    })
    return promise
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idleTimer)
    await this.#kill()
    await this.#line
  }

  async #runNow<Result>(order: Order<Reply, Result>): Promise<Result> {
    order.signal?.throwIfAborted()
    if (this.#closed) throw this.#options.crash('is closed')
    clearTimeout(this.#idleTimer)
    const child = this.#child ?? this.#start()
    try {
      return await this.#converse(child, order)
    } finally {
      if (this.#child === child)
        this.#idleTimer = setTimeout(() => void this.#kill(), this.#options.idleSeconds * 1000).unref()
    }
  }

  /** Sends the order and follows it to its end; whatever ends it early also ends the process. */
  async #converse<Result>(child: ChildProcess, order: Order<Reply, Result>): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    let stopped: { reason: unknown } | undefined
    // Told only after the process has ended: nothing may write any more when the caller cleans up.
    const stop = (reason: unknown) => {
      stopped ??= { reason }
      void this.#kill()
    }
    const onMessage = (reply: Reply) => order.hear(reply, { resolve, reject, stop })
    const onExit = (code: number | null, cause: string | null) =>
      reject(stopped ? stopped.reason : this.#options.crash(`ended (${cause ?? code})`))
    const onAbort = () => stop(order.signal?.reason)
    const timer = setTimeout(() => stop(order.tooLong()), order.atMostSeconds * 1000)
    const looking = order.look && setInterval(() => order.look?.(child.pid, stop), lookMilliseconds)
    child.on('message', onMessage).once('exit', onExit)
    order.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      child.send(order.message, (error) => error && reject(this.#options.crash(error.message)))
      return await promise
    } finally {
      clearTimeout(timer)
      clearInterval(looking)
      child.off('message', onMessage).off('exit', onExit)
      order.signal?.removeEventListener('abort', onAbort)
    }
  }

  #start(): ChildProcess {
    const child = startChild(this.#options)
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
