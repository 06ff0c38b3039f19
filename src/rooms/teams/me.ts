// Who is signed in, as the studio needs to know it: the person with their teams.
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { describePerson } from '#rooms/accounts/accounts.ts'
import type { Me } from '#rooms/accounts/contract.ts'
import { listMemberships } from './teams.ts'

export async function describeMe(db: Db, personId: string): Promise<z.input<typeof Me>> {
  return { ...(await describePerson(db, personId)), teams: await listMemberships(db, personId) }
}
