// Lets only so many through at a time, first come, first served.

export interface Turns {
  /** Runs `work` when its turn has come; leaves the line when the signal aborts. */
  take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>
}

export function createTurns(atOnce: number): Turns {
  const line: (() => void)[] = []
  let free = atOnce

  function giveBack(): void {
    const next = line.shift()
    if (next) next()
    else free++
  }

  async function waitForTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free--
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      const place = line.indexOf(resolve)
      if (place >= 0) line.splice(place, 1)
      reject(signal.reason)
    }
    line.push(resolve)
    signal.addEventListener('abort', leave)
    await promise.finally(() => signal.removeEventListener('abort', leave))
  }

  return {
    async take(signal, work) {
      await waitForTurn(signal)
      try {
        return await work()
      } finally {
        giveBack()
      }
    },
  }
}
