// The demo's operator: somebody who works at the desk and belongs to no team, so that the other side can be tried too.
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { addPerson, becomeOperator, findPersonId, prepareFirstRun, preparePerson } from '#rooms/accounts/accounts.ts'

export const demoOperator = { email: 'operator@panoqor.example', name: 'Сәуле Оператор', role: 'operator' } as const

/** Made once; an installation that has an operator keeps its own. */
export async function seedOperator(tools: Tools, password: string): Promise<void> {
  const known = await findPersonId(tools.db, demoOperator.email).catch(() => undefined)
  if (known !== undefined) return
  const { email, name } = demoOperator
  const prepared = await preparePerson({ email, name, password, language: 'ru' })
  await inTransaction(tools.db, async (tx) => {
    const now = tools.now()
    const personId = await addPerson(tx, prepared, now)
    const token = await prepareFirstRun(tx, now)
    if (token) await becomeOperator(tx, token, personId, now)
  })
}
