// Does the background work, inside the server's own process (ROLE=all) or alone (ROLE=worker). Heavy work is in a child process
// of the imaging, so that answering visitors never waits for it.
import type pg from 'pg'
import { createDeriving } from '#imaging/attachments/derive.ts'
import { createImaging } from '#imaging/imaging.ts'
import { startJobRunner } from '#platform/jobs.ts'
import type { Listener } from '#platform/listener.ts'
import type { Tools } from '#platform/tools.ts'
import { createDeskTasks } from '#rooms/desk/window.ts'
import { createLegalTasks } from '#rooms/legal/legal.ts'
import { createMediaTasks } from '#rooms/media/media.ts'
import { createMailTasks, lookAfterOutbox } from '#rooms/notices/deliver.ts'
import { createPrivacyTasks } from '#rooms/privacy/privacy.ts'
import { attachmentUses } from '#rooms/publishing/publishing.ts'
import { placePanorama } from '#rooms/tours/tours.ts'
import { findImprint } from './imprint.ts'

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
  const media = await createMediaTasks(tools, listener, { imaging, deriving }, hooks)
  const tasks = {
    ...media,
    ...(await createPrivacyTasks(tools)),
    ...createDeskTasks(tools),
    ...createLegalTasks(tools),
  }
  const runner = await startJobRunner({ pool, listener, log, tasks })
  const mail = await startMail(tools, { pool, listener })
  return {
    async stop() {
      await mail.stop()
      await runner.stop()
      await imaging.close()
    },
  }
}

const lookMilliseconds = 3_600_000
const mailsAtOnce = 4

/** Mail has a runner of its own: nobody waits for a link because pictures are being cut. */
async function startMail(tools: Tools, { pool, listener }: { pool: pg.Pool; listener: Listener }): Promise<Worker> {
  const { log } = tools
  const tasks = createMailTasks(tools, findImprint)
  const runner =
    Object.keys(tasks).length > 0
      ? await startJobRunner({ pool, listener, log, tasks, concurrency: mailsAtOnce })
      : undefined
  const look = () => lookAfterOutbox(tools).catch((error) => log.error({ error }, 'could not look after the outbox'))
  let looking = look()
  const sweeping = setInterval(() => {
    looking = look()
  }, lookMilliseconds)
  return {
    async stop() {
      clearInterval(sweeping)
      await looking
      await runner?.stop()
    },
  }
}
