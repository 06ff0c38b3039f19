// The tours room's SQL: the only file that names its tables. Every read starts from a team.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { Text } from '#tour/text.ts'
import type { Tour } from '#tour/tour.ts'
import { readTour } from '#tour/upgrades.ts'

export interface StoredTour {
  id: string
  teamId: string
  revision: number
  document: Tour
  createdAt: Date
  updatedAt: Date
}

interface Row {
  id: string
  team_id: string
  revision: number
  document: unknown
  created_at: Date
  updated_at: Date
}

const columns = [
  'tour.id',
  'tour.team_id',
  'tour.revision',
  'tour.document',
  'tour.created_at',
  'tour.updated_at',
] as const

/** A tour whose stored document nobody can read: it is listed, so that its team sees that it is there, and opens nowhere. */
export interface DamagedTour {
  id: string
  title: Text
  createdAt: Date
  updatedAt: Date
}

function stored(row: Row): StoredTour {
  const document = readOr(row)
  if (!document) throw new Refusal('conflict', 'tours.damaged')
  const { id, team_id: teamId, revision, created_at: createdAt, updated_at: updatedAt } = row
  return { id, teamId, revision, document, createdAt, updatedAt }
}

function readOr({ document }: Row): Tour | undefined {
  try {
    return readTour(document)
  } catch {
    return undefined
  }
}

function damaged(row: Row): DamagedTour {
  const title =
    typeof row.document === 'object' && row.document !== null && 'title' in row.document ? row.document.title : {}
  const { data } = Text.safeParse(title)
  return { id: row.id, title: data ?? {}, createdAt: row.created_at, updatedAt: row.updated_at }
}

interface Wanted {
  search?: string | undefined
  /** Those that can still be brought back, instead of the others. */
  deleted: boolean
}

/** Tours of a team that can be read, the last changed first. */
export const selectTours = async (db: Db, teamId: string, wanted: Wanted): Promise<StoredTour[]> =>
  (await selectToursAndDamaged(db, teamId, wanted)).tours

export async function selectToursAndDamaged(
  db: Db,
  teamId: string,
  wanted: Wanted,
): Promise<{ tours: StoredTour[]; damaged: DamagedTour[] }> {
  const words = fold(wanted.search ?? '')
    .split(' ')
    .filter(Boolean)
  const rows = await db
    .selectFrom('tour')
    .leftJoin('tour_deletion', (join) =>
      join.onRef('tour_deletion.team_id', '=', 'tour.team_id').onRef('tour_deletion.tour_id', '=', 'tour.id'),
    )
    .select(columns)
    .where('tour.team_id', '=', teamId)
    .where('tour_deletion.tour_id', wanted.deleted ? 'is not' : 'is', null)
    .where((where) => where.and(words.map((word) => where('tour.search_text', 'like', `%${escapeLike(word)}%`))))
    .orderBy('tour.updated_at', 'desc')
    .limit(500)
    .execute()
  const readable = rows.filter((row) => readOr(row))
  return {
    tours: readable.map(stored),
    damaged: rows.filter((row) => !readable.includes(row)).map(damaged),
  }
}

export async function findTour(db: Db, teamId: string, tourId: string): Promise<StoredTour> {
  return found(await select(db, teamId, tourId).executeTakeFirst())
}

/** As findTour, and nobody else changes the tour until the transaction ends. */
export async function holdTour(tx: Tx, teamId: string, tourId: string): Promise<StoredTour> {
  return found(await select(tx, teamId, tourId).forUpdate('tour').executeTakeFirst())
}

const select = (db: Db, teamId: string, tourId: string) =>
  db
    .selectFrom('tour')
    .select(columns)
    .where('tour.team_id', '=', teamId)
    .where('tour.id', '=', tourId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('tour_deletion')
            .select('tour_id')
            .whereRef('tour_deletion.team_id', '=', 'tour.team_id')
            .whereRef('tour_deletion.tour_id', '=', 'tour.id'),
        ),
      ),
    )

function found(row: Row | undefined): StoredTour {
  if (!row) throw new Refusal('not_found', 'tours.not_found')
  return stored(row)
}

