// Who has a tour open just now. Every open page says so every few seconds; who stops saying it is gone soon after. Nothing of it is
// kept longer than a minute, and only the tour's team can ask.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import type { Member } from '#rooms/teams/teams.ts'
import type { Present } from './contract.ts'

/** Pages say every `beatSeconds` (contract.ts) that they are there: two beats may be lost. */
export const goneAfterSeconds = 20
const sweptAfterSeconds = 60

interface Page {
  teamId: string
  tourId: string
  pageId: string
}

/** The page is there, as of `at`. Tells the others when it was not there before. */
export async function comeToTour(tx: Tx, by: Member, page: Page, isEditing: boolean, at: Date): Promise<void> {
  await sweep(tx, at)
  const key = { team_id: page.teamId, tour_id: page.tourId, page_id: page.pageId }
  const renewed = await tx
    .updateTable('tour_presence')
    .set({ seen_at: at, is_editing: isEditing })
    .where((where) => where.and({ ...key, person_id: by.personId, is_editing: isEditing }))
    .where('seen_at', '>', before(at, goneAfterSeconds))
    .executeTakeFirst()
  if (renewed.numUpdatedRows > 0n) return
  await tx
    .insertInto('tour_presence')
    .values({ ...key, person_id: by.personId, is_editing: isEditing, seen_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'tour_id', 'page_id'])
        .doUpdateSet({ seen_at: at, is_editing: isEditing })
        .where('tour_presence.person_id', '=', by.personId),
    )
    .execute()
  await notifyTeam(tx, page.teamId, { name: 'presence', tourId: page.tourId })
}

export async function leaveTour(tx: Tx, by: Member, page: Page): Promise<void> {
  const left = await tx
    .deleteFrom('tour_presence')
    .where((where) =>
      where.and({ team_id: page.teamId, tour_id: page.tourId, page_id: page.pageId, person_id: by.personId }),
    )
    .executeTakeFirst()
  if (left.numDeletedRows > 0n) await notifyTeam(tx, page.teamId, { name: 'presence', tourId: page.tourId })
}

/** Each person once, those who edit first; a person edits when any of their pages does. */
export async function whoIsAt(db: Db, teamId: string, tourId: string, at: Date): Promise<Present[]> {
  return db
    .selectFrom('tour_presence as presence')
    .innerJoin('person', 'person.id', 'presence.person_id')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.team_id', '=', 'presence.team_id')
        .onRef('membership.person_id', '=', 'presence.person_id'),
    )
    .select(['person.id', 'person.name'])
    .select(sql<boolean>`bool_or(presence.is_editing)`.as('isEditing'))
    .where('presence.team_id', '=', teamId)
    .where('presence.tour_id', '=', tourId)
    .where('presence.seen_at', '>', before(at, goneAfterSeconds))
    .groupBy(['person.id', 'person.name'])
    .orderBy('isEditing', 'desc')
    .orderBy('person.name')
    .execute()
}

const sweep = (tx: Tx, at: Date) => sql`select sweep_presence(${before(at, sweptAfterSeconds)})`.execute(tx)

const before = (at: Date, seconds: number) => new Date(at.getTime() - seconds * 1000)
