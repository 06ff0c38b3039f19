// Applies migrations/*.sql in order, each once, each in one transaction, under an advisory lock so that two processes may start
// together. A file that was applied is never edited: its checksum is compared at every start.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { OperatorError } from './operator-error.ts'
import { ensureTenantRole, grantToTenants } from './postgres/tenant-role.ts'

export const migrationsFolder = join(import.meta.dirname, '../../migrations')
const lockKey = 7_211_201

interface Migration {
  name: string
  text: string
  sha256: string
}

/** Brings the schema to the newest version; returns the names that were applied now. */
export async function migrate(pool: pg.Pool, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const applied = new Map<string, string>()
    for (const row of (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows)
      applied.set(row.name, row.sha256)
    refuseUnknown(applied, migrations)
    const fresh = migrations.filter((migration) => !applied.has(migration.name))
    await ensureTenantRole(client)
    for (const migration of fresh) await apply(client, migration)
    await grantToTenants(client)
    return fresh.map((migration) => migration.name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => {})
    client.release()
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

function refuseUnknown(applied: Map<string, string>, migrations: Migration[]): void {
  for (const [name, sha256] of applied) {
    const here = migrations.find((migration) => migration.name === name)
    if (!here)
      throw new OperatorError(
        `This database was made by a newer version of Panoqor: it has the migration ${name}, which this version does not know. Start that version or a newer one, or restore a backup from before.`,
      )
    if (here.sha256 !== sha256)
      throw new OperatorError(
        `This database was made by another build of Panoqor: its migration ${name} differs from the one here. Start the build that made it, or begin with an empty database or another data folder (PANOQOR_DATA).`,
      )
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.text)
    await client.query('insert into migration (name, sha256) values ($1, $2)', [migration.name, migration.sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
