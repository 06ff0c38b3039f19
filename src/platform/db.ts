// The database handle and its two types: Db reads, Tx writes. A verb that demands Tx can't be called outside a transaction.
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'
import { ScopedPool } from './tenancy.ts'

declare const insideTransaction: unique symbol

/** May read. Every Tx is a Db too. */
export type Db = Kysely<Tables>
/** May write: only `inTransaction` makes one. */
export type Tx = Transaction<Tables> & { readonly [insideTransaction]: true }

export interface DatabaseSettings {
  host?: string
  port?: number
  user?: string
  database?: string
  connectionString?: string
  max?: number
}

/**
 * A pool that survives the loss of idle connections: the next query opens new ones. Its connections see what the scope of whoever
 * takes them may see (tenancy.ts).
 */
export function openPool(settings: DatabaseSettings, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new ScopedPool({ max: 10, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...settings })
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', onIdleError))
  return pool
}

export const openDb = (pool: pg.Pool): Db => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. Nothing slow belongs inside. */
export function inTransaction<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction().execute((tx) => work(tx as Tx))
}

/** Tells every process of the installation, after the commit of `tx`. Payloads stay small: ids and numbers. */
export async function notify(tx: Tx, channel: string, payload: Record<string, unknown>): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`.execute(tx)
}

/** Name of the constraint that refused a write, if that is what `error` says. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && error.code === '23505' ? error.constraint : undefined
}
