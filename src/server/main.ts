// The roof's beginning: reads the configuration, opens everything from the outside, hands it to the rooms, and ends it in the
// opposite order. The only place that sees everything at once.
import { join } from 'node:path'
import { type Config, ConfigError, loadConfig } from '#platform/config.ts'
import { type DatabaseSettings, inTransaction, openDb, openPool } from '#platform/db.ts'
import { type InstanceLock, lockInstance } from '#platform/instance-lock.ts'
import { openJobQueue } from '#platform/jobs.ts'
import { openListener } from '#platform/listener.ts'
import { type Log, openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { findFreePort, refuseBusyPort } from '#platform/port.ts'
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts'
import { checkDatabase } from '#platform/postgres/requirements.ts'
import { openSecret } from '#platform/secret.ts'
import { checkSecret } from '#platform/secret-check.ts'
import { openStorage } from '#platform/storage/open.ts'
import type { Tools } from '#platform/tools.ts'
import { calibrateHashing, prepareFirstRun, sealCodesAnew, sweepAccounts } from '#rooms/accounts/accounts.ts'
import { buildApp } from './app.ts'
import { loadAssets } from './assets.ts'
import { type Demo, openDemo } from './demo.ts'
import { explain } from './explain.ts'
import { openInbox } from './inbox.ts'
import { openProgress } from './progress.ts'
import { startWorker } from './worker.ts'

/** What was opened, in order; closing goes backwards. */
class Opened {
  private readonly closers: (() => Promise<void> | void)[] = []

  add<Thing>(thing: Thing, close: (thing: Thing) => Promise<void> | void): Thing {
    this.closers.push(() => close(thing))
    return thing
  }

  async closeAll(): Promise<void> {
    for (let close = this.closers.pop(); close; close = this.closers.pop()) await close()
  }
}

/** Tells the launcher that a new start may help (sysexits' EX_TEMPFAIL). */
const beginAnew = 75

const progress = openProgress()
const opened = new Opened()
let ending = false

async function main(): Promise<void> {
  const given = await withPort(loadConfig())
  const log = openLog(given.logLevel)
  const usesDisk = given.databaseUrl === undefined || given.s3 === undefined
  if (usesDisk) opened.add(await lockInstance(given.dataFolder), (lock: InstanceLock) => lock.release())
  const inbox =
    given.demo && !given.mail
      ? opened.add(await openInbox(join(given.dataFolder, 'inbox')), (open) => open.close())
      : undefined
  const config: Config = Object.freeze({ ...given, mail: given.mail ?? inbox?.mail })

  if (config.role !== 'worker') await refuseBusyPort(config.port, config.host)
  const database = await openDatabase(config, log)
  const pool = opened.add(
    openPool(database, (error) => ending || log.warn({ error: error.message }, 'an idle database connection was lost')),
    (open) => open.end(),
  )
  const stage = progress.stage('Preparing the database')
  const applied = await migrate(pool)
  await checkDatabase(pool)
  const jobs = await openJobQueue(pool, log)
  stage.done(applied.length > 0 ? `Database ready, ${applied.length} migrations applied` : 'Database ready')

  const listener = opened.add(await openListener(database, log), (open) => open.close())
  const storage = opened.add(await openStorage(config), (open) => open.close())
  const db = openDb(pool)
  const secret = await openSecret(config)
  if (await checkSecret(db, secret, config, new Date())) await sealCodesAnew(db, { secret })
  const tools: Tools = { config, db, storage, jobs, log, secret, now: () => new Date() }

  if (config.role !== 'web') opened.add(await startWorker(tools, { pool, listener }), (worker) => worker.stop())
  if (config.role === 'worker') return progress.say('Working. Stop with Ctrl+C.')

  await calibrateHashing((message) => log.error(`the hashing process ${message}`))
  const demo = config.demo ? await openDemo(tools) : undefined
  const assets = await loadAssets(join(import.meta.dirname, '../../dist'))
  const { app } = await buildApp(tools, { listener, assets, demoAccounts: () => demo?.accounts ?? [], inbox })
  await app.listen({ port: config.port, host: config.host })
  opened.add(app, (open) => open.close())
  const sweeping = setInterval(() => void sweepAccounts(db, new Date()).catch(() => {}), 3_600_000)
  opened.add(sweeping, clearInterval)

  const address = config.origin
  progress.say()
  progress.say(`  Panoqor is ready:  ${address}`)
  if (demo) for (const line of demo.welcome(address)) progress.say(`  ${line}`)
  else await offerFirstRun(tools, address)
  if (inbox) progress.say(`  Mails of the demo: ${address}/inbox`)
  if (!config.mail) progress.say('  No mail server is set: mails wait in the outbox. Set SMTP_URL and MAIL_FROM.')
  progress.say()
  progress.say('  Stop with Ctrl+C.')
  if (demo) publishDemo(demo, log)
}

/** PORT=0 takes a free port before anything else: links in mails begin with the address people reach. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0 || config.role === 'worker') return config
  const port = await findFreePort(config.host)
  return { ...config, port, origin: config.publicUrl ?? `http://localhost:${port}` }
}

/** The first start takes a while until the flat's panoramas are ready; the server answers meanwhile. */
function publishDemo(demo: Demo, log: Log): void {
  const stopping = new AbortController()
  const publishing = demo
    .publishWhenReady(stopping.signal)
    .catch((error) => log.error({ error }, 'the demo tour was not published'))
  opened.add(publishing, async () => {
    stopping.abort()
    await publishing
  })
}

async function openDatabase(config: Config, log: Log): Promise<DatabaseSettings> {
  if (config.databaseUrl) return { connectionString: config.databaseUrl }
  const stage = progress.stage('Starting PostgreSQL')
  const postgres = opened.add(
    await startEmbeddedPostgres({
      folder: join(config.dataFolder, 'postgres'),
      log: (line) => log.debug({ from: 'postgres' }, line),
      onExit: (output) => void end(beginAnew, `The database stopped by itself:\n${output}`),
    }),
    (running) => running.stop(),
  )
  stage.done(postgres.fresh ? 'PostgreSQL created and started' : 'PostgreSQL started')
  return postgres.connection
}

/** While nobody exists, the operator's own account is made through a link that works once. */
async function offerFirstRun({ db, now }: Tools, address: string): Promise<void> {
  const token = await inTransaction(db, (tx) => prepareFirstRun(tx, now()))
  if (token)
    progress.say(
      `  Make the operator's account with this link, which works once:\n  ${address}/first-run?token=${token}`,
    )
}

async function end(code: number, reason?: string): Promise<void> {
  if (ending) return
  ending = true
  if (reason) progress.say(`\n${reason}`)
  const patience = setTimeout(() => process.exit(code || 1), 20_000)
  await opened.closeAll().catch((error: unknown) => progress.say(`While stopping: ${error}`))
  clearTimeout(patience)
  process.exit(code)
}

process.once('disconnect', () => void end(0)) // our launcher is gone, and nobody would see us any more
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void end(0, ending ? undefined : 'Stopping…'))

main().catch((error: unknown) => {
  const sentence = error instanceof ConfigError ? error.problems.join('\n') : explain(error)
  void end(1, sentence ?? (error instanceof Error ? error.stack : String(error)))
})
