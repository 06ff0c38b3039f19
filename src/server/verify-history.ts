// `npm run audit:verify`: walks the history from its first entry to its last and names every row that is not as it was written. Changes
// nothing. With the bundled database the server must be stopped meanwhile; while it runs, the desk has the same behind a button.
import { join } from 'node:path'
import { loadConfig } from '#platform/config.ts'
import { openDb, openPool } from '#platform/db.ts'
import { lockInstance } from '#platform/instance-lock.ts'
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts'
import { readAnchorLines, verifyHistory } from '#rooms/audit/audit.ts'
import { explain } from './explain.ts'

async function main(): Promise<number> {
  const config = loadConfig()
  if (config.databaseUrl) return verify({ connectionString: config.databaseUrl }, config.dataFolder)
  const lock = await lockInstance(config.dataFolder)
  try {
    const folder = join(config.dataFolder, 'postgres')
    const postgres = await startEmbeddedPostgres({ folder, log: () => {}, onExit: () => {} })
    return await verify(postgres.connection, config.dataFolder).finally(() => postgres.stop())
  } finally {
    await lock.release()
  }
}

async function verify(connection: Parameters<typeof openPool>[0], dataFolder: string): Promise<number> {
  const pool = openPool(connection, () => {})
  try {
    const lines = await readAnchorLines(dataFolder)
    const { entries, chains, erased, faults } = await verifyHistory(openDb(pool), lines)
    console.log(`${entries} entries in ${chains} chains; ${erased} without their words; ${lines.length} anchored days.`)
    for (const { kind, chain, position, entryId, day } of faults)
      console.log(
        day
          ? `${kind}: the anchor of ${day}`
          : `${kind}: entry ${entryId ?? '-'}, chain ${chain}, position ${position}`,
      )
    console.log(
      faults.length === 0 ? 'Everything is as it was written.' : `${faults.length} rows are not as they were written.`,
    )
    return faults.length === 0 ? 0 : 2
  } finally {
    await pool.end()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(explain(error) ?? error)
    process.exitCode = 1
  },
)
