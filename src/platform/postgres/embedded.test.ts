// The embedded database, tried with real processes and real kills.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'panoqor-embedded-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (onExit?: (output: string) => void) =>
  startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), log: () => {}, ...(onExit ? { onExit } : {}) })

async function ask(postgres: EmbeddedPostgres, query: string): Promise<Record<string, unknown> | undefined> {
  const client = new Client(postgres.connection)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows[0]
}

const pidFile = () => path.join(folder, 'postgres/pgdata/postmaster.pid')
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])

/** A process that starts the database, writes a row and waits for its end. */
async function otherProcess(): Promise<ChildProcess> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))}
    import pg from 'pg'
    const postgres = await startEmbeddedPostgres({ folder: ${JSON.stringify(path.join(folder, 'postgres'))}, log: () => {} })
    const client = new pg.Client(postgres.connection)
    await client.connect()
    await client.query('create table kept (word text)')
    await client.query("insert into kept values ('ғимарат')")
    console.log('written')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

it('creates a durable database that understands Kazakh letters, and keeps it', async () => {
  const first = await start()
  expect(first.fresh).toBe(true)
  const settings = await ask(
    first,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums, upper('қала') as upper,
            (select datctype from pg_database where datname = current_database()) as ctype`,
  )
  expect(settings).toEqual({ fsync: 'on', checksums: 'on', upper: 'ҚАЛА', ctype: 'C.UTF-8' })
  await ask(first, 'create table kept ()')
  await first.stop()
  expect(existsSync(first.connection.host)).toBe(false)

  const second = await start()
  expect(second.fresh).toBe(false)
  await ask(second, 'select from kept')
  await second.stop()
})

it('loses nothing that was committed when everything is killed', async () => {
  const other = await otherProcess()
  process.kill(serverPid(), 'SIGKILL')
  await kill(other)
  const postgres = await start()
  expect(await ask(postgres, 'select word from kept')).toEqual({ word: 'ғимарат' })
  await postgres.stop()
})

it('takes over when only the parent was killed', async () => {
  const other = await otherProcess()
  await kill(other)
  const postgres = await start()
  expect(await ask(postgres, 'select word from kept')).toEqual({ word: 'ғимарат' })
  await postgres.stop()
})

it('starts although the number in the lock now belongs to another process', async ({ skip }) => {
  skip(process.platform !== 'linux', 'asks /proc whose number it is, which only Linux has')
  const first = await start()
  process.kill(serverPid(), 'SIGKILL')
  const lock = readFileSync(pidFile(), 'utf8').split('\n')
  await first.stop()
  writeFileSync(pidFile(), [process.pid, ...lock.slice(1)].join('\n'))
  const second = await start()
  await second.stop()
})

it('starts again after a creation that was killed in the middle', async () => {
  const unfinished = path.join(folder, 'postgres/pgdata.new')
  mkdirSync(path.join(unfinished, 'base'), { recursive: true })
  writeFileSync(path.join(unfinished, 'PG_VERSION'), '18\n')
  const postgres = await start()
  expect(postgres.fresh).toBe(true)
  expect(existsSync(unfinished)).toBe(false)
  await postgres.stop()
})

it('reports a server that ends without being asked, and not one that was', async () => {
  const reported = Promise.withResolvers<string>()
  const first = await start(reported.resolve)
  process.kill(serverPid(), 'SIGKILL')
  await reported.promise
  await first.stop()

  let calls = 0
  const second = await start(() => {
    calls += 1
  })
  await second.stop()
  expect(calls).toBe(0)
})

it('says what is wrong when the server cannot start', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(path.join(folder, 'postgres/pgdata/postgresql.conf'), 'no_such_setting = 1\n')
  await expect(start()).rejects.toThrow('no_such_setting')
})
