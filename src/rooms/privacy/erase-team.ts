// The end of a team: its rows, its bytes, its place in the queue. Every step may be repeated; what is left afterwards is what
// personal-data.ts says, and the certificate lists it.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { visibilityChanged } from '#rooms/tours/tours.ts'
import { personalData, tableNames } from './personal-data.ts'
import { countOwnRows, deleteJobs, deleteRows, eraseDetails, ownRows, type Subject } from './rows.ts'

/** An old link must not lead to somebody else's tour while people may still have it. */
export const retiredDays = 90

export interface ErasedRows {
  /** By table. */
  rows: Record<string, number>
  details: number
  jobs: number
}

export interface ErasedFiles {
  count: number
  sizeBytes: number
}

export const teamPrefixes = (teamId: string): string[] => [
  ...[`originals/${teamId}/`, `archives/${teamId}/`, `attachments/${teamId}/`, `exports/team/${teamId}/`],
]

/** Unfinished uploads lie outside the storage, under their own ids: they go while the rows still name them. */
export async function eraseUploads({ config, db }: Tools, teamId: string): Promise<void> {
  const uploads = await db.selectFrom('upload').select('id').where('team_id', '=', teamId).execute()
  for (const { id } of uploads) await rm(join(config.dataFolder, 'uploads', `${id}.part`), { force: true })
}

export async function eraseFiles({ storage }: Tools, prefixes: string[]): Promise<ErasedFiles> {
  const erased = { count: 0, sizeBytes: 0 }
  for (const prefix of prefixes)
    for await (const { key, sizeBytes } of storage.list(prefix)) {
      await storage.erase(key)
      erased.count++
      erased.sizeBytes += sizeBytes
    }
  return erased
}

export async function eraseTeamRows(tx: Tx, teamId: string, at: Date): Promise<ErasedRows> {
  const subject: Subject = { kind: 'team', id: teamId }
  const rows = await countOwnRows(tx, subject, (rule) => rule.whenTeamGoes === 'deleted')
  await retireSlugs(tx, teamId, at)
  const tours = await tx.selectFrom('tour').select('id').where('team_id', '=', teamId).execute()
  const going = tableNames.filter((name) => personalData[name].whenTeamGoes === 'deleted')
  const first = await holdingOthers(tx)
  for (const name of going.toSorted((one, other) => Number(first.has(other)) - Number(first.has(one)))) {
    const where = ownRows(name, subject)
    if (where) await deleteRows(tx, name, where)
  }
  const details = await eraseDetails(tx, { teamId })
  const jobs = await deleteJobs(tx, [teamId])
  for (const { id } of tours) await visibilityChanged(tx, id)
  return { rows, details, jobs }
}

/** Tables whose rows keep others from being deleted: theirs go first. */
async function holdingOthers(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confdeltype in ('a', 'r') and conrelid <> confrelid`.execute(db)
  return new Set(rows.map((row) => row.name))
}

async function retireSlugs(tx: Tx, teamId: string, at: Date): Promise<void> {
  const freeAt = new Date(at.getTime() + retiredDays * 86_400_000)
  await sql`insert into retired_slug (slug, retired_at, free_at)
    select slug, ${at}::timestamptz, ${freeAt}::timestamptz from (
      select slug from tour_publication where team_id = ${teamId}
      union select slug from team_page where team_id = ${teamId}) as shown
    on conflict (slug) do update set free_at = excluded.free_at`.execute(tx)
  await sql`update retired_slug set last_team = null where last_team = ${teamId}`.execute(tx)
}
