// Background work, kept by graphile-worker in our own database: ordered in the transaction that needs it, done by any process that
// runs a runner. What a killed process was doing is free again within seconds, because each runner proves that it lives by a lock
// that dies with it. Work must therefore be repeatable.

import { Logger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Listener } from './listener.ts'
import type { Log } from './log.ts'
import { createProcessLocks, lockClass, type ProcessLock } from './process-locks.ts'
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
      await sql`select graphile_worker.add_job(
        ${task}::text,
        ${JSON.stringify(payload)}::json,
        queue_name => ${options.queue ?? null}::text,
        run_at => ${options.runAt ?? null}::timestamptz,
        max_attempts => ${options.maxAttempts ?? defaultAttempts}::int,
        job_key => ${options.key ?? null}::text
      )`.execute(tx)
    },
  }
}

export interface RunnerOptions {
  pool: pg.Pool
  listener: Listener
  log: Log
  tasks: Record<string, Task>
  /** More than there are teams at work at the same time: a team whose job waits in a line costs nothing. */
  concurrency?: number
}

export interface JobRunner {
  /** Takes no new jobs, tells the running ones, and waits for them. */
  stop(): Promise<void>
}

/** Each idle worker polls for itself, so seldom; the tick asks once for all of them. Notifications come besides. */
const pollMilliseconds = 60_000
const tickMilliseconds = 2000
const rescueMilliseconds = 3000
/** A runner's first jobs may be a moment older than the lock that proves that it lives. */
const graceSeconds = 4

export async function startJobRunner(options: RunnerOptions): Promise<JobRunner> {
  const { pool, listener, log } = options
  const stopping = new AbortController()
  const workers: WorkerPool = runTaskList(
    {
      pgPool: pool,
      concurrency: options.concurrency ?? 64,
      pollInterval: pollMilliseconds,
      noHandleSignals: true,
      logger: quietLogger(log),
    },
    asTaskList(options.tasks, stopping.signal, () => lookAgain(workers, stopping.signal)),
    pool,
  )
  workers.promise.catch((error) => log.error({ error }, 'the job runner ended'))
  const life = keepAlive(listener, workers)
  const rescue = setInterval(() => void freeJobsOfTheDead(pool, log), rescueMilliseconds)
  const tick = setInterval(() => workers.nudge(1), tickMilliseconds)
  await freeJobsOfTheDead(pool, log)

  return {
    async stop() {
      clearInterval(rescue)
      clearInterval(tick)
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
        task(payload, { attempt: helpers.job.attempts, stopping }).finally(onDone),
    ]),
  )
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

/** Jobs and queues locked by a runner that holds no lock of its own belong to a process that died. */
async function freeJobsOfTheDead(pool: pg.Pool, log: Log): Promise<void> {
  try {
    const { rows } = await pool.query<{ locked_by: string }>(
      `select distinct locked_by
         from (select locked_by, locked_at from graphile_worker._private_jobs
               union all select locked_by, locked_at from graphile_worker._private_job_queues) as taken
        where locked_by is not null
          and locked_at < now() - make_interval(secs => $2)
          and not exists (
            select 1 from pg_locks
             where locktype = 'advisory' and classid = $1::oid and objsubid = 2 and granted
               and database = (select oid from pg_database where datname = current_database())
               and objid = (hashtext(locked_by)::bigint & 4294967295)::oid)`,
      [lockClass, graceSeconds],
    )
    const dead = rows.map((row) => row.locked_by)
    if (dead.length === 0) return
    log.warn({ runners: dead }, 'jobs of a process that died are free again')
    await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  } catch (error) {
    log.error({ error }, 'could not look for jobs of dead processes')
  }
}

/** graphile-worker tells of every job; only its troubles are ours. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ from: 'jobs' }, message)
  })
}
