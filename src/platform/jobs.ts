// Background work, kept by graphile-worker in our own database: ordered in the transaction that needs it, done by any process that
// runs a runner. What a killed process was doing is free again within seconds, because each runner proves that it lives by a lock
// that dies with it. Work must therefore be repeatable.

import { Logger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Listener } from './listener.ts'
import type { Log } from './log.ts'
import { createProcessLocks, lockClass, type ProcessLock } from './process-locks.ts'
import { isTeamId, withinTeam } from './tenancy.ts'
import type { JobQueue } from './tools.ts'

const defaultAttempts = 25

/** A job's task: what to do with its payload. Throwing means "again later". */
export type Task = (payload: unknown, context: TaskContext) => Promise<void>

export interface TaskContext {
  /** The first time is 1. */
  attempt: number
  /** Aborts when this process is to stop. */
  stopping: AbortSignal
}

/** Brings the queue's own schema up to date and opens it for ordering. */
export async function openJobQueue(pool: pg.Pool, log: Log): Promise<JobQueue> {
  await runMigrations({ pgPool: pool, logger: quietLogger(log) })
  return {
    async enqueue(tx, task, payload, options = {}) {
      // A function of ours (migrations/0013): a team's request may order a job, but the queue's own tables are closed to it.
      await sql`select order_job(
        ${task}::text,
        ${JSON.stringify(payload)}::json,
        ${options.queue ?? null}::text,
        ${options.runAt ?? null}::timestamptz,
        ${options.maxAttempts ?? defaultAttempts}::int,
        ${options.key ?? null}::text
      )`.execute(tx)
    },
  }
}

export interface RunnerOptions {
  pool: pg.Pool
  listener: Listener
  log: Log
  tasks: Record<string, Task>
  /** Few: what one process holds, others can't take. */
  concurrency?: number
}

export interface JobRunner {
  /** Takes no new jobs, tells the running ones, and waits for them. */
  stop(): Promise<void>
}

/** For what was planned for later; what is new announces itself. */
const pollMilliseconds = 3000
const rescueMilliseconds = 3000

export async function startJobRunner(options: RunnerOptions): Promise<JobRunner> {
  const { pool, listener, log } = options
  const stopping = new AbortController()
  const workers: WorkerPool = runTaskList(
    {
      pgPool: pool,
      concurrency: options.concurrency ?? 4,
      pollInterval: pollMilliseconds,
      noHandleSignals: true,
      logger: quietLogger(log),
    },
    asTaskList(options.tasks, stopping.signal, () => lookAgain(workers, stopping.signal)),
    pool,
  )
  workers.promise.catch((error) => log.error({ error }, 'the job runner ended'))
  const life = keepAlive(listener, workers)
  const look = watchForDead(pool, log)
  const rescue = setInterval(() => void look(), rescueMilliseconds)
  await look()

  return {
    async stop() {
      clearInterval(rescue)
      stopping.abort(new Error('The process stops'))
      await workers.gracefulShutdown('The process stops')
      life.end()
    },
  }
}

function asTaskList(tasks: Record<string, Task>, stopping: AbortSignal, onDone: () => void) {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, helpers: { job: { attempts: number } }) =>
        inScopeOf(payload, () => task(payload, { attempt: helpers.job.attempts, stopping })).finally(onDone),
    ]),
  )
}

/** A job whose payload names a team is done in the scope of that team. */
function inScopeOf<Result>(payload: unknown, work: () => Result): Result {
  const teamId = typeof payload === 'object' && payload !== null && 'teamId' in payload ? payload.teamId : undefined
  return isTeamId(teamId) ? withinTeam(teamId, work) : work()
}

/**
 * A finished job frees its queue a few milliseconds after its worker has looked for the next job in vain; without a second look
 * the next job of that queue would wait for the poll.
 */
function lookAgain(workers: WorkerPool, stopping: AbortSignal): void {
  for (const delay of [20, 100, 500])
    setTimeout(() => {
      if (!stopping.aborted) workers.nudge(1)
    }, delay).unref()
}

/** Holds the lock named like the pool, and takes it again after the connection was away. */
function keepAlive(listener: Listener, workers: WorkerPool): { end(): void } {
  const locks = createProcessLocks(listener)
  let lock: ProcessLock | undefined
  let ended = false
  const hold = async () => {
    if (ended) return
    lock = await locks.tryLock(workers.id).catch(() => undefined)
    if (ended) void lock?.release()
    else if (lock) lock.lost.addEventListener('abort', () => void hold())
    else setTimeout(hold, 500).unref()
  }
  void hold()
  return {
    end() {
      ended = true
      void lock?.release()
    },
  }
}

/** A living process is without its lock for a moment when it starts and when its connection comes back; longer on a busy machine. */
const sightingsOfDead = 3

/** Jobs and queues held by a runner that was seen without a lock several times in a row belong to a process that died. */
function watchForDead(pool: pg.Pool, log: Log): () => Promise<void> {
  let sightings = new Map<string, number>()
  return async () => {
    try {
      const lockless = await runnersWithoutLock(pool)
      sightings = new Map(lockless.map((runner) => [runner, (sightings.get(runner) ?? 0) + 1]))
      const dead = lockless.filter((runner) => (sightings.get(runner) ?? 0) >= sightingsOfDead)
      if (dead.length === 0) return
      log.warn({ runners: dead }, 'jobs of a process that died are free again')
      await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
    } catch (error) {
      log.error({ error }, 'could not look for jobs of dead processes')
    }
  }
}

async function runnersWithoutLock(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ locked_by: string }>(
    `select distinct locked_by
       from (select locked_by from graphile_worker._private_jobs
             union all select locked_by from graphile_worker._private_job_queues) as taken
      where locked_by is not null
        and not exists (
          select 1 from pg_locks
           where locktype = 'advisory' and classid = $1::oid and objsubid = 2 and granted
             and database = (select oid from pg_database where datname = current_database())
             and objid = (hashtext(locked_by)::bigint & 4294967295)::oid)`,
    [lockClass],
  )
  return rows.map((row) => row.locked_by)
}

/** graphile-worker tells of every job; only its troubles are ours. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ from: 'jobs' }, message)
  })
}
