// Carries out a deletion whose fourteen days are over. May be killed anywhere: what was counted is written down with the rows that
// went, bytes are looked for again, and the certificate is written last.
import { sql } from 'kysely'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { type Certificate, certificateHash, certify, recentlyErasedTeams, whatIsKept } from './certificate.ts'
import { erasePersonRows, personPrefixes } from './erase-person.ts'
import { type ErasedRows, eraseFiles, eraseTeamRows, eraseUploads, teamPrefixes } from './erase-team.ts'
import { findPendingById, type PendingErasure } from './erasure-rows.ts'
import { onlyOwnerOf, purgeTask } from './erasures.ts'
import type { Subject } from './rows.ts'
import { putTombstone, reorderErased } from './tombstones.ts'

const retryAfterMs = 24 * 3_600_000

/** What was erased by an earlier attempt that did not come to its end. */
interface Begun {
  erased: ErasedRows
}

export async function purge(tools: Tools, erasureId: string): Promise<void> {
  const erasure = await findPendingById(tools.db, erasureId)
  if (!erasure || erasure.dueAt > tools.now()) return
  const why = await obstacle(tools, erasure)
  if (why) return holdUp(tools, erasure, why)

  const { subject } = erasure
  if (subject.kind === 'team') await eraseUploads(tools, subject.id)
  else await eraseOrderedExports(tools, subject.id)
  const erased = await eraseRows(tools, erasure)
  const files = await eraseFiles(tools, subject.kind === 'team' ? teamPrefixes(subject.id) : personPrefixes(subject.id))
  await finish(tools, erasure, (kept, finishedAt) =>
    certify(subject, { requestedAt: erasure.requestedAt, finishedAt }, erased, files, kept),
  )
}

/** Files of exports lie with the team that they are of; the rows by which their day would end go with whoever ordered them. */
async function eraseOrderedExports({ db, storage }: Tools, personId: string): Promise<void> {
  const rows = await db.selectFrom('data_export').select('storage_key').where('requested_by', '=', personId).execute()
  for (const { storage_key: key } of rows) if (key) await storage.erase(key)
}

/** Rows of one kind go in one transaction, together with the note of how many they were. */
function eraseRows(tools: Tools, { id, subject }: PendingErasure): Promise<ErasedRows> {
  return inTransaction(tools.db, async (tx) => {
    const row = await tx
      .selectFrom('erasure')
      .select('certificate')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const begun = asBegun(row.certificate)
    const now = tools.now()
    const fresh =
      subject.kind === 'team' ? await eraseTeamRows(tx, subject.id, now) : await erasePersonRows(tx, subject.id)
    const erased = begun?.erased ?? fresh ?? { rows: {}, details: 0, jobs: 0 }
    await tx
      .updateTable('erasure')
      .set({ certificate: JSON.stringify({ erased }), held_up: null })
      .where('id', '=', id)
      .execute()
    return erased
  })
}

const asBegun = (value: unknown): Begun | undefined =>
  typeof value === 'object' && value !== null && 'erased' in value ? (value as Begun) : undefined

async function finish(
  tools: Tools,
  { id, subject }: PendingErasure,
  make: (kept: Certificate['kept'], at: Date) => Certificate,
): Promise<void> {
  await putTombstone(tools, { ...subject, erasureId: id, finishedAt: tools.now() })
  await inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    const sha256 = await writeCertificate()
    const teamId = subject.kind === 'team' ? subject.id : null
    const action = teamId ? 'team.deleted' : 'person.deleted'
    await record(tx, { teamId, personId: null, action, targetId: subject.id, details: { certificate: sha256 }, at })

    async function writeCertificate(): Promise<string> {
      const certificate = make(await whatIsKept(tx, subject, at), at)
      const hash = certificateHash(certificate)
      await tx
        .updateTable('erasure')
        .set({
          ...{ finished_at: at, certificate: JSON.stringify(certificate), certificate_sha256: hash },
          undo_sha256: null,
          ordered_because: sql`case when ordered_because is null then null else '{}'::jsonb end`,
        })
        .where('id', '=', id)
        .execute()
      return hash
    }
  })
}

/** Somebody's last owner can't go before their team has gone or was given away; what the law holds can't go at all. */
async function obstacle({ db }: Tools, { subject }: PendingErasure): Promise<string | undefined> {
  if (await isHeldByLaw(db, subject)) return 'law'
  if (subject.kind === 'team') return undefined
  const owned = await db
    .selectFrom('membership')
    .innerJoin('erasure', 'erasure.subject_id', 'membership.team_id')
    .select('team_id')
    .where('membership.person_id', '=', subject.id)
    .where('membership.role', '=', 'owner')
    .where('erasure.cancelled_at', 'is', null)
    .where('erasure.finished_at', 'is', null)
    .executeTakeFirst()
  return owned || (await onlyOwnerOf(db, subject.id)).length > 0 ? 'only_owner' : undefined
}

async function isHeldByLaw(db: Tools['db'], { id }: Subject): Promise<boolean> {
  const hold = await db
    .selectFrom('access_hold')
    .select('id')
    .where('subject_id', '=', id)
    .where('kind', '=', 'law')
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return hold !== undefined
}

async function holdUp(tools: Tools, { id }: PendingErasure, why: string): Promise<void> {
  await inTransaction(tools.db, async (tx) => {
    await tx.updateTable('erasure').set({ held_up: why }).where('id', '=', id).execute()
    const runAt = new Date(tools.now().getTime() + (why === 'only_owner' ? 60_000 : retryAfterMs))
    await tools.jobs.enqueue(tx, purgeTask, { erasureId: id }, { key: `purge ${id}`, runAt })
  })
}

/** At every start: a database that was restored from a backup does not know what has been deleted since. */
export async function eraseAgain(tools: Tools): Promise<void> {
  for (const erasureId of await reorderErased(tools)) await purge(tools, erasureId)
}

/** For the daily round: deletions whose job got lost, and bytes that arrived behind a deletion. */
export async function purgeLeftovers(tools: Tools): Promise<void> {
  const due = await tools.db
    .selectFrom('erasure')
    .select('id')
    .where('cancelled_at', 'is', null)
    .where('finished_at', 'is', null)
    .where('due_at', '<=', tools.now())
    .orderBy('subject_kind', 'desc') // teams before the people who own them
    .execute()
  for (const { id } of due) await purge(tools, id)
  for (const teamId of await recentlyErasedTeams(tools.db, tools.now())) await eraseFiles(tools, teamPrefixes(teamId))
}
