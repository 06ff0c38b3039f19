// A whole house for a test file: the real app on a database and a folder of its own. Each test makes its own people and teams.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import type { KyselyPlugin } from 'kysely'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { type Db, inTransaction, openDb, openPool, type Tx } from '#platform/db.ts'
import type { DeclaredRoute } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { openJobQueue } from '#platform/jobs.ts'
import { type Listener, openListener } from '#platform/listener.ts'
import { type Log, openLog } from '#platform/log.ts'
import { createSecret } from '#platform/secret.ts'
import { openStorage } from '#platform/storage/open.ts'
import type { Tools } from '#platform/tools.ts'
import { addPerson } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { archiveKey, attachmentKey, pictureKey } from '#rooms/media/bytes.ts'
import type { Role } from '#rooms/teams/contract.ts'
import type { DemoAccount } from '#rooms/teams/entrance-routes.ts'
import { addMember, foundTeam } from '#rooms/teams/teams.ts'
import { buildApp } from '#server/app.ts'
import type { Assets } from '#server/assets.ts'
import { startWorker, type Worker } from '#server/worker.ts'
import { freshDatabase } from './database.ts'
import { smallArchive } from './small-archive.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  body: any
  text: string
  bytes: Buffer
}

export interface Caller {
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: unknown): Promise<Answer>
  put(url: string, body?: unknown): Promise<Answer>
  patch(url: string, body?: unknown): Promise<Answer>
  delete(url: string): Promise<Answer>
}

export interface TestMember extends Caller {
  personId: string
  teamId: string
  email: string
  cookie: string
}

export interface World {
  tools: Tools
  db: Db
  declared: DeclaredRoute[]
  registered: { method: string; url: string }[]
  listener: Listener
  /** Nobody in particular. */
  visitor: Caller
  inject(options: InjectOptions): Promise<Answer>
  /** Someone of a team; without `teamId` of a new one, as its owner or in `role` beside another owner. */
  newMember(wanted?: { role?: Role; teamId?: string }): Promise<TestMember>
  /** A finished panorama with a real archive of one level. Returns its id. */
  newPanorama(teamId: string, more?: { tourId?: string }): Promise<{ id: string; archive: string }>
  /** A finished picture, whose one file is named `attachmentFileName`. Returns its id. */
  newAttachment(teamId: string): Promise<string>
  /** Opens a real port on loopback and returns its origin: for what only a real connection shows. */
  listen(): Promise<string>
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  history(teamId: string): Promise<string[]>
  /** Does the background work from now on, as the server does. */
  startWorker(): Promise<Worker>
  close(): Promise<void>
}

export const attachmentFileName = 'picture-0123456789abcdef0123.webp'

/** Argon2 would cost 30 ms for each person of each test; nobody signs in with this one. */
const unusableHash = 'no password'

interface WorldSettings {
  demoAccounts?: DemoAccount[]
  env?: Record<string, string>
  log?: Log
  /** Changes every query of the house. */
  plugin?: KyselyPlugin
  /** The database shows every team all rows: what a test compares with. */
  withoutTenancy?: true
}

