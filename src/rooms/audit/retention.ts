// What the history may not keep for ever: networks, and the chains of teams that are gone. What is cut off is written down in the chain's
// head, so that the rest still proves itself.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'

/** Where changes came from is of use for a year; what they were stays. */
export async function eraseOldOrigins(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`update audit_entry
    set network = null, shortened_address = null, origin_salt = null
    where at < ${before} and origin_salt is not null`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Deletes whole chains of teams that were deleted before. Their heads stay, and say where the chain was cut. */
export async function cutChains(db: Db, teamIds: string[]): Promise<number> {
  let cut = 0
  for (const teamId of teamIds) cut += await inTransaction(db, (tx) => cutChain(tx, teamId))
  return cut
}

async function cutChain(tx: Tx, teamId: string): Promise<number> {
  const head = await tx.selectFrom('audit_chain').selectAll().where('chain', '=', teamId).forUpdate().executeTakeFirst()
  if (!head || head.cut_position === head.length) return 0
  await sql`select set_config('panoqor.retention', 'on', true)`.execute(tx)
  const gone = await tx.deleteFrom('audit_entry').where('team_id', '=', teamId).executeTakeFirst()
  await tx.deleteFrom('audit_seal').where('chain', '=', teamId).execute()
  await tx
    .updateTable('audit_chain')
    .set({ cut_position: Number(head.length), cut_sha256: head.head_sha256 })
    .where('chain', '=', teamId)
    .execute()
  return Number(gone.numDeletedRows)
}
