// The end of a termination's export window: from then on the team's deletion is ordered, which the operator alone can take back.
import { z } from 'zod'
import { inTransaction } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { Tools } from '#platform/tools.ts'
import { activeHolds, findHold } from '#rooms/holds/holds.ts'
import { orderErasure } from '#rooms/privacy/privacy.ts'
import { findStanding } from './terminations.ts'

export const windowTask = 'export_window_ended'
const Order = z.object({ teamId: z.uuid() })
const dayMs = 86_400_000

/** Does nothing when the termination was taken back or its window is still open; waits as long as the law wants the data kept. */
export function createDeskTasks(tools: Tools): Record<string, Task> {
  return {
    [windowTask]: async (payload) => {
      const { teamId } = Order.parse(payload)
      const now = tools.now()
      await inTransaction(tools.db, async (tx) => {
        const standing = await findStanding(tx, teamId)
        if (!standing || standing.exportUntil > now || standing.terminatedBy === null) return
        const holds = await activeHolds(tx, { kind: 'team', id: teamId }, now)
        const isKept = holds.some(({ kind, source }) => kind === 'law' && !source.startsWith('termination:'))
        if (!isKept) {
          const because = (await findHold(tx, standing.holdId))?.statement ?? {}
          return orderErasure(tx, tools, {
            subject: { kind: 'team', id: teamId },
            ...{ by: standing.terminatedBy, because, at: now },
          })
        }
        const again = { key: `${windowTask} ${teamId}`, runAt: new Date(now.getTime() + dayMs) }
        await tools.jobs.enqueue(tx, windowTask, { teamId }, again)
      })
    },
  }
}