/** Tours of the team, without the deleted ones, in whose documents this id stands. */
export async function selectToursNaming(db: Db, teamId: string, id: string): Promise<StoredTour[]> {
  const rows = await db
    .selectFrom('tour')
    .leftJoin('tour_deletion', (join) =>
      join.onRef('tour_deletion.team_id', '=', 'tour.team_id').onRef('tour_deletion.tour_id', '=', 'tour.id'),
    )
    .select(columns)
    .where('tour.team_id', '=', teamId)
    .where('tour_deletion.tour_id', 'is', null)
    .where(sql<string>`tour.document::text`, 'like', `%${escapeLike(id)}%`)
    .orderBy('tour.updated_at', 'desc')
    .limit(20)
    .execute()
  return rows.filter((row) => readOr(row)).map(stored)
}

export async function insertTour(tx: Tx, teamId: string, document: Tour, by: string, at: Date): Promise<string> {
  const id = newId(at)
  await tx
    .insertInto('tour')
    .values({
      team_id: teamId,
      id,
      document: JSON.stringify(document),
      search_text: searchText(document),
      created_by: by,
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}

/** Stores the document as the next revision and returns its number. */
export async function updateTour(tx: Tx, tour: StoredTour, document: Tour, at: Date): Promise<number> {
  const revision = tour.revision + 1
  await tx
    .updateTable('tour')
    .set({ document: JSON.stringify(document), search_text: searchText(document), revision, updated_at: at })
    .where('team_id', '=', tour.teamId)
    .where('id', '=', tour.id)
    .execute()
  return revision
}

export async function insertDeletion(tx: Tx, teamId: string, tourId: string, by: string, at: Date): Promise<void> {
  await tx
    .insertInto('tour_deletion')
    .values({ team_id: teamId, tour_id: tourId, deleted_by: by, deleted_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** False when the tour was not deleted. */
export async function removeDeletion(tx: Tx, teamId: string, tourId: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('tour_deletion')
    .where('team_id', '=', teamId)
    .where('tour_id', '=', tourId)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

/** By tour, deleted ones too: what it is called. */
export async function titlesOf(
  db: Db,
  teamId: string,
  tourIds: string[],
): Promise<Map<string, { title: Text; isDeleted: boolean }>> {
  if (tourIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('tour')
    .leftJoin('tour_deletion', (join) =>
      join.onRef('tour_deletion.team_id', '=', 'tour.team_id').onRef('tour_deletion.tour_id', '=', 'tour.id'),
    )
    .select(['tour.id', 'tour_deletion.deleted_at'])
    .select(sql<unknown>`tour.document -> 'title'`.as('title'))
    .where('tour.team_id', '=', teamId)
    .where('tour.id', 'in', tourIds)
    .execute()
  // Also of a document that nobody can read any more.
  const titleOf = (title: unknown): Text => Text.safeParse(title).data ?? {}
  return new Map(
    rows.map(({ id, title, deleted_at }) => [id, { title: titleOf(title), isDeleted: deleted_at !== null }]),
  )
}

/** By tour: who made it. */
export async function selectMakers(db: Db, teamId: string, tourIds: string[]): Promise<Map<string, string | null>> {
  if (tourIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('tour')
    .select(['id', 'created_by'])
    .where('team_id', '=', teamId)
    .where('id', 'in', tourIds)
    .execute()
  return new Map(rows.map(({ id, created_by }) => [id, created_by]))
}

export async function tourExists(db: Db, teamId: string, tourId: string): Promise<boolean> {
  const row = await db
    .selectFrom('tour')
    .select(sql<number>`1`.as('one'))
    .where('team_id', '=', teamId)
    .where('id', '=', tourId)
    .executeTakeFirst()
  return row !== undefined
}

/** Case and width don't matter in a search; PostgreSQL's lower() and this agree on the Kazakh letters. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (char) => `\\${char}`)
const searchText = (document: Tour) =>
  fold([...Object.values(document.title), ...document.scenes.flatMap((scene) => Object.values(scene.name))].join(' '))
