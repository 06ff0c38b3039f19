// Everything that matters about a team, on one page: read across the rooms, changed nowhere here.
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { selectHistories } from '#rooms/holds/holds.ts'
import type { TeamPage } from './contract.ts'
import { deletionOf } from './deletion-of.ts'
import { asDeskHolds } from './holds-list.ts'
import { levelsOf, listTeams } from './lists.ts'
import { notesAbout } from './notes.ts'
import { findTermination } from './terminations.ts'

const mostListed = 100

export async function teamPage(db: Db, teamId: string, quotaBytes: number, now: Date): Promise<TeamPage> {
  const { items } = await listTeams(db, { filter: 'all', q: teamId, now, limit: 1 })
  const team = items.find(({ id }) => id === teamId)
  if (!team) throw new Refusal('not_found', 'http.not_found')
  const tours = await toursOf(db, teamId, now)
  const [profile, people, reports, holds, notes, termination, deletion, leads, agreement] = await Promise.all([
    profileOf(db, teamId),
    peopleOf(db, teamId, now),
    reportsAbout(db, teamId),
    selectHistories(db, [teamId, ...tours.map(({ id }) => id)]).then((found) => asDeskHolds(db, found, now)),
    notesAbout(db, teamId),
    findTermination(db, teamId),
    deletionOf(db, teamId),
    leadsOf(db, teamId),
    agreementOf(db, teamId, now),
  ])
  const openReports = reports.filter(({ isOpen }) => isOpen).length
  return {
    ...{ team, ...profile, people, tours, reports, holds, notes, deletion, agreement },
    usage: { usedBytes: team.usedBytes, quotaBytes, leads, openReports },
    termination: termination && {
      at: termination.at.toISOString(),
      by: termination.by,
      beginsAt: termination.beginsAt.toISOString(),
      exportUntil: termination.exportUntil.toISOString(),
    },
  }
}

async function profileOf(db: Db, teamId: string) {
  const row = await db
    .selectFrom('team')
    .leftJoin('team_profile as profile', 'profile.team_id', 'team.id')
    .leftJoin('team_requisites as requisites', 'requisites.team_id', 'team.id')
    .leftJoin('team_page as page', 'page.team_id', 'team.id')
    .select(['profile.phone', 'profile.email', 'profile.website', 'requisites.legal_name', 'page.slug'])
    .where('team.id', '=', teamId)
    .executeTakeFirst()
  return {
    legalName: row?.legal_name ?? '',
    contacts: { phone: row?.phone ?? '', email: row?.email ?? '', website: row?.website ?? '' },
    pageSlug: row?.slug ?? null,
  }
}

async function peopleOf(db: Db, teamId: string, now: Date): Promise<TeamPage['people']> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name', 'person.email', 'membership.role', 'membership.since'])
    .where('membership.team_id', '=', teamId)
    .orderBy(sql`membership.role <> 'owner'`)
    .orderBy('membership.since')
    .limit(mostListed)
    .execute()
  const levels = await levelsOf(db, 'person', rows, now)
  return rows.map((row) => ({ ...row, since: row.since.toISOString(), level: levels.get(row.id) ?? 'none' }))
}

/** Those with holds first seen by their newest change; titles in whichever language is there. */
async function toursOf(db: Db, teamId: string, now: Date): Promise<TeamPage['tours']> {
  const { rows } = await sql<{ id: string; name: string; slug: string | null; updated: Date; published: Date | null }>`
    select tour.id, tour.updated_at as updated, pointer.slug, pointer.published_at as published,
      coalesce(nullif(tour.document->'title'->>'ru', ''), nullif(tour.document->'title'->>'kk', ''),
        tour.document->'title'->>'en', '') as name
    from tour
      left join tour_publication pointer on pointer.team_id = tour.team_id and pointer.tour_id = tour.id
      left join tour_deletion deletion on deletion.team_id = tour.team_id and deletion.tour_id = tour.id
    where tour.team_id = ${teamId} and deletion.tour_id is null
    order by tour.updated_at desc limit ${mostListed}`.execute(db)
  const levels = await levelsOf(db, 'tour', rows, now)
  return rows.map(({ id, name, slug, updated, published }) => ({
    ...{ id, name, slug, level: levels.get(id) ?? 'none' },
    updatedAt: updated.toISOString(),
    publishedAt: published?.toISOString() ?? null,
  }))
}

async function reportsAbout(db: Db, teamId: string): Promise<TeamPage['reports']> {
  const rows = await db
    .selectFrom('tour_report as report')
    .leftJoin('tour_report_settlement as settlement', 'settlement.report_id', 'report.id')
    .select([
      'report.id',
      'report.number',
      'report.slug',
      'report.reason',
      'report.created_at',
      'settlement.settled_at',
    ])
    .where('report.team_id', '=', teamId)
    .orderBy('report.created_at', 'desc')
    .limit(mostListed)
    .execute()
  return rows.map(({ id, number, slug, reason, created_at, settled_at }) => ({
    ...{ id, slug, reason, number: Number(number), isOpen: settled_at === null },
    at: created_at.toISOString(),
  }))
}

async function leadsOf(db: Db, teamId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from lead where team_id = ${teamId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** By the operator's calendar day; the newest where several would count. */
async function agreementOf(db: Db, teamId: string, now: Date): Promise<string | null> {
  const today = now.toISOString().slice(0, 10)
  const row = await db
    .selectFrom('team_agreement')
    .select('number')
    .where('team_id', '=', teamId)
    .where('signed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today)]))
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}
