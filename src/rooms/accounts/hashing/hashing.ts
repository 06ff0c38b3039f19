// The hashing process and the line before it: one password at a time, a bounded number waiting, so that guessing can't exhaust the
// machine. Whoever can't be served is told so; nobody waits for ever, and no password is written down.
import { KeptChild } from '#platform/kept-child.ts'
import { Refusal } from '#platform/refusal.ts'
import type { HashCost, HashOrder, HashReply } from './messages.ts'

export interface HashingOptions {
  waitingAtMost?: number
  atMostSeconds?: number
  /** Told when the process ended under somebody's password. */
  onCrash?: (message: string) => void
}

export interface Hashing {
  hash(password: string, cost: HashCost): Promise<string>
  compare(password: string, stored: string): Promise<boolean>
  /** Process id while it lives. */
  readonly pid: number | undefined
  close(): Promise<void>
}

const entry = new URL('./child.ts', import.meta.url)
/** Starting again takes less than a tenth of a second. */
const idleSeconds = 15

const busy = (kind: 'too_many' | 'unavailable') => new Refusal(kind, 'accounts.busy', { retryAfterSeconds: 5 })

export function openHashing({ waitingAtMost = 50, atMostSeconds = 30, onCrash }: HashingOptions = {}): Hashing {
  let taken = 0
  const crash = (message: string) => {
    onCrash?.(message)
    return busy('unavailable')
  }
  const child = new KeptChild<HashReply>({ entry, idleSeconds, crash, execArgv: ['--max-old-space-size=64'] })

  async function inTurn(message: HashOrder): Promise<Exclude<HashReply, { kind: 'failed' }>> {
    if (taken > waitingAtMost) throw busy('too_many')
    taken++
    try {
      return await child.run({
        ...{ message, atMostSeconds, tooLong: () => crash('took too long') },
        hear: (reply, { resolve, reject }) =>
          reply.kind === 'failed' ? reject(new Error(reply.message)) : resolve(reply),
      })
    } finally {
      taken--
    }
  }

  return {
    async hash(password, cost) {
      const reply = await inTurn({ kind: 'hash', password, cost })
      if (reply.kind !== 'hashed') throw new Error('The hashing process answered something else')
      return reply.stored
    },
    async compare(password, stored) {
      const reply = await inTurn({ kind: 'compare', password, stored })
      if (reply.kind !== 'compared') throw new Error('The hashing process answered something else')
      return reply.matches
    },
    get pid() {
      return child.pid
    },
    close: () => child.close(),
  }
}
