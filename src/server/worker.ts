// Does the background work, inside the server's own process (ROLE=all) or alone (ROLE=worker). Heavy work is in a child process
// of the imaging, so that answering visitors never waits for it.
import type pg from 'pg'
import { createDeriving } from '#imaging/attachments/derive.ts'
import { createImaging } from '#imaging/imaging.ts'
import { startJobRunner } from '#platform/jobs.ts'
import type { Listener } from '#platform/listener.ts'
import type { Tools } from '#platform/tools.ts'
import { createMediaTasks } from '#rooms/media/media.ts'
import { attachmentUses } from '#rooms/publishing/publishing.ts'
import { placePanorama } from '#rooms/tours/tours.ts'

export interface Worker {
  /** Takes no new work, gives back what is under way, and waits until that is done. */
  stop(): Promise<void>
}

export async function startWorker(
  tools: Tools,
  { pool, listener }: { pool: pg.Pool; listener: Listener },
): Promise<Worker> {
  const { config, log } = tools
  const imaging = createImaging({
    memoryMegabytes: config.imagingMemoryMegabytes,
    timeoutSeconds: config.imagingTimeoutSeconds,
  })
  const deriving = createDeriving()
  const hooks = { onShown: placePanorama, uses: attachmentUses }
  const tasks = await createMediaTasks(tools, listener, { imaging, deriving }, hooks)
  const runner = await startJobRunner({ pool, listener, log, tasks })
  return {
    async stop() {
      await runner.stop()
      await imaging.close()
    },
  }
}
