// A database that another version made is left alone, and the person who runs the server reads why.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { explain } from '#server/explain.ts'
import { freshDatabase } from '#test/support/database.ts'
import { openPool } from './db.ts'
import { migrate } from './migrate.ts'

let folder: string
let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-migrations-'))
  database = await freshDatabase()
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})

it('ends the start with a sentence where a migration is unknown here or differs, and changes nothing', async () => {
  const pool = openPool(database.connection, () => {})
  try {
    const { rows } = await pool.query<{ name: string; sha256: string }>('select * from migration order by name')
    const unknown = await migrate(pool, folder).catch((error: unknown) => error)
    expect(explain(unknown)).toMatch(/newer version of Panoqor.*0001-foundation\.sql/)
    for (const { name } of rows) await writeFile(join(folder, name), 'select 1')
    await writeFile(join(folder, '9999-new.sql'), 'create table never_made (id int)')
    const other = await migrate(pool, folder).catch((error: unknown) => error)
    expect(explain(other)).toMatch(/another build of Panoqor.*0001-foundation\.sql.*PANOQOR_DATA/)
    expect((await pool.query('select * from migration order by name')).rows).toEqual(rows)
    expect((await pool.query("select to_regclass('never_made') as made")).rows).toEqual([{ made: null }])
  } finally {
    await pool.end()
  }
})
