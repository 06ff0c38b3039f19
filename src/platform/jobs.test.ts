import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { type Db, inTransaction, openDb, openPool } from './db.ts'
import { openJobQueue, startJobRunner, type Task } from './jobs.ts'
import { type Listener, openListener } from './listener.ts'
import { openLog } from './log.ts'
import { teamAtHand } from './tenancy.ts'
import type { JobQueue } from './tools.ts'

const log = openLog('silent')
let database: TestDatabase
let pool: pg.Pool
let db: Db
let listener: Listener
let jobs: JobQueue

beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool(database.connection, () => {})
  db = openDb(pool)
  listener = await openListener(database.connection, log)
  jobs = await openJobQueue(pool, log)
})
afterAll(async () => {
  await listener.close()
  await pool.end()
  await database.drop()
})

const runner = (tasks: Record<string, Task>) => startJobRunner({ pool, listener, log, tasks })

it('does what a committed transaction ordered and nothing of one that was rolled back', async () => {
  const seen: unknown[] = []
  const running = await runner({ say: async (payload) => void seen.push(payload) })
  await inTransaction(db, async (tx) => {
    await jobs.enqueue(tx, 'say', { word: 'undone' })
    throw new Error('rolled back')
  }).catch(() => {})
  await inTransaction(db, (tx) => jobs.enqueue(tx, 'say', { word: 'done' }))
  await expect.poll(() => seen).toEqual([{ word: 'done' }])
  await running.stop()
})

it('does a job whose payload names a team in the scope of that team, and every other in none', async () => {
  const teamId = randomUUID()
  const scopes: unknown[] = []
  const running = await runner({ look: async () => void scopes.push(teamAtHand()) })
  for (const payload of [{ teamId }, { other: teamId }])
    await inTransaction(db, (tx) => jobs.enqueue(tx, 'look', payload, { queue: 'looks' }))
  await expect.poll(() => scopes).toEqual([teamId, undefined])
  await running.stop()
})

it('does the jobs of one queue one after the other, and other queues meanwhile', async () => {
  const order: string[] = []
  const running = await runner({
    step: async (payload) => {
      const { name } = payload as { name: string }
      order.push(`${name} begins`)
      await pause(name.startsWith('slow') ? 400 : 10)
      order.push(`${name} ends`)
    },
  })
  await inTransaction(db, async (tx) => {
    for (const name of ['slow 1', 'slow 2']) await jobs.enqueue(tx, 'step', { name }, { queue: 'team:a' })
    await jobs.enqueue(tx, 'step', { name: 'quick' }, { queue: 'team:b' })
  })
  await expect.poll(() => order.length, { timeout: 10_000 }).toBe(6)
  await running.stop()

  expect(order.filter((line) => line.startsWith('slow'))).toEqual([
    'slow 1 begins',
    'slow 1 ends',
    'slow 2 begins',
    'slow 2 ends',
  ])
  expect(order.indexOf('quick ends')).toBeLessThan(order.indexOf('slow 1 ends'))
})

it('tells running jobs to stop and waits for them', async () => {
  let stopped = false
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const running = await runner({
    wait: async (_, { stopping }) => {
      begin()
      await pause(60_000, undefined, { signal: stopping }).catch(() => {})
      stopped = true
    },
  })
  await inTransaction(db, (tx) => jobs.enqueue(tx, 'wait', {}))
  await begun
  await running.stop()
  expect(stopped).toBe(true)
})

it('takes over within seconds what a killed process was doing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-jobs-'))
  const program = join(folder, 'runner.ts')
  const platform = import.meta.dirname
  await writeFile(
    program,
    `import { openListener } from ${JSON.stringify(`${platform}/listener.ts`)}
     import { openPool } from ${JSON.stringify(`${platform}/db.ts`)}
     import { openLog } from ${JSON.stringify(`${platform}/log.ts`)}
     import { startJobRunner } from ${JSON.stringify(`${platform}/jobs.ts`)}
     const connection = JSON.parse(process.argv[2])
     const log = openLog('silent')
     const listener = await openListener(connection, log)
     await startJobRunner({ pool: openPool(connection, () => {}), listener, log, tasks: {
       endless: () => new Promise(() => process.stdout.write('taken')) } })`,
  )
  await inTransaction(db, (tx) => jobs.enqueue(tx, 'endless', { of: 'the dead' }, { queue: 'team:dead' }))
  const victim = spawn(process.execPath, [program, JSON.stringify(database.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => victim.stdout.once('data', resolve))

  const seen: unknown[] = []
  const running = await runner({ endless: async (payload) => void seen.push(payload) })
  await pause(5000)
  expect(seen).toEqual([]) // the other process lives, however long it takes
  victim.kill('SIGKILL')
  await expect.poll(() => seen, { timeout: 15_000 }).toEqual([{ of: 'the dead' }])
  await running.stop()
  await rm(folder, { recursive: true, force: true })
})

it('keeps its jobs when its connection was lost and is back', async () => {
  const seen: string[] = []
  const { promise: done, resolve: finish } = Promise.withResolvers<void>()
  const tasks = {
    long: async () => {
      seen.push('begun')
      await done
    },
  }
  const running = await runner(tasks)
  await inTransaction(db, (tx) => jobs.enqueue(tx, 'long', {}, { queue: 'team:long' }))
  await expect.poll(() => seen).toEqual(['begun'])
  const other = await openListener(database.connection, log)
  const rival = await startJobRunner({ pool, listener: other, log, tasks })
  for (let times = 0; times < 3; times++) {
    const [row] = await listener.query<{ pid: number }>('select pg_backend_pid() as pid', [])
    await pool.query('select pg_terminate_backend($1)', [row?.pid])
    await expect.poll(() => listener.hears).toBe(true)
    await pause(2500)
  }
  expect(seen).toEqual(['begun'])
  finish()
  await running.stop()
  await rival.stop()
  await other.close()
})

it('lets queues take turns: a late single job goes before the rest of a long batch', async () => {
  const order: string[] = []
  await inTransaction(db, async (tx) => {
    for (let each = 0; each < 6; each++) await jobs.enqueue(tx, 'turn', { name: 'batch' }, { queue: 'team:batch' })
    for (const name of ['one', 'two']) await jobs.enqueue(tx, 'turn', { name }, { queue: `team:${name}` })
  })
  const tasks = {
    turn: async (payload: unknown) => {
      const { name } = payload as { name: string }
      order.push(name)
      await pause(50)
    },
  }
  const running = await startJobRunner({ pool, listener, log, tasks, concurrency: 1 })
  await expect.poll(() => order.length, { timeout: 20_000 }).toBe(8)
  await running.stop()
  expect(order.slice(0, 3).sort()).toEqual(['batch', 'one', 'two'])
})
