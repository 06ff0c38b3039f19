// The privacy room's door: one's own data, its deletion, and the operator's duties about it. The background work is made here; the
// routes are in routes.ts and desk-routes.ts.
import { z } from 'zod'
import { inTransaction } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { Tools } from '#platform/tools.ts'
import { purgeTask } from './erasures.ts'
import { carryOutExport, exportTask } from './exports.ts'
import { eraseAgain, purge } from './purge.ts'
import { dailyRound } from './retention.ts'

export { findPending as findPendingErasure } from './erasure-rows.ts'
export { orderErasure, revokeErasure } from './erasures.ts'
export { anonymisePerson, blockProcessing, resumeProcessing } from './restraint.ts'

const dailyTask = 'daily_round'
/** At three in the morning in Astana, when few are at work. */
const roundAtUtcHour = 22
const startAfterMs = 60_000

const ExportOrder = z.object({ exportId: z.uuid() })
const ErasureOrder = z.object({ erasureId: z.uuid() })

export async function createPrivacyTasks(tools: Tools): Promise<Record<string, Task>> {
  // Where the storage can't be listed just now, the round a minute later does it.
  await eraseAgain(tools).catch((error) => tools.log.error({ error }, 'could not look for what a backup brought back'))
  await planRound(tools, new Date(tools.now().getTime() + startAfterMs))
  return {
    [exportTask]: (payload, { attempt }) => carryOutExport(tools, ExportOrder.parse(payload).exportId, attempt),
    [purgeTask]: (payload) => purge(tools, ErasureOrder.parse(payload).erasureId),
    [dailyTask]: async () => {
      await dailyRound(tools)
      await planRound(tools, nextRound(tools.now()))
    },
  }
}

/** One round is planned at a time, however many processes there are. */
const planRound = (tools: Tools, runAt: Date): Promise<void> =>
  inTransaction(tools.db, (tx) => tools.jobs.enqueue(tx, dailyTask, {}, { key: dailyTask, queue: dailyTask, runAt }))

export function nextRound(now: Date): Date {
  const next = new Date(now)
  next.setUTCHours(roundAtUtcHour, 0, 0, 0)
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1)
  return next
}
