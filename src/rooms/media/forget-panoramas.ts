// Clears away the panoramas of a tour that is gone for good: rows, archives, originals. What another tour, a version, another panorama
// or an attachment still needs stays. Bytes go under the lock of the team's storage, as in attachments.ts.
import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { releaseOriginal } from './attachment-rows.ts'
import { archiveKey, pictureKey } from './bytes.ts'
import { changeStorageUse, holdStorageUse } from './upload-rows.ts'

interface Unneeded {
  id: string
  archive: string | null
  preview_archive: string | null
}

/** Call it after the tour's rows were deleted, in the same transaction. Returns how many panoramas went. */
export async function forgetPanoramas(tx: Tx, storage: Storage, teamId: string, tourId: string): Promise<number> {
  await holdStorageUse(tx, teamId)
  const panoramas = await selectUnneeded(tx, teamId, tourId)
  for (const panorama of panoramas) {
    const sources = await tx
      .deleteFrom('panorama_source')
      .where('team_id', '=', teamId)
      .where('panorama_id', '=', panorama.id)
      .returning('original_sha256')
      .execute()
    await tx.deleteFrom('panorama').where('team_id', '=', teamId).where('id', '=', panorama.id).execute()
    for (const { original_sha256 } of sources) await forgetOriginal(tx, storage, teamId, original_sha256)
    for (const archive of [panorama.archive, panorama.preview_archive])
      if (archive) await forgetArchive(tx, storage, teamId, archive)
  }
  return panoramas.length
}

async function selectUnneeded(tx: Tx, teamId: string, tourId: string): Promise<Unneeded[]> {
  const { rows } = await sql<Unneeded>`select id, archive, preview_archive from panorama
    where team_id = ${teamId} and tour_id = ${tourId}
      and not exists (select 1 from tour where tour.team_id = panorama.team_id
        and position(panorama.id::text in tour.document::text) > 0)
      and not exists (select 1 from tour_version as version where version.team_id = panorama.team_id
        and panorama.archive is not null and position(panorama.archive in version.manifest_text) > 0)
    for update`.execute(tx)
  return rows
}

async function forgetOriginal(tx: Tx, storage: Storage, teamId: string, sha256: string): Promise<void> {
  const original = await releaseOriginal(tx, teamId, sha256)
  if (!original) return
  await changeStorageUse(tx, teamId, { original: -original.sizeBytes })
  await storage.erase(original.storageKey)
}

async function forgetArchive(tx: Tx, storage: Storage, teamId: string, archive: string): Promise<void> {
  const needed = await tx
    .selectFrom('panorama')
    .select('id')
    .where('team_id', '=', teamId)
    .where((where) => where.or([where('archive', '=', archive), where('preview_archive', '=', archive)]))
    .limit(1)
    .executeTakeFirst()
  if (needed) return
  let freed = 0
  for (const key of [
    archiveKey(teamId, archive),
    pictureKey(teamId, archive, 'thumbnail.webp'),
    pictureKey(teamId, archive, 'poster.jpg'),
  ]) {
    freed += (await storage.size(key)) ?? 0
    await storage.erase(key)
  }
  await changeStorageUse(tx, teamId, { derived: -freed })
}
