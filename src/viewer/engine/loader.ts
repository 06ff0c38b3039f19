// Fetches what is wanted now, most urgent first: aborts what is no longer wanted, retries with growing pauses. Never decodes on
// the main thread itself and never touches the GPU; the pixels wait in `take()` until a frame has time to upload them.

export interface TileRequest {
  key: string
  url: string
  /** Smaller is sooner. */
  priority: number
  /** Fetch into the HTTP cache only, for a scene that may come next. */
  onlyCache?: boolean
}

export interface LoadFailure {
  url: string
  attempts: number
  /** HTTP status; undefined when no answer came. */
  status?: number
}

export interface LoaderOptions<Pixels> {
  decode(blob: Blob): Promise<Pixels>
  discard(pixels: Pixels): void
  concurrency: number
  /** Called whenever something arrived, failed or became due again. */
  onChange(): void
  onFailure(failure: LoadFailure): void
  firstPauseMs?: number
}

class HttpFailure extends Error {
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

interface Failed {
  attempts: number
  dueAt: number
}

const longestPauseMs = 30_000

/** Pause before the next attempt: doubling, at most half a minute. An answer like 404 is final until somebody asks again. */
export function pauseMs(attempts: number, status: number | undefined, firstPauseMs = 500): number {
  const final = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
  return final ? Number.POSITIVE_INFINITY : Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
}

export class Loader<Pixels> {
  readonly #options: LoaderOptions<Pixels>
  readonly #flying = new Map<string, AbortController>()
  readonly #failed = new Map<string, Failed>()
  readonly #cached = new Set<string>()
  #ready: { request: TileRequest; pixels: Pixels }[] = []
  #wanted: TileRequest[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #bytes = 0
  #decoding = 0
  #isResting = false

  constructor(options: LoaderOptions<Pixels>) {
    this.#options = options
  }

  /** Bytes of tiles received so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** True while something waits for its upload. */
  get hasReady(): boolean {
    return this.#ready.length > 0
  }

  /** True while something that has arrived becomes pixels: a change will be told in a moment. */
  get isDecoding(): boolean {
    return this.#decoding > 0
  }

  /** Replaces the list of wishes; requests that are not in it any more are aborted. */
  want(requests: TileRequest[]): void {
    this.#wanted = requests.filter(({ key }) => !this.#cached.has(key)).sort((a, b) => a.priority - b.priority)
    const keys = new Set(this.#wanted.map(({ key }) => key))
    for (const [key, controller] of this.#flying) {
      if (keys.has(key)) continue
      this.#flying.delete(key)
      controller.abort()
    }
    this.#ready = this.#ready.filter(({ request, pixels }) => {
      if (keys.has(request.key)) return true
      this.#options.discard(pixels)
      return false
    })
    this.#pump()
  }

  get hasFailures(): boolean {
    return this.#failed.size > 0
  }

  /** The most urgent tile that has arrived; the caller now owns its pixels. */
  take(): { request: TileRequest; pixels: Pixels } | undefined {
    return this.#ready.shift()
  }

  /** Puts back what could not be used yet. */
  giveBack(item: { request: TileRequest; pixels: Pixels }): void {
    this.#ready.unshift(item)
  }

  /** Tries everything that failed again at once: the person pressed "retry", or the network is back. */
  retryNow(): void {
    for (const failed of this.#failed.values()) failed.dueAt = 0
    this.#pump()
  }

  /** While resting nothing new is fetched and no timer runs; what is on its way may arrive. */
  rest(resting: boolean): void {
    this.#isResting = resting
    this.#pump()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.want([])
  }

  #pump(): void {
    clearTimeout(this.#timer)
    if (this.#isResting) return
    const now = Date.now()
    let nextDue = Number.POSITIVE_INFINITY
    const ready = new Set(this.#ready.map(({ request }) => request.key))
    for (const request of this.#wanted) {
      if (this.#flying.size >= this.#options.concurrency) break
      if (this.#flying.has(request.key) || ready.has(request.key)) continue
      const dueAt = this.#failed.get(request.key)?.dueAt ?? 0
      if (dueAt > now) nextDue = Math.min(nextDue, dueAt)
      else void this.#load(request)
    }
    if (nextDue < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#pump(), nextDue - now)
  }

  async #load(request: TileRequest): Promise<void> {
    const controller = new AbortController()
    this.#flying.set(request.key, controller)
    try {
      const pixels = await this.#fetchPixels(request, controller.signal)
      if (controller.signal.aborted) {
        if (pixels) this.#options.discard(pixels)
        return
      }
      this.#failed.delete(request.key)
      this.#wanted = this.#wanted.filter(({ key }) => key !== request.key)
      if (pixels) this.#keep(request, pixels)
      else this.#cached.add(request.key)
    } catch (error) {
      if (controller.signal.aborted) return
      this.#note(request, error instanceof HttpFailure ? error.status : undefined)
    } finally {
      if (this.#flying.get(request.key) === controller) {
        this.#flying.delete(request.key)
        this.#options.onChange()
        this.#pump()
      }
    }
  }

  async #fetchPixels({ key, url, priority, onlyCache }: TileRequest, signal: AbortSignal): Promise<Pixels | undefined> {
    // Something on the way may have kept the failure.
    const cache = this.#failed.has(key) ? 'reload' : 'default'
    const answer = await fetch(url, { signal, cache, priority: priority < 2 ? 'high' : 'low' })
    if (!answer.ok) throw new HttpFailure(answer.status)
    const blob = await answer.blob()
    this.#bytes += blob.size
    if (onlyCache) return undefined
    this.#decoding++
    try {
      return await this.#options.decode(blob)
    } finally {
      this.#decoding--
    }
  }

  #keep(request: TileRequest, pixels: Pixels): void {
    this.#ready.push({ request, pixels })
    this.#ready.sort((a, b) => a.request.priority - b.request.priority)
  }

  #note(request: TileRequest, status: number | undefined): void {
    const attempts = (this.#failed.get(request.key)?.attempts ?? 0) + 1
    this.#failed.set(request.key, {
      attempts,
      dueAt: Date.now() + pauseMs(attempts, status, this.#options.firstPauseMs),
    })
    this.#options.onFailure({ url: request.url, attempts, status })
  }
}
