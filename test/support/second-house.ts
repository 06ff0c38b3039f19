// Another process of the same installation, over the database and the folder of a world: what must act everywhere is looked at in both.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import type { World } from './world.ts'

export interface SecondHouse {
  origin: string
  close(): Promise<void>
}

export async function openSecondHouse({ db, tools }: World): Promise<SecondHouse> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const port = await freePort()
  const env = { PANOQOR_DATA: tools.config.dataFolder, PORT: String(port) }
  const connection = { ...inject('databaseServer').server, database: rows[0]?.name }
  const argument = JSON.stringify({ connection, env, worker: false })
  const program = join(import.meta.dirname, 'house-process.ts')
  const house = spawn(process.execPath, [program, argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    house.stdout.once('data', resolve)
    house.once('exit', (code) => reject(new Error(`The second house ended with ${code}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      const gone = new Promise((resolve) => house.once('exit', resolve))
      house.kill('SIGKILL')
      await gone
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
