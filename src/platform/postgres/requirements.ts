// What any PostgreSQL, ours or the operator's, must be able to do. Asked once at boot, after the migrations.
import type { Pool } from 'pg'
import { OperatorError } from '../operator-error.ts'

const oldestVersion = 150_000

/** Throws one clear sentence when the server would silently give wrong answers later. */
export async function checkDatabase(pool: Pick<Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
  )
  const [server] = rows
  if (!server || Number(server.version) < oldestVersion) {
    throw new OperatorError('The database server is too old: PostgreSQL 15 or newer is needed.')
  }
  if (server.encoding !== 'UTF8') {
    throw new OperatorError(
      `The database must have the encoding UTF8, not ${server.encoding}: create it anew with ENCODING 'UTF8'.`,
    )
  }
  const installed = await pool.query(`select 1 from pg_extension where extname = 'pg_trgm'`)
  if (installed.rowCount === 0)
    throw new OperatorError('The database lacks the extension pg_trgm: run CREATE EXTENSION pg_trgm as its owner.')
  const trigrams = await pool.query<{ works: boolean }>(`select cardinality(show_trgm('ғимарат')) > 0 as works`)
  if (!trigrams.rows[0]?.works) {
    throw new OperatorError(
      `Search would not find Kazakh and Russian words: create the database anew with a UTF-8 character type (LC_CTYPE 'C.UTF-8' or 'en_US.UTF-8').`,
    )
  }
}
