// Locks that belong to this process and are gone the moment it dies, however it dies: PostgreSQL's advisory locks on the one
// connection that the process keeps. Needs a direct connection to the database: a pooler in transaction mode would lend the
// locks to strangers.
import type { Listener } from './listener.ts'

export interface ProcessLock {
  /** Aborts when the connection was lost and with it the lock: stop what the lock protected. */
  lost: AbortSignal
  release(): Promise<void>
}

export interface ProcessLocks {
  /** Undefined while anybody holds it, this process included. */
  tryLock(name: string): Promise<ProcessLock | undefined>
}

/** The first half of the two-part lock key: our locks among those of others in the same database. */
export const lockClass = 7_211_202

export function createProcessLocks(listener: Listener): ProcessLocks {
  const held = new Map<string, AbortController>()
  listener.onGap(() => {
    for (const controller of held.values()) controller.abort(new Error('The database connection was lost'))
    held.clear()
  })

  return {
    async tryLock(name) {
      if (held.has(name)) return undefined // the same connection would be given the same lock twice
      const controller = new AbortController()
      held.set(name, controller)
      const forget = () => {
        if (held.get(name) === controller) held.delete(name)
      }
      try {
        const [row] = await listener.query<{ locked: boolean }>(
          'select pg_try_advisory_lock($1, hashtext($2)) as locked',
          [lockClass, name],
        )
        if (!row?.locked) {
          forget()
          return undefined
        }
      } catch (error) {
        forget()
        throw error
      }
      return {
        lost: controller.signal,
        async release() {
          if (controller.signal.aborted) return
          await listener.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, name]).catch(() => {})
          forget()
        },
      }
    },
  }
}
