// The SQL of teams' public pages.
import { sql } from 'kysely'
import { type Db, type Tx, violatedConstraint } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { DerivedFile } from '#platform/tables.ts'
import type { PublishedTour } from '#tour/published.ts'

export const findTeamPage = (db: Db, teamId: string) =>
  db.selectFrom('team_page').select('slug').where('team_id', '=', teamId).executeTakeFirst()

export const findPageBySlug = (db: Db, slug: string) =>
  db.selectFrom('team_page').select(['team_id', 'slug']).where('slug', '=', slug).executeTakeFirst()

/** Asked within one team about all: whose it is stays unsaid. */
export async function pageIsTaken(db: Db, slug: string, exceptTeamId: string): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select page_address_is_taken(${slug}, ${exceptTeamId}) as taken`.execute(db)
  return rows[0]?.taken !== false
}

export async function putTeamPage(tx: Tx, teamId: string, slug: string, by: string, at: Date): Promise<void> {
  const row = { slug, opened_by: by, opened_at: at }
  try {
    await tx
      .insertInto('team_page')
      .values({ team_id: teamId, ...row })
      .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
      .execute()
  } catch (error) {
    if (violatedConstraint(error) === 'team_page_slug_key')
      throw new Refusal('conflict', 'publishing.slug_taken', { slug })
    throw error
  }
}

/** The address that the page had; undefined when there was none. */
export async function deleteTeamPage(tx: Tx, teamId: string): Promise<string | undefined> {
  const done = await tx.deleteFrom('team_page').where('team_id', '=', teamId).returning('slug').executeTakeFirst()
  return done?.slug
}

const toursShown = 200

/** What visitors see of a team's tours now, the newest first. */
export async function selectShownTours(db: Db, teamId: string) {
  const rows = await db
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
    .select(['pointer.tour_id', 'pointer.slug', 'pointer.published_at', 'version.manifest_text'])
    .where('pointer.team_id', '=', teamId)
    .where('deletion.tour_id', 'is', null)
    .orderBy('pointer.published_at', 'desc')
    .limit(toursShown)
    .execute()
  return rows.map(({ manifest_text, ...row }) => ({ ...row, manifest: JSON.parse(manifest_text) as PublishedTour }))
}

/** The smaller file of a picture, as it is shown in a corner. */
export async function findLogo(db: Db, teamId: string, attachmentId: string): Promise<DerivedFile | undefined> {
  const row = await db
    .selectFrom('attachment')
    .select('derived')
    .where('team_id', '=', teamId)
    .where('id', '=', attachmentId)
    .where('state', '=', 'ready')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row?.derived?.small ?? row?.derived?.file
}
