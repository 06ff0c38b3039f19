// P-4: the law forbids to collect copies of identity documents. No column, no field of the API and no kind of upload may be for one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openWorld } from '#test/support/world.ts'

const suspicious =
  /passport|identity_?(card|document|scan)|id_?(card|scan|document|photo)\b|selfie|udostover|kuelik|driver_?licen/i

it('P-4: no table has a column for an identity document', async () => {
  const world = await openWorld()
  try {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`.execute(
      world.db,
    )
    expect(rows.length).toBeGreaterThan(200)
    expect(rows.map(({ name }) => name).filter((name) => suspicious.test(name))).toEqual([])
  } finally {
    await world.close()
  }
})

it('P-4: no contract of a room has a field for one', () => {
  const rooms = join(import.meta.dirname, '..')
  const contracts = readdirSync(rooms, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('contract.ts'),
  )
  expect(contracts.length).toBeGreaterThan(10)
  for (const name of contracts) {
    const fields = [...readFileSync(join(rooms, name), 'utf8').matchAll(/^\s*(\w+): z\./gm)].map(
      ([, field]) => field ?? '',
    )
    expect(
      fields.filter((field) => suspicious.test(field)),
      name,
    ).toEqual([])
  }
})
