// Tells everybody with an account that a document changes: in the application and by mail, in their language, each once. Done in portions by
// a job that orders its successor, so that a hundred thousand people hold up nothing and a restart goes on where it was.
import { z } from 'zod'
import { inTransaction, type Tx } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { Tools } from '#platform/tools.ts'
import { word } from '#platform/words.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { dayIn } from './local-day.ts'
import { findVersion, isPublished } from './store.ts'

export const tellTask = 'legal.tell'

const Order = z.object({ versionId: z.uuid(), after: z.uuid().nullable() })
type Order = z.infer<typeof Order>

const peopleAtOnce = 200

export const orderTelling = (tx: Tx, jobs: Tools['jobs'], order: Order) =>
  jobs.enqueue(tx, tellTask, order, { key: `${tellTask} ${order.versionId}` })

export function createLegalTasks(tools: Tools): Record<string, Task> {
  return { [tellTask]: (payload) => tellPortion(tools, Order.parse(payload)) }
}

async function tellPortion(tools: Tools, { versionId, after }: Order): Promise<void> {
  await inTransaction(tools.db, async (tx) => {
    const version = await findVersion(tx, versionId)
    // What was taken back is nothing to tell of.
    if (!version || !isPublished(version) || version.cancelled_at) return
    // Who came later accepted this version, or saw it, when they came.
    const earlier = tx.selectFrom('person').select('id').where('created_at', '<', version.published_at)
    const query = earlier.orderBy('id').limit(peopleAtOnce)
    const people = await (after === null ? query : query.where('id', '>', after)).execute()
    for (const { id: personId } of people)
      await notifyPerson(tx, tools, {
        ...{ personId, kind: 'terms_changed', path: '/account/consents', key: versionId },
        values: (language) => ({
          document: word(language, `legal.kind.${version.kind}`),
          date: dayIn(version.effective_at, language),
        }),
      })
    const last = people.at(-1)
    if (last && people.length === peopleAtOnce) await orderTelling(tx, tools.jobs, { versionId, after: last.id })
  })
}
