// The rows of the leads room.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Language } from '#tour/text.ts'
import type { NewLead } from './contract.ts'

export interface LeadRow extends NewLead {
  id: string
  tourId: string
  titles: Partial<Record<Language, string>>
  createdAt: Date
  answeredAt: Date | null
  answeredBy: string | null
}

export async function insertLead(
  tx: Tx,
  lead: NewLead & { teamId: string; tourId: string; id: string; at: Date },
): Promise<void> {
  const { name, phone, email, message, language } = lead
  await tx
    .insertInto('lead')
    .values({
      ...{ name, phone, email, message, language, id: lead.id },
      team_id: lead.teamId,
      tour_id: lead.tourId,
      scene_id: lead.sceneId,
      seen_on: lead.seenOn,
      created_at: lead.at,
    })
    .execute()
}

const mostListed = 500

/** Newest first. */
export async function selectLeads(db: Db, teamId: string): Promise<LeadRow[]> {
  const rows = await db
    .selectFrom('lead')
    .leftJoin('lead_answer', (join) =>
      join.onRef('lead_answer.team_id', '=', 'lead.team_id').onRef('lead_answer.lead_id', '=', 'lead.id'),
    )
    .leftJoin('person', 'person.id', 'lead_answer.answered_by')
    .leftJoin('tour', (join) => join.onRef('tour.team_id', '=', 'lead.team_id').onRef('tour.id', '=', 'lead.tour_id'))
    .select(['lead.id', 'lead.tour_id', 'lead.scene_id', 'lead.name', 'lead.phone', 'lead.email', 'lead.message'])
    .select([
      'lead.language',
      'lead.seen_on',
      'lead.created_at',
      'lead_answer.answered_at',
      'person.name as answered_by',
    ])
    .select(sql<Partial<Record<Language, string>> | null>`tour.document -> 'title'`.as('titles'))
    .where('lead.team_id', '=', teamId)
    .orderBy('lead.created_at', 'desc')
    .limit(mostListed)
    .execute()
  return rows.map(({ scene_id, seen_on, tour_id, titles, created_at, answered_at, answered_by, ...row }) => ({
    ...row,
    sceneId: scene_id,
    seenOn: seen_on,
    tourId: tour_id,
    titles: titles ?? {},
    createdAt: created_at,
    answeredAt: answered_at,
    answeredBy: answered_by,
  }))
}

export async function leadExists(db: Db | Tx, teamId: string, leadId: string): Promise<boolean> {
  const row = await db
    .selectFrom('lead')
    .select('id')
    .where('team_id', '=', teamId)
    .where('id', '=', leadId)
    .executeTakeFirst()
  return row !== undefined
}

/** False when somebody had answered it before. */
export async function insertAnswer(tx: Tx, teamId: string, leadId: string, by: string, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('lead_answer')
    .values({ team_id: teamId, lead_id: leadId, answered_by: by, answered_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('lead_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteAnswer(tx: Tx, teamId: string, leadId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('lead_answer')
    .where('team_id', '=', teamId)
    .where('lead_id', '=', leadId)
    .returning('lead_id')
    .executeTakeFirst()
  return row !== undefined
}
