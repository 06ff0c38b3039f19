// Who the operator is: required set-up, never built in. The newest row counts; older ones stay, for what was printed in their time.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import { isBinOrIin } from './bin-iin.ts'
import { OperatorIdentity } from './contract.ts'

/** Undefined until the operator has set it up. */
export async function operatorIdentity(db: Db | Tx): Promise<OperatorIdentity | undefined> {
  return (await savedIdentity(db))?.identity
}

export async function savedIdentity(db: Db | Tx) {
  const row = await db
    .selectFrom('operator_identity')
    .leftJoin('person', 'person.id', 'operator_identity.saved_by')
    .select(['operator_identity.identity', 'operator_identity.saved_at', 'person.name as saved_by'])
    .orderBy('operator_identity.saved_at', 'desc')
    .orderBy('operator_identity.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { identity: OperatorIdentity.parse(row.identity), savedAt: row.saved_at, savedBy: row.saved_by }
}

/** Every field in every language: what is missing would be missing from a text that binds people. */
export async function saveOperatorIdentity(
  tx: Tx,
  identity: OperatorIdentity,
  by: string | null,
  at: Date,
): Promise<void> {
  if (!isBinOrIin(identity.binIin)) throw new Refusal('unacceptable', 'legal.bin_iin_wrong', { field: 'binIin' })
  refuseGaps(identity)
  for (const field of ['email', 'complaintsEmail'] as const)
    if (!looksLikeEmail(identity[field])) throw new Refusal('unacceptable', 'legal.email_wrong', { field })
  const phone = internationalPhone(identity.phone)
  if (!phone) throw new Refusal('unacceptable', 'legal.phone_wrong', { field: 'phone' })
  await record(tx, { teamId: null, personId: by, action: 'operator_identity.saved', details: {}, at })
  await tx
    .insertInto('operator_identity')
    .values({ id: newId(at), identity: JSON.stringify({ ...identity, phone }), saved_by: by, saved_at: at })
    .execute()
}

function refuseGaps(identity: OperatorIdentity): void {
  for (const field of ['names', 'addresses', 'workingHours', 'dataLocation'] as const)
    for (const [language, text] of Object.entries(identity[field]))
      if (text === '') throw new Refusal('unacceptable', 'legal.identity_gap', { field: `${field}.${language}` })
}

const looksLikeEmail = (text: string) => /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@.]{2,}$/u.test(text)

/** +7 776 970 35 01, 8 (776) 970-35-01 and 7769703501 are the same number; other countries' need their plus. */
function internationalPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  if (/^\+[1-9]\d{7,14}$/.test(digits)) return digits
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  return /^[67]\d{9}$/.test(digits) ? `+7${digits}` : undefined
}
