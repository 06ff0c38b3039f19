// The SQL of members and of ownership offers.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Role } from '../contract.ts'

/**
 * Everybody's role, held until the transaction ends: whoever changes roles waits for whoever changes them now, so that two changes
 * that are right by themselves can't leave a team without an owner.
 */
export async function holdRoles(tx: Tx, teamId: string): Promise<Map<string, Role>> {
  const rows = await tx
    .selectFrom('membership')
    .select(['person_id', 'role'])
    .where('team_id', '=', teamId)
    .orderBy('person_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.role]))
}

export const selectMembers = (db: Db, teamId: string) =>
  db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name', 'person.email', 'membership.role', 'membership.since'])
    .where('membership.team_id', '=', teamId)
    .orderBy('membership.since')
    .orderBy('person.id')
    .execute()

export async function updateRole(tx: Tx, teamId: string, personId: string, role: Role): Promise<void> {
  await tx
    .updateTable('membership')
    .set({ role })
    .where('team_id', '=', teamId)
    .where('person_id', '=', personId)
    .execute()
}

export async function deleteMembership(tx: Tx, teamId: string, personId: string): Promise<void> {
  await tx.deleteFrom('membership').where('team_id', '=', teamId).where('person_id', '=', personId).execute()
}

export const findPersonName = async (db: Db, personId: string): Promise<string> =>
  (await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst())?.name ?? ''

export async function countOwned(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('person_id', '=', personId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface NewOffer {
  teamId: string
  by: string
  to: string
  giverBecomes: 'owner' | 'admin'
  at: Date
  expiresAt: Date
}

export async function insertOffer(tx: Tx, offer: NewOffer): Promise<string> {
  const id = newId(offer.at)
  await tx
    .insertInto('ownership_offer')
    .values({
      ...{ team_id: offer.teamId, id, offered_by: offer.by, offered_to: offer.to, giver_becomes: offer.giverBecomes },
      ...{ offered_at: offer.at, expires_at: offer.expiresAt },
    })
    .execute()
  return id
}

/** The one offer that is open now. */
export const findOpenOffer = (db: Db, teamId: string, now: Date) =>
  db
    .selectFrom('ownership_offer as offer')
    .leftJoin('ownership_offer_end as end', (join) =>
      join.onRef('end.team_id', '=', 'offer.team_id').onRef('end.offer_id', '=', 'offer.id'),
    )
    .innerJoin('person as giver', 'giver.id', 'offer.offered_by')
    .innerJoin('person as receiver', 'receiver.id', 'offer.offered_to')
    .select(['offer.id', 'offer.giver_becomes', 'offer.expires_at', 'giver.id as giver_id', 'giver.name as giver_name'])
    .select(['receiver.id as receiver_id', 'receiver.name as receiver_name'])
    .where('offer.team_id', '=', teamId)
    .where('offer.expires_at', '>', now)
    .where('end.offer_id', 'is', null)
    .orderBy('offer.offered_at', 'desc')
    .executeTakeFirst()

export interface OfferEnd {
  teamId: string
  offerId: string
  outcome: 'accepted' | 'declined' | 'withdrawn'
  by: string | null
  at: Date
}

/** False when it had ended before. */
export async function insertOfferEnd(tx: Tx, end: OfferEnd): Promise<boolean> {
  const done = await tx
    .insertInto('ownership_offer_end')
    .values({ team_id: end.teamId, offer_id: end.offerId, outcome: end.outcome, ended_by: end.by, ended_at: end.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
