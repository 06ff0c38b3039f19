// The tests of what we demand of a PostgreSQL, asked of the one that the test run uses.
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPool } from '#platform/db.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { checkDatabase } from './requirements.ts'

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await freshDatabase()
  // Bears that the database is dropped while its last connection still says goodbye.
  pool = openPool({ connectionString: database.url }, () => {})
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

it('asks for the trigram extension by name', async () => {
  await pool.query('drop extension if exists pg_trgm cascade')
  await expect(checkDatabase(pool)).rejects.toThrow('pg_trgm')
})

it('accepts a server that finds Kazakh words', async () => {
  await pool.query('create extension if not exists pg_trgm')
  await checkDatabase(pool)
})
