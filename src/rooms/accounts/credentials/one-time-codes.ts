// One-time codes of an authenticator app (TOTP, RFC 6238): enrolment, and the use of a code. The secret lies sealed; a step counts
// once, whoever comes first. Nothing here opens a session.
import { Secret, TOTP } from 'otpauth'
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'

const issuer = 'Panoqor'
const periodSeconds = 30
const digits = 6
/** Clocks differ: the step before and the step after count too. */
const stepsAround = 1
const secretBytes = 20

/** Compared with what apps of the field all understand: SHA-1, six digits, thirty seconds. */
const totp = (secret: Secret, label = '') =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits, period: periodSeconds })

/** A new secret, which counts as a factor once `confirmCodes` has seen a code of it. */
export async function prepareCodes(tx: Tx, tools: Tools, person: { id: string; email: string }, now: Date) {
  if (await hasCodes(tx, person.id)) throw new Refusal('conflict', 'accounts.codes_already')
  const secret = new Secret({ size: secretBytes })
  const row = { sealed: tools.secret.seal(secret.base32), created_at: now, confirmed_at: null, last_step: 0 }
  await tx
    .insertInto('one_time_secret')
    .values({ person_id: person.id, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
  return { secret: secret.base32, uri: totp(secret, person.email).toString() }
}

export async function confirmCodes(tx: Tx, tools: Tools, personId: string, code: string, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('one_time_secret')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.confirmed_at) throw new Refusal('conflict', 'accounts.codes_begin_again')
  const step = stepOf(tools, row.sealed, code, now)
  if (step === undefined) throw new Refusal('unacceptable', 'accounts.wrong_code')
  await tx
    .updateTable('one_time_secret')
    .set({ confirmed_at: now, last_step: step })
    .where('person_id', '=', personId)
    .execute()
}

/** True once per step: of many who bring the same code at once, one is let through. */
export async function spendOneTimeCode(db: Db, tools: Tools, personId: string, code: string, now: Date) {
  const row = await db
    .selectFrom('one_time_secret')
    .select('sealed')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const step = row && stepOf(tools, row.sealed, code, now)
  if (step === undefined) return false
  const used = await db
    .updateTable('one_time_secret')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', String(step))
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** The step that a code belongs to, or undefined. */
function stepOf(tools: Tools, sealed: string, code: string, now: Date): number | undefined {
  const delta = totp(openSealed(tools, sealed)).validate({ token: code, timestamp: now.getTime(), window: stepsAround })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / periodSeconds) + delta
}

/** After the installation's secret changed, or where a row was damaged, no code can be checked: other ways in still work. */
function openSealed({ secret, log }: Tools, sealed: string): Secret {
  try {
    return Secret.fromBase32(secret.open(sealed))
  } catch (error) {
    log.error({ error }, 'the secret of somebody’s one-time codes can’t be read')
    throw new Refusal('unacceptable', 'accounts.codes_unreadable')
  }
}

/** After the installation's secret was changed: so that the former one can be forgotten. */
export async function sealCodesAnew(db: Db, { secret }: Pick<Tools, 'secret'>): Promise<void> {
  const rows = await db.selectFrom('one_time_secret').select(['person_id', 'sealed']).execute()
  for (const { person_id, sealed } of rows) {
    if (secret.sealedBy(sealed) !== 'previous') continue
    await db
      .updateTable('one_time_secret')
      .set({ sealed: secret.seal(secret.open(sealed)) })
      .where('person_id', '=', person_id)
      .where('sealed', '=', sealed)
      .execute()
  }
}

export const findCodes = (db: Db, personId: string) =>
  db
    .selectFrom('one_time_secret')
    .select('confirmed_at')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()

export const hasCodes = async (db: Db, personId: string): Promise<boolean> =>
  (await findCodes(db, personId)) !== undefined

/** False when there was nothing to remove. */
export async function deleteCodes(tx: Tx, personId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('one_time_secret').where('person_id', '=', personId).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
