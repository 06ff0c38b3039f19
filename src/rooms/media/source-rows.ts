// The rows of originals and of which panorama is made of which: one file, or six faces. Every read starts from a team.
import type { PanoramaInput } from '#imaging/contract.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { PanoramaPlace } from './store.ts'

/** One of the files that a panorama is made of. */
export type SourceFace = 'whole' | 'f' | 'r' | 'b' | 'l' | 'u' | 'd'
export interface Source {
  face: SourceFace
  sha256: string
  storageKey: string
  fileName: string
}

export type Sides = Extract<PanoramaInput, { kind: 'faces' }>['paths']

export async function insertOriginal(
  tx: Tx,
  original: { teamId: string; sha256: string; sizeBytes: number; storageKey: string; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('original')
    .values({
      team_id: original.teamId,
      sha256: original.sha256,
      size_bytes: original.sizeBytes,
      storage_key: original.storageKey,
      created_at: original.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** A face that was sent again takes the place of the earlier one. */
export async function putSource(
  tx: Tx,
  panorama: PanoramaPlace,
  source: Pick<Source, 'face' | 'sha256' | 'fileName'>,
): Promise<void> {
  await tx
    .insertInto('panorama_source')
    .values({
      team_id: panorama.teamId,
      panorama_id: panorama.id,
      face: source.face,
      original_sha256: source.sha256,
      file_name: source.fileName,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'panorama_id', 'face'])
        .doUpdateSet({ original_sha256: source.sha256, file_name: source.fileName }),
    )
    .execute()
}

/** A set is taken apart: its files become panoramas of their own. */
export async function removeSources(tx: Tx, { teamId, id }: PanoramaPlace): Promise<void> {
  await tx.deleteFrom('panorama_source').where('team_id', '=', teamId).where('panorama_id', '=', id).execute()
}

export async function listSources(db: Db, panorama: PanoramaPlace): Promise<Source[]> {
  const rows = await db
    .selectFrom('panorama_source')
    .innerJoin('original', (join) =>
      join
        .onRef('original.team_id', '=', 'panorama_source.team_id')
        .onRef('original.sha256', '=', 'panorama_source.original_sha256'),
    )
    .select(['face', 'original_sha256', 'storage_key', 'file_name'])
    .where('panorama_source.team_id', '=', panorama.teamId)
    .where('panorama_id', '=', panorama.id)
    .execute()
  return rows.map((row) => ({
    face: row.face as SourceFace,
    sha256: row.original_sha256,
    storageKey: row.storage_key,
    fileName: row.file_name,
  }))
}

export async function selectKnown(db: Db, teamId: string, sha256: string[]) {
  if (sha256.length === 0) return []
  return db
    .selectFrom('panorama_source')
    .innerJoin('panorama', (join) =>
      join
        .onRef('panorama.team_id', '=', 'panorama_source.team_id')
        .onRef('panorama.id', '=', 'panorama_source.panorama_id'),
    )
    .select(['original_sha256', 'panorama.id', 'panorama_source.file_name'])
    .where('panorama_source.team_id', '=', teamId)
    .where('face', '=', 'whole')
    .where('original_sha256', 'in', sha256)
    .where('panorama.state', 'not in', ['refused', 'cancelled'])
    .orderBy('panorama.created_at')
    .execute()
}
