// Addresses that were let go: links to them, printed codes and bookmarks are still about. For ninety days they lead nowhere or back to the
// team whose they were, never to somebody else.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export const restingDays = 90

/** The team shows nothing there any more. It alone may take the address again. */
export async function restSlug(tx: Tx, slug: string, teamId: string, at: Date): Promise<void> {
  const rest = { retired_at: at, free_at: new Date(at.getTime() + restingDays * 86_400_000), last_team: teamId }
  await tx
    .insertInto('retired_slug')
    .values({ slug, ...rest })
    // What nobody may take stays nobody's.
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(rest).where('retired_slug.last_team', 'is not', null))
    .execute()
}

/** Whether an address rests, and not for this team. */
export const restsForOthers = async (db: Db, slug: string, teamId: string): Promise<boolean> =>
  (await db
    .selectFrom('retired_slug')
    .select('slug')
    .where('slug', '=', slug)
    .where(sql<boolean>`last_team is distinct from ${teamId}`)
    .executeTakeFirst()) !== undefined
