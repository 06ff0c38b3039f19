// The types in tables.ts and the schema that the migrations make must name the same tables and columns, with the same nullability.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.connection)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

/** `table.column` → may it be null, read off the text of tables.ts. */
function declaredColumns(): Record<string, boolean> {
  const text = readFileSync(join(import.meta.dirname, 'tables.ts'), 'utf8')
  const body = text.slice(text.indexOf('export interface Tables {'))
  const columns: Record<string, boolean> = {}
  for (const [, table = '', multi, single] of body.matchAll(/^ {2}(\w+): \{(?:\n([\s\S]*?)\n {2}\}| (.*) \})$/gm)) {
    const fields = multi ? [...multi.matchAll(/^ {4}(\w+): (.*)$/gm)] : [...(single ?? '').matchAll(/(\w+): ([^;]+)/g)]
    for (const [, column = '', type = ''] of fields) {
      const selected = /^ColumnType<([^,]+),/.exec(type)?.[1] ?? type
      columns[`${table}.${column}`] = /\| null$/.test(selected.trim())
    }
  }
  return columns
}

it('names the columns that the migrations make', async () => {
  const { rows } = await client.query<{ name: string; nullable: boolean }>(
    `select table_name || '.' || column_name as name, is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = 'public' and table_name <> 'migration'`,
  )
  const made = Object.fromEntries(rows.map((row) => [row.name, row.nullable]))
  expect(Object.keys(made).length).toBeGreaterThan(80)
  expect(declaredColumns()).toEqual(made)
})
