// A database of its own for a test file, complete with all tables: a copy of the run's migrated template.
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { PoolConfig } from 'pg'
import { inject } from 'vitest'
import { templateOf, withClient } from './database-server.ts'

export interface TestDatabase {
  /** As the pg driver wants it. */
  connection: Pick<PoolConfig, 'host' | 'port' | 'user' | 'password'> & { database: string }
  /** The same as DATABASE_URL wants it. */
  url: string
  /** Close your own connections first; whoever is left is cut off. */
  drop(): Promise<void>
}

/** Call it in beforeAll, and drop() in afterAll. Inside a file every test makes its own team; nothing is wiped. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer')
  if (server.schemaFault) throw new Error(server.schemaFault)
  const database = `${server.prefix}${randomBytes(6).toString('hex')}`
  await withClient(server, server.maintenance, (client) =>
    client.query(`create database ${database} template ${templateOf(server)}`),
  )
  const { host = '', port = 5432, user = '', password } = server.server
  const secret = typeof password === 'string' && password ? `:${encodeURIComponent(password)}` : ''
  return {
    connection: { ...server.server, database },
    url: `postgres://${encodeURIComponent(user)}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    async drop() {
      await withClient(server, server.maintenance, async (client) => {
        const others = 'select from pg_stat_activity where datname = $1'
        // What was closed a moment ago ends by itself; only what was forgotten is cut off.
        for (let looks = 0; looks < 40 && (await client.query(others, [database])).rowCount; looks++)
          await setTimeout(25)
        await client.query(`drop database if exists ${database} with (force)`)
      })
    },
  }
}
