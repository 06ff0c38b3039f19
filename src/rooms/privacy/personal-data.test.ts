// P-9: every table says of every column what it is. Whoever adds a column without saying so stops here.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { word } from '#platform/words.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { personalData, tableNames } from './personal-data.ts'
import { columnsOf, keptForMonths, shownColumns } from './table-rules.ts'

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

it('P-9: every column of every table is declared, and nothing that does not exist is', async () => {
  const { rows } = await client.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and table_name <> 'migration'`,
  )
  const declared = tableNames.flatMap((name) => columnsOf(personalData[name]).map((column) => `${name}.${column}`))
  expect(declared.toSorted()).toEqual(rows.map((row) => row.name).toSorted())
})

it('P-9: every column that refers to a person is declared as one', async () => {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select conrelid::regclass::text as table, attname as column
       from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and confrelid = 'person'::regclass and cardinality(conkey) = 1`,
  )
  const { rows: named } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid' and (column_name ~ '_by$' or column_name in ('person_id', 'staff_id', 'author_id'))`,
  )
  const undeclared = [...rows, ...named].filter(({ table, column }) => {
    const rule = Object.entries(personalData).find(([name]) => name === table)?.[1]
    return !rule || (rule.owner !== column && !rule.actors.includes(column))
  })
  expect(undeclared).toEqual([])
})

it('shows no hash of a secret in any export', () => {
  const secrets = /(token|password|undo|link|download|grant)_sha256|password_hash|sealed|public_key|_salt$/
  for (const name of tableNames)
    expect(
      shownColumns(personalData[name]).filter((column) => secrets.test(column)),
      name,
    ).toEqual([])
})

it('gives a reason, in every language, for whatever is kept after a deletion', () => {
  for (const name of tableNames) {
    const { kept, owner, address, team, whenPersonGoes, whenTeamGoes } = personalData[name]
    const stays = ((owner || address) && whenPersonGoes === 'kept') || (team && whenTeamGoes === 'kept')
    if (stays) expect(kept, name).toBeDefined()
  }
  for (const reason of Object.keys(keptForMonths))
    for (const language of ['kk', 'ru', 'en'] as const)
      expect(word(language, `my_data.kept.${reason}`)).not.toBe(`my_data.kept.${reason}`)
})
