// Proving the address of an account that was made without a mail: the operator's own, by the link of the first run.
import type { Tx } from '#platform/db.ts'
import { newToken, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { sendMail } from '#rooms/notices/notices.ts'

const linkLivesMilliseconds = 24 * 3600_000

export async function requestAddressProof(tx: Tx, tools: Tools, personId: string, at: Date): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select(['email_canonical', 'language', 'email_verified_at'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person || person.email_verified_at !== null) return
  const token = newToken()
  await tx
    .insertInto('address_proof')
    .values({
      ...{ token_sha256: sha256(token), person_id: personId, email_canonical: person.email_canonical },
      ...{ created_at: at, expires_at: new Date(at.getTime() + linkLivesMilliseconds) },
    })
    .execute()
  const { email_canonical: to, language } = person
  await sendMail(tx, tools, { to, personId, language, template: 'address_proof', path: `/verify#${token}` })
}

/** The mailbox answered. A link that was sent to an address which the account no longer has proves nothing. */
export async function proveAddress(tx: Tx, token: string, at: Date): Promise<string> {
  const proof = await tx
    .updateTable('address_proof')
    .set({ used_at: at })
    .where('token_sha256', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['person_id', 'email_canonical'])
    .executeTakeFirst()
  const proven =
    proof &&
    (await tx
      .updateTable('person')
      .set({ email_verified_at: at })
      .where('id', '=', proof.person_id)
      .where('email_canonical', '=', proof.email_canonical)
      .returning('email')
      .executeTakeFirst())
  if (!proven) throw new Refusal('gone', 'accounts.link_gone')
  const { person_id: personId } = proof
  await record(tx, { teamId: null, personId, action: 'person.address_proven', targetId: personId, at })
  return proven.email
}
