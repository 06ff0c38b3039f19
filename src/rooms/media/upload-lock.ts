// One writer per upload, in all processes. A writer that hears nothing from its client any more (a phone that left the network)
// makes room for whoever comes next; one that is busy keeps its place, and the other is answered 423.
import type { Lock, Locker, RequestRelease } from '@tus/server'
import type { Listener } from '#platform/listener.ts'
import type { ProcessLock, ProcessLocks } from '#platform/process-locks.ts'

const releaseChannel = 'upload_release'
const silentMs = 2000
const waitMs = 4000
const busyWaitMs = 1000
const retryMs = 100

export const uploadBusy = { status_code: 423, body: 'media.upload_busy' }

interface Holder {
  heardAt: number
  release: RequestRelease
}

export interface UploadLocker extends Locker {
  /** The writer of this upload has just got bytes from its client. */
  heard(id: string): void
  /** Takes an upload for housekeeping; undefined while somebody writes. */
  tryTake(id: string): Promise<ProcessLock | undefined>
}

export async function openUploadLocker(
  locks: ProcessLocks,
  listener: Listener,
  insists: () => boolean,
): Promise<UploadLocker> {
  const holders = new Map<string, Holder>()

  await listener.on(releaseChannel, (payload) => {
    if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('insist' in payload)) return
    askForRelease(String(payload.id), payload.insist === true)
  })

  function askForRelease(id: string, insist: boolean): void {
    const holder = holders.get(id)
    if (holder && (insist || Date.now() - holder.heardAt >= silentMs)) void holder.release()
  }

  async function acquire(id: string, signal: AbortSignal): Promise<ProcessLock> {
    const insist = insists()
    const patience = Date.now() + (insist ? waitMs : busyWaitMs)
    for (let asked = false; ; asked = true) {
      const lock = await locks.tryLock(nameOf(id))
      if (lock) return lock
      const holder = holders.get(id)
      if (holder) askForRelease(id, insist)
      else if (!asked)
        await listener.query('select pg_notify($1, $2)', [releaseChannel, JSON.stringify({ id, insist })])
      if (signal.aborted || Date.now() > patience) throw uploadBusy
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }

  return {
    heard(id) {
      const holder = holders.get(id)
      if (holder) holder.heardAt = Date.now()
    },
    tryTake: (id) => locks.tryLock(nameOf(id)),
    newLock(id): Lock {
      let lock: ProcessLock | undefined
      return {
        async lock(signal, release) {
          lock = await acquire(id, signal)
          holders.set(id, { heardAt: Date.now(), release })
          lock.lost.addEventListener('abort', () => void release(), { once: true })
        },
        async unlock() {
          holders.delete(id)
          await lock?.release()
        },
      }
    },
  }
}

const nameOf = (id: string) => `upload:${id}`
