// What was deleted stays deleted when the database is restored from a backup: each deletion leaves a tombstone outside the database, and
// every start carries out again what a restored database does not know of. A tombstone names ids and a day, nothing of a person.
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { insertErasure } from './erasure-rows.ts'
import type { Subject } from './rows.ts'

const prefix = 'tombstones/'
const dayMs = 86_400_000
/** As long as the certificate; no backup may be older. */
const keptDays = 1827

export interface Tombstone {
  kind: Subject['kind']
  id: string
  erasureId: string
  finishedAt: Date
}

/** Everything stands in the key, so that reading all of them is one listing. */
const keyOf = ({ kind, id, erasureId, finishedAt }: Tombstone): string =>
  `${prefix}${finishedAt.toISOString().slice(0, 10)}/${kind}_${id}_${erasureId}`

function tombstoneIn(key: string): Tombstone | undefined {
  const found = /^tombstones\/(\d{4}-\d\d-\d\d)\/(person|team)_([0-9a-f-]{36})_([0-9a-f-]{36})$/.exec(key)
  if (!found) return undefined
  const [, day = '', kind, id = '', erasureId = ''] = found
  return { kind: kind === 'team' ? 'team' : 'person', id, erasureId, finishedAt: new Date(day) }
}

/** Before the certificate is written: a deletion that a crash cuts off here is carried out again anyway. */
export const putTombstone = ({ storage }: Tools, tombstone: Tombstone): Promise<void> =>
  storage.putBytes(keyOf(tombstone), Buffer.from('deleted\n'))

async function allTombstones({ storage }: Tools): Promise<Tombstone[]> {
  const found: Tombstone[] = []
  for await (const { key } of storage.list(prefix)) {
    const tombstone = tombstoneIn(key)
    if (tombstone) found.push(tombstone)
  }
  return found
}

/**
 * Orders the deletion of everything that has a tombstone and is there again. Returns the ids of the orders, teams before the people who
 * own them; `purge` carries them out.
 */
export async function reorderErased(tools: Tools): Promise<string[]> {
  const tombstones = await allTombstones(tools)
  const risen = [
    ...(await stillThere(tools.db, tombstones, 'team')),
    ...(await stillThere(tools.db, tombstones, 'person')),
  ]
  for (const tombstone of risen) {
    tools.log.warn(
      { from: 'privacy', ...tombstone },
      'what had been deleted came back with a backup; it is deleted again',
    )
    await inTransaction(tools.db, (tx) => orderAgain(tx, tombstone, tools.now()))
  }
  return risen.map(({ erasureId }) => erasureId)
}

async function stillThere(db: Db, tombstones: Tombstone[], kind: Subject['kind']): Promise<Tombstone[]> {
  const ids = tombstones.filter((each) => each.kind === kind).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db.selectFrom(kind).select('id').where('id', 'in', ids).execute()
  const there = new Set(rows.map(({ id }) => id))
  const newest = new Map(tombstones.filter(({ id }) => there.has(id)).map((each) => [each.id, each]))
  return [...newest.values()]
}

/** The order that the backup may know already counts from now; one that it does not know is written anew. */
async function orderAgain(tx: Tx, { kind, id, erasureId }: Tombstone, at: Date): Promise<void> {
  const anew = { due_at: at, finished_at: null, cancelled_at: null, cancelled_by: null, undo_sha256: null }
  const { numUpdatedRows } = await tx.updateTable('erasure').set(anew).where('id', '=', erasureId).executeTakeFirst()
  if (numUpdatedRows === 0n) {
    await tx
      .updateTable('erasure')
      .set({ cancelled_at: at, cancelled_by: id, undo_sha256: null })
      .where('subject_id', '=', id)
      .where('cancelled_at', 'is', null)
      .where('finished_at', 'is', null)
      .execute()
    const order = { undoSha256: null, holdId: null, orderedBecause: null }
    await insertErasure(tx, { id: erasureId, subject: { kind, id }, by: id, at, dueAt: at, ...order })
  }
  const teamId = kind === 'team' ? id : null
  const action = kind === 'team' ? 'team.deleted_again' : 'person.deleted_again'
  await record(tx, { teamId, personId: null, action, targetId: id, details: {}, at })
}

/** For the daily round. */
export async function forgetTombstones(tools: Tools): Promise<void> {
  const before = tools.now().getTime() - keptDays * dayMs
  for (const tombstone of await allTombstones(tools))
    if (tombstone.finishedAt.getTime() < before) await tools.storage.erase(keyOf(tombstone))
}
