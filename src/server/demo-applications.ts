// Somebody who waits to be let in, so that the demo's desk has an application to decide about. Seeded once.
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { addPerson, apply, findPersonId } from '#rooms/accounts/accounts.ts'
import { emailAddress } from '#rooms/accounts/email-address.ts'

const applicant = { email: 'sanzhar@panoqor.example', name: 'Санжар Тілеуов', teamName: 'Dala Photo' }
const message = 'Снимаю панорамы квартир и офисов в Астане, с собственной камерой. Портфолио пришлю по запросу.'

export async function seedApplication({ db, now }: Tools): Promise<void> {
  if (await findPersonId(db, applicant.email).catch(() => undefined)) return
  const address = emailAddress(applicant.email)
  await inTransaction(db, async (tx) => {
    const at = now()
    // Nobody signs in as this person: there is no password.
    const person = { address, name: applicant.name, language: 'ru' as const, passwordHash: null }
    const personId = await addPerson(tx, person, at)
    await apply(tx, personId, { teamKind: 'organisation', teamName: applicant.teamName, message }, at)
  })
}
