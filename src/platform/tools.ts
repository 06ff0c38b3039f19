// Everything that comes from outside a function's arguments: made once in src/server/main.ts and handed in. No room makes its own.
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import type { Log } from './log.ts'
import type { Secret } from './secret.ts'
import type { Storage } from './storage/storage.ts'

export interface Tools {
  config: Config
  db: Db
  storage: Storage
  jobs: JobQueue
  log: Log
  secret: Secret
  now: () => Date
}

/** Orders background work in the transaction that needs it: rolled back together, seen by a worker only after the commit. */
export interface JobQueue {
  enqueue(tx: Tx, task: string, payload: Record<string, unknown>, options?: JobOptions): Promise<void>
}

export interface JobOptions {
  /** Jobs of one queue run one after the other; a team's name here keeps it from holding up the others. */
  queue?: string
  /** Ordering a job with the same key again replaces the waiting one. */
  key?: string
  maxAttempts?: number
  runAt?: Date
}
