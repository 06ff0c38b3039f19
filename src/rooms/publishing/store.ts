// The publishing room's SQL: versions, and the pointer that says which of them visitors see.
import { sql } from 'kysely'
import { type Db, type Tx, violatedConstraint } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { PublishedTour } from '#tour/published.ts'
import { restSlug, restsForOthers } from './resting-slugs.ts'

export interface StoredVersion {
  number: number
  revision: number
  manifest: PublishedTour
  sha256: string
  publishedAt: Date
}

export async function findNewestVersion(db: Db, teamId: string, tourId: string): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('tour_version')
    .select(['number', 'revision', 'manifest_text', 'sha256', 'published_at'])
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    number: row.number,
    revision: row.revision,
    manifest: JSON.parse(row.manifest_text),
    sha256: row.sha256,
    publishedAt: row.published_at,
  }
}

export interface NewVersion {
  teamId: string
  tourId: string
  number: number
  revision: number
  manifestText: string
  sha256: string
  previousSha256: string | null
  by: string
  at: Date
  termsVersion: number | null
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tx
    .insertInto('tour_version')
    .values({
      team_id: version.teamId,
      tour_id: version.tourId,
      number: version.number,
      revision: version.revision,
      manifest_text: version.manifestText,
      sha256: version.sha256,
      previous_sha256: version.previousSha256,
      published_by: version.by,
      published_at: version.at,
      terms_version: version.termsVersion,
    })
    .execute()
}

/** The same version, seen from a later revision of the draft that shows the same. */
export async function updateVersionRevision(tx: Tx, teamId: string, tourId: string, number: number, revision: number) {
  await tx
    .updateTable('tour_version')
    .set({ revision })
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .where('number', '=', number)
    .execute()
}

export const listVersions = (db: Db, teamId: string, tourId: string) =>
  db
    .selectFrom('tour_version')
    .leftJoin('person', 'person.id', 'tour_version.published_by')
    .select(['number', 'sha256', 'published_at', 'person.name as published_by_name'])
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .orderBy('number', 'desc')
    .limit(200)
    .execute()

/** Does any version of the team's tours, shown now or not, name this id? */
export async function versionsName(db: Db, teamId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('tour_version')
    .select('number')
    .where('team_id', '=', teamId)
    .where('manifest_text', 'like', `%${id}%`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface StoredPublication {
  tourId: string
  slug: string
  version: number
  revision: number
  sha256: string
  publishedAt: Date
}

export async function findPublications(db: Db, teamId: string, tourIds: string[]): Promise<StoredPublication[]> {
  if (tourIds.length === 0) return []
  const rows = await db
    .selectFrom('tour_publication as pointer')
    .innerJoin('tour_version as version', (join) =>
      join
        .onRef('version.team_id', '=', 'pointer.team_id')
        .onRef('version.tour_id', '=', 'pointer.tour_id')
        .onRef('version.number', '=', 'pointer.version'),
    )
    .select([
      'pointer.tour_id',
      'pointer.slug',
      'pointer.version',
      'version.revision',
      'version.sha256',
      'pointer.published_at',
    ])
    .where('pointer.team_id', '=', teamId)
    .where('pointer.tour_id', 'in', tourIds)
    .execute()
  return rows.map((row) => ({
    tourId: row.tour_id,
    slug: row.slug,
    version: row.version,
    revision: row.revision,
    sha256: row.sha256,
    publishedAt: row.published_at,
  }))
}

export async function pointTo(
  tx: Tx,
  publication: { teamId: string; tourId: string; slug: string; version: number; by: string; at: Date },
): Promise<void> {
  if (await restsForOthers(tx, publication.slug, publication.teamId))
    throw new Refusal('conflict', 'publishing.slug_taken', { slug: publication.slug })
  await restFormerSlug(tx, publication)
  const row = {
    slug: publication.slug,
    version: publication.version,
    published_by: publication.by,
    published_at: publication.at,
  }
  try {
    await tx
      .insertInto('tour_publication')
      .values({ team_id: publication.teamId, tour_id: publication.tourId, ...row })
      .onConflict((conflict) => conflict.columns(['team_id', 'tour_id']).doUpdateSet(row))
      .execute()
  } catch (error) {
    if (violatedConstraint(error) === 'tour_publication_slug_key')
      throw new Refusal('conflict', 'publishing.slug_taken', { slug: publication.slug })
    throw error
  }
}

/** The address under which the tour was shown until now, where it moves to another. */
async function restFormerSlug(
  tx: Tx,
  { teamId, tourId, slug, at }: { teamId: string; tourId: string; slug: string; at: Date },
): Promise<void> {
  const former = await tx
    .selectFrom('tour_publication')
    .select('slug')
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .executeTakeFirst()
  if (former && former.slug !== slug) await restSlug(tx, former.slug, teamId, at)
}

/** False when the tour was not published. */
export async function removePointer(tx: Tx, teamId: string, tourId: string, at: Date): Promise<boolean> {
  const removed = await tx
    .deleteFrom('tour_publication')
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .returning('slug')
    .executeTakeFirst()
  if (removed) await restSlug(tx, removed.slug, teamId, at)
  return removed !== undefined
}

export async function slugIsFree(
  db: Db,
  slug: string,
  { teamId, id: exceptTourId }: { teamId: string; id: string },
): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select tour_address_is_taken(${slug}, ${exceptTourId}) as taken`.execute(db)
  return rows[0]?.taken === false && !(await restsForOthers(db, slug, teamId))
}

/** What is shown under a slug or for a tour right now; a deleted tour shows nothing. */
export async function findShown(db: Db, by: { slug: string } | { tourId: string }) {
  return db
    .selectFrom('tour_publication as pointer')
    .innerJoin('tour_version as version', (join) =>
      join
        .onRef('version.team_id', '=', 'pointer.team_id')
        .onRef('version.tour_id', '=', 'pointer.tour_id')
        .onRef('version.number', '=', 'pointer.version'),
    )
    .leftJoin('tour_deletion as deletion', (join) =>
      join.onRef('deletion.team_id', '=', 'pointer.team_id').onRef('deletion.tour_id', '=', 'pointer.tour_id'),
    )
    .select([
      'pointer.team_id',
      'pointer.tour_id',
      'pointer.slug',
      'version.number',
      'version.manifest_text',
      'version.sha256',
    ])
    .where('deletion.tour_id', 'is', null)
    .where('slug' in by ? 'pointer.slug' : 'pointer.tour_id', '=', 'slug' in by ? by.slug : by.tourId)
    .executeTakeFirst()
}
