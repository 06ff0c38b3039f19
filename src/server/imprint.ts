// Who runs this installation, as the foot of every mail names them. Undefined until the operator has said who they are.
import type { Db } from '#platform/db.ts'
import { operatorIdentity } from '#rooms/legal/legal.ts'
import type { Imprint } from '#rooms/notices/letter.ts'
import { textIn } from '#tour/fallback.ts'
import type { Language } from '#tour/text.ts'

export async function findImprint(db: Db, language: Language): Promise<Imprint | undefined> {
  const operator = await operatorIdentity(db)
  if (!operator) return undefined
  const lines = [textIn(operator.addresses, language), operator.email, operator.phone]
  return { name: textIn(operator.names, language), lines: lines.filter((line) => line !== '') }
}
