// Recovery codes for those who lost their device: ten, each once. Only keyed digests are stored, so that neither the database nor a
// guess at its rows gives one away.
import { randomInt } from 'node:crypto'
import type { Db, Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'

const howMany = 10
/** No letters that look alike: 12 of 31 are 59 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const codeLength = 12

/** New codes in the place of all old ones. They are shown now and never again. */
export async function replaceRecoveryCodes(tx: Tx, tools: Tools, personId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        person_id: personId,
        digest: digests(tools, personId, code)[0] ?? '',
        created_at: now,
        used_at: null,
      })),
    )
    .execute()
  return codes
}

export async function spendRecoveryCode(db: Db, tools: Tools, personId: string, code: string, now: Date) {
  const used = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('digest', 'in', digests(tools, personId, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((select) => select.fn.countAll<string>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.left ?? 0)
}

export const deleteRecoveryCodes = (tx: Tx, personId: string) =>
  tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()

function newCode(): string {
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** However it was typed: spaces, dashes and capitals do not count. */
const digests = ({ secret }: Tools, personId: string, code: string): string[] =>
  secret.signatures('recovery code', `${personId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
