// Who is signed in, as the studio needs to know it: the person with their teams.
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { describePerson } from '#rooms/accounts/accounts.ts'
import type { Me } from '#rooms/accounts/contract.ts'
import { supportRole } from './support/access.ts'
import { listOpenLooks } from './support/support.ts'
import { listMemberships } from './teams.ts'

/** Staff who look into a team in this session have it among their teams. */
export async function describeMe(
  db: Db,
  personId: string,
  session?: { sessionId: string; now: Date },
): Promise<z.input<typeof Me>> {
  const [person, teams] = await Promise.all([describePerson(db, personId), listMemberships(db, personId)])
  const looks = session && person.operator ? await listOpenLooks(db, session.sessionId, session.now) : []
  const looked = looks
    .filter(({ id }) => !teams.some((team) => team.id === id))
    .map(({ accessId, id, name, reason, ends_at }) => ({
      ...{ id, name, role: supportRole },
      support: { accessId, reason, endsAt: ends_at.toISOString() },
    }))
  return { ...person, teams: [...teams, ...looked] }
}
