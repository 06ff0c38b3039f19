// Holds as the staff see them: with the names of whom they concern and of who placed and lifted them.
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { type Cursor, type Page, pageOf } from '#platform/paging.ts'
import { isActive } from '#rooms/holds/contract.ts'
import { type Hold, holdNotice, selectHolds } from '#rooms/holds/holds.ts'
import type { DeskHold, HoldFilter } from './contract.ts'

export interface HoldsWish {
  filter: HoldFilter
  kind?: Hold['kind'] | undefined
  before?: Cursor | undefined
  now: Date
  limit: number
}

/** Newest first. */
export async function listHolds(db: Db, wish: HoldsWish): Promise<Page<DeskHold>> {
  const { items, next } = pageOf(
    (await selectHolds(db, { ...wish, limit: wish.limit + 1 })).map((hold) => ({ ...hold, created_at: hold.placedAt })),
    wish.limit,
    (hold) => hold,
  )
  return { items: await asDeskHolds(db, items, wish.now), next }
}

export async function asDeskHolds(db: Db, holds: Hold[], now: Date): Promise<DeskHold[]> {
  const people = await namesOf(db, 'person', [...holds.flatMap(({ placedBy, liftedBy }) => [placedBy, liftedBy])])
  const subjects = new Map([
    ...(await namesOf(db, 'person', idsOf(holds, 'person'))),
    ...(await namesOf(db, 'team', idsOf(holds, 'team'))),
    ...(await tourNames(db, idsOf(holds, 'tour'))),
  ])
  return holds.map((hold) => ({
    ...holdNotice(hold),
    subjectName: subjects.get(hold.subject.id) ?? '',
    source: hold.source,
    placedBy: people.get(hold.placedBy ?? '') ?? null,
    notifiedAt: hold.notifiedAt?.toISOString() ?? null,
    liftedAt: hold.liftedAt?.toISOString() ?? null,
    liftedBy: people.get(hold.liftedBy ?? '') ?? null,
    liftNote: hold.liftNote,
    isActive: isActive(hold, now),
  }))
}

const idsOf = (holds: Hold[], kind: Hold['subject']['kind']) =>
  holds.filter(({ subject }) => subject.kind === kind).map(({ subject }) => subject.id)

async function namesOf(db: Db, table: 'person' | 'team', ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A tour is best known by the address that the public knows. */
async function tourNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select tour.id, coalesce('/t/' || pointer.slug, tour.document->'title'->>'ru', tour.document->'title'->>'kk', '') as name
    from tour left join tour_publication pointer on pointer.team_id = tour.team_id and pointer.tour_id = tour.id
    where tour.id in (${sql.join(ids)})`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
