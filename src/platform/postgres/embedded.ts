// The database that comes with the product: creates, starts and stops a real PostgreSQL below a folder of ours.
// Hold the instance lock of the data folder while you use it: two of these on one folder are not foreseen.

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { OperatorError } from '../operator-error.ts'
import { type Account, chooseAccount, giveTo } from './account.ts'
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts'
import { endOrphan } from './orphan.ts'
import { environment, type Listening, startServer } from './server-process.ts'

const user = 'panoqor'
const database = 'panoqor'

export interface EmbeddedPostgres {
  /** As the pg driver wants it. */
  connection: { host: string; port: number; user: string; database: string; password?: string }
  /** True when this start created the database. */
  fresh: boolean
  /** Under which account the server runs, in words. */
  account: string
  /** A fast, clean shutdown; close your connections first. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Everything of the database lies below it; made when missing. */
  folder: string
  log: (line: string) => void
  /** The server ended without being asked to. */
  onExit?: (output: string) => void
  /** For tests: gives up durability for speed. */
  disposable?: boolean
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.folder)
  const dataFolder = path.join(folder, 'pgdata')
  const binaries = findPostgresBinaries()
  mkdirSync(folder, { recursive: true })
  const account = chooseAccount(dataFolder, [binaries.folder, path.dirname(folder)])
  if (account.identity.uid !== undefined) chmodSync(folder, 0o711) // lets the account pass through, not look around

  const password = passwordFor(folder)
  const fresh = !existsSync(path.join(dataFolder, 'PG_VERSION'))
  if (fresh) createCluster({ binaries, account, folder, dataFolder, password })
  else {
    giveTo(account, dataFolder)
    await endOrphan(dataFolder, options.log)
  }
  const listening = await chooseListening(account, folder)
  const disposable = options.disposable ?? false
  const server = await startServer({ binaries, account, dataFolder, listening, disposable, log: options.log }).catch(
    (error: unknown) => {
      removeSocketFolder(listening.host)
      throw error
    },
  )
  server.ended.then(({ expected, output }) => {
    removeSocketFolder(listening.host)
    if (!expected) options.onExit?.(output)
  })

  const connection = { ...listening, user, database, ...(password ? { password } : {}) }
  await createDatabase(connection).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  return { connection, fresh, account: account.description, stop: server.stop }
}

interface NewCluster {
  binaries: PostgresBinaries
  account: Account
  folder: string
  dataFolder: string
  password: string | undefined
}

/** Made beside its place and moved there when complete, so that a start killed in the middle leaves nothing half-made. */
function createCluster({ binaries, account, folder, dataFolder, password }: NewCluster): void {
  const unfinished = `${dataFolder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true }) // has no PG_VERSION: never was a database
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(account, unfinished)

  // The character type must be a UTF-8 one of the C library: without it trigrams of Cyrillic letters are silently empty.
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-collate=C',
    '--lc-ctype=C.UTF-8',
  ]
  const access = password ? ['-A', 'scram-sha-256', `--pwfile=${path.join(folder, passwordFile)}`] : ['-A', 'trust']
  const initdb = [binaries.program('initdb'), '-D', unfinished, '-U', user, ...access, ...locale, '--no-instructions']
  const [command = '', ...args] = [...account.prefix, ...initdb]
  const made = spawnSync(command, args, { ...account.identity, env: environment, cwd: unfinished, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new OperatorError(
      `The database could not be created in ${folder}: ${made.stderr || made.stdout || made.error?.message}`,
      { cause: made.error },
    )
  }
  renameSync(unfinished, dataFolder)
  syncFolder(folder)
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const passwordFile = 'database-password'

/** Behind a private socket folder nobody needs a password. On a loopback port every program of the machine could knock. */
function passwordFor(folder: string): string | undefined {
  if (usesSocket()) return undefined
  const file = path.join(folder, passwordFile)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function usesSocket(): boolean {
  return process.platform !== 'win32'
}

const socketFolderPrefix = 'panoqor-db-'

/** A new folder for every start: nobody can have prepared it, and no lock of an earlier socket lies in it. */
async function chooseListening(account: Account, folder: string): Promise<Listening> {
  if (!usesSocket()) return { host: '127.0.0.1', port: await freePort() }
  const note = path.join(folder, 'socket-folder')
  const earlier = existsSync(note) ? readFileSync(note, 'utf8') : ''
  if (path.basename(earlier).startsWith(socketFolderPrefix)) removeSocketFolder(earlier) // of a start that was killed
  const shortEnough = tmpdir().length <= 60 ? tmpdir() : '/tmp' // a socket's path may have 107 bytes
  const host = mkdtempSync(path.join(shortEnough, socketFolderPrefix))
  writeFileSync(note, host)
  giveTo(account, host)
  return { host, port: 5432 }
}

function removeSocketFolder(host: string): void {
  if (usesSocket()) rmSync(host, { recursive: true, force: true })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

async function createDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}
