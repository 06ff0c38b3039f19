// A database belongs to one secret: with another, second factors could not be read and nobody would know why. The start asks a value that
// was sealed when the database was made, and ends with a sentence where it does not open. Never says what the secret is.
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import { OperatorError } from './operator-error.ts'
import { lostSecret, type Secret } from './secret.ts'

const known = 'This is sealed with the secret of this installation.'

/** @returns true when the secret was changed on purpose, so that what is sealed with the former one is sealed anew. */
export async function checkSecret(db: Db, secret: Secret, config: Pick<Config, 'previousSecretKey'>, at: Date) {
  await db
    .insertInto('secret_check')
    .values({ id: 1, sealed: secret.seal(known), made_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { sealed } = await db.selectFrom('secret_check').select('sealed').executeTakeFirstOrThrow()
  const sealedBy = secret.sealedBy(sealed)
  if (sealedBy === 'current') return false
  if (sealedBy === undefined && config.previousSecretKey !== lostSecret) throw new OperatorError(otherSecret)
  await db
    .updateTable('secret_check')
    .set({ sealed: secret.seal(known), made_at: at })
    .where('sealed', '=', sealed)
    .execute()
  return true
}

const otherSecret =
  'This database was made with another secret (SECRET_KEY, or secret.key in the data folder): second factors could not be read. ' +
  'Put the former secret back. To change it on purpose, give the former one as SECRET_KEY_PREVIOUS; ' +
  `if it is lost, SECRET_KEY_PREVIOUS=${lostSecret}. docs/configuration.md says what each of them means.`
