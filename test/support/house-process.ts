// The house as a process of its own, to be killed: started with one JSON argument { connection, env, worker }, says its origin on
// stdout. Database and folder belong to the test.
import { readConfig } from '#platform/config.ts'
import { openDb, openPool } from '#platform/db.ts'
import { openJobQueue } from '#platform/jobs.ts'
import { openListener } from '#platform/listener.ts'
import { openLog } from '#platform/log.ts'
import { openSecret } from '#platform/secret.ts'
import { openStorage } from '#platform/storage/open.ts'
import type { Tools } from '#platform/tools.ts'
import { buildApp } from '#server/app.ts'
import { startWorker } from '#server/worker.ts'

const { connection, env, worker } = JSON.parse(process.argv[2] ?? '')
const config = readConfig(env, '')
const log = openLog('error')
const pool = openPool(connection, () => {})
const listener = await openListener(connection, log)
const tools: Tools = {
  config,
  db: openDb(pool),
  storage: await openStorage(config),
  jobs: await openJobQueue(pool, log),
  log,
  secret: await openSecret(config),
  now: () => new Date(),
}
if (worker) await startWorker(tools, { pool, listener })
const { app } = await buildApp(tools, {
  listener,
  assets: {
    viewer: { script: '', style: '' },
    embed: { module: '', examples: '' },
    studioPage: Buffer.alloc(0),
    answer: () => undefined,
  },
  demoAccounts: () => [],
})
process.stdout.write(await app.listen({ port: config.port, host: '127.0.0.1' }))
