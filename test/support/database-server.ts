// One PostgreSQL for a whole test run and in it one migrated template. The run either brings its own server, embedded
// and thrown away afterwards, or uses the one that DATABASE_URL names and leaves nothing there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, Pool, type PoolConfig } from 'pg'
import { migrate } from '#platform/migrate.ts'
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts'
import { tenantRole } from '#platform/tenancy.ts'

export interface TestDatabaseServer {
  /** Everything but the database's name. */
  server: Pick<PoolConfig, 'host' | 'port' | 'user' | 'password'>
  /** A database that exists, to connect to for making others. */
  maintenance: string
  /** Begins the name of every database of this run. */
  prefix: string
  /** Why the template has no complete schema; only tests that need a database fail then. */
  schemaFault?: string | undefined
}

export interface RunningTestServer extends TestDatabaseServer {
  stop(): Promise<void>
}

export const templateOf = ({ prefix }: TestDatabaseServer) => `${prefix}template`

export async function startTestServer(): Promise<RunningTestServer> {
  const running = process.env.DATABASE_URL ? serverAt(process.env.DATABASE_URL) : await ownServer()
  try {
    await withClient(running, running.maintenance, (client) => client.query(`create database ${templateOf(running)}`))
    const schemaFault = await migrateTemplate(running).then(
      () => undefined,
      (error: Error) => error.message,
    )
    return { ...running, schemaFault }
  } catch (error) {
    await running.stop()
    throw error
  }
}

async function ownServer(): Promise<RunningTestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'panoqor-test-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove) // also when the run is interrupted; the server then ends by itself
  const postgres = await startEmbeddedPostgres({
    folder: path.join(folder, 'postgres'),
    log: () => {},
    disposable: true,
  })
  const { database, ...server } = postgres.connection
  return {
    server,
    maintenance: database,
    prefix: 'test_',
    async stop() {
      await postgres.stop()
      remove()
    },
  }
}

function serverAt(url: string): RunningTestServer {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const running: TestDatabaseServer = {
    server: {
      host: searchParams.get('host') ?? decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
    },
    maintenance: decodeURIComponent(pathname.slice(1)) || 'postgres',
    prefix: `panoqor_test_${process.pid}_`,
  }
  return { ...running, stop: () => dropAll(running) }
}

async function dropAll(server: TestDatabaseServer): Promise<void> {
  await withClient(server, server.maintenance, async (client) => {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [server.prefix],
    )
    for (const { datname } of found.rows) await client.query(`drop database if exists ${datname} with (force)`)
    // The server refuses this while another database needs the role.
    await client.query(`drop role if exists ${tenantRole}`).catch(() => {})
  })
}

export async function withClient<T>(
  server: TestDatabaseServer,
  database: string,
  work: (client: Client) => Promise<T>,
) {
  const client = new Client({ ...server.server, database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function migrateTemplate(server: TestDatabaseServer): Promise<void> {
  const pool = new Pool({ ...server.server, database: templateOf(server), max: 1 })
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}