export async function openWorld(settings: WorldSettings = {}): Promise<World> {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-test-'))
  const config = readConfig({ PANOQOR_DATA: folder, ...settings.env }, '')
  const log = settings.log ?? openLog('silent')
  const pool = settings.withoutTenancy ? openToAll(database.connection) : openPool(database.connection, () => {})
  const db = settings.plugin ? openDb(pool).withPlugin(settings.plugin) : openDb(pool)
  const listener = await openListener(database.connection, log)
  const storage = await openStorage(config)
  const jobs = await openJobQueue(pool, log)
  const secret = createSecret(Buffer.from('the secret of an installation that is only a test'))
  const tools: Tools = { config, db, storage, jobs, log, secret, now: () => new Date() }
  const { app, declared, registered } = await buildApp(tools, {
    listener,
    assets: plainAssets,
    demoAccounts: () => settings.demoAccounts ?? [],
  })
  await app.ready()
  const workers: Worker[] = []

  async function inject(options: InjectOptions): Promise<Answer> {
    const answer = await app.inject({ ...options, headers: { host: 'localhost', ...options.headers } })
    const json = /\bjson\b/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: json && answer.body ? JSON.parse(answer.body) : undefined,
      text: answer.body,
      bytes: answer.rawPayload,
    }
  }

  function caller(cookie?: string): Caller {
    const call = (
      method: InjectOptions['method'],
      url: string,
      payload?: unknown,
      headers: Record<string, string> = {},
    ) =>
      inject({
        method,
        url,
        headers: { origin: 'http://localhost', ...(cookie && { cookie }), ...headers },
        ...(payload !== undefined && { payload: payload as object }),
      })
    return {
      get: (url, headers) => call('GET', url, undefined, headers),
      post: (url, body) => call('POST', url, body),
      put: (url, body) => call('PUT', url, body),
      patch: (url, body) => call('PATCH', url, body),
      delete: (url) => call('DELETE', url),
    }
  }

  const write = <Result>(work: (tx: Tx) => Promise<Result>) => inTransaction(db, work)

  async function newPerson(tx: Tx, now: Date): Promise<{ personId: string; email: string }> {
    const email = `${newId()}@example.kz`
    const address = { shown: email, canonical: email }
    const prepared = { address, name: 'Айгерім Сейітқызы', language: 'kk' as const, passwordHash: unusableHash }
    return { email, personId: await addPerson(tx, prepared, now) }
  }

  return {
    tools,
    db,
    declared,
    registered,
    listener,
    visitor: caller(),
    inject,
    write,
    async newMember({ role = 'owner', teamId } = {}) {
      return write(async (tx) => {
        const now = new Date()
        const { personId, email } = await newPerson(tx, now)
        const founder = teamId === undefined && role !== 'owner' ? (await newPerson(tx, now)).personId : personId
        const team = teamId ?? (await foundTeam(tx, 'Нұрлы үй', founder, now))
        if (teamId !== undefined || founder !== personId) await addMember(tx, team, personId, role, now)
        const cookie = (await openSession(tx, personId, { userAgent: 'test', secure: false, now })).split(';')[0] ?? ''
        return { personId, email, teamId: team, cookie, ...caller(cookie) }
      })
    },
    async newPanorama(teamId, more = {}) {
      const { id, row, archive, bytes, thumbnail } = await smallArchive(teamId, more.tourId)
      await storage.putBytes(archiveKey(teamId, archive), bytes)
      await storage.putBytes(pictureKey(teamId, archive, 'thumbnail.webp'), thumbnail)
      await storage.putBytes(pictureKey(teamId, archive, 'poster.jpg'), thumbnail)
      await db.insertInto('panorama').values(row).execute()
      return { id, archive }
    },
    async newAttachment(teamId) {
      const [id, now, bytes] = [newId(), new Date(), Buffer.from('a picture')]
      const sha256 = createHash('sha256').update(id).digest('hex')
      const row = { team_id: teamId, size_bytes: 9, storage_key: `originals/${teamId}/${sha256}`, created_at: now }
      await storage.putBytes(attachmentKey(teamId, id, attachmentFileName), bytes)
      await db
        .insertInto('original')
        .values({ ...row, sha256 })
        .execute()
      const file = { name: attachmentFileName, type: 'image/webp', sizeBytes: bytes.length }
      const state = { kind: 'picture', state: 'ready', file_name: 'a.jpg', derived: JSON.stringify({ file }) } as const
      const times = { created_at: now, updated_at: now }
      await db
        .insertInto('attachment')
        .values({ team_id: teamId, id, original_sha256: sha256, ...state, ...times })
        .execute()
      return id
    },
    async history(teamId) {
      const rows = await db
        .selectFrom('audit_entry')
        .select('action')
        .where('team_id', '=', teamId)
        .orderBy('id')
        .execute()
      return rows.map((row) => row.action)
    },
    listen: () => app.listen({ port: 0, host: '127.0.0.1' }),
    async startWorker() {
      const worker = await startWorker(tools, { pool, listener })
      workers.push(worker)
      return worker
    },
    async close() {
      for (const worker of workers) await worker.stop()
      await app.close()
      await listener.close()
      await storage.close()
      await pool.end()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A pool whose connections stay the owner's, whoever takes them. */
function openToAll(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(connection)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The rooms' tests look at what the server writes, not at what was built for browsers. */
const plainAssets: Assets = {
  viewer: { script: '/assets/viewer/viewer.js', style: '/assets/viewer/viewer.css' },
  embed: { module: '/assets/embed/panoqor.js', examples: '/assets/embed/examples.js' },
  studioPage: Buffer.from('<!doctype html><div id="root"></div>'),
  answer: () => undefined,
}
