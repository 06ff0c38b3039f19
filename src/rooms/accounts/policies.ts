// Who is asking: the policies `person`, `proven`, `staff`. Every route names one; what they return can be made by nothing else, so
// holding one is the proof. Nothing here changes anything.
import type { Db } from '#platform/db.ts'
import { type Asking, type Who, writes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { refuseHeld } from '#rooms/holds/holds.ts'
import { missingAcceptances } from '#rooms/legal/legal.ts'
import type { StaffRole } from './contract.ts'
import { findSession, type SignedIn } from './sessions.ts'
import { findOperatorRole } from './store.ts'

/** A program's key of a team (rooms/teams/keys). Where one is brought it alone counts, and no cookie. */
export const bringsKey = ({ headers }: Pick<Asking, 'headers'>): boolean =>
  /^bearer\b/i.test(headers.authorization ?? '')

/** Anybody who is signed in, whether or not they accepted the terms in force. */
export const personBeforeTerms: Who<SignedIn> = {
  name: 'person',
  beforeTerms: true,
  find: async (asking) => {
    if (bringsKey(asking)) throw new Refusal('forbidden', 'keys.people_only')
    const signedIn = await findSession(asking)
    if (!signedIn) throw new Refusal('unauthenticated', 'accounts.sign_in_first')
    return signedIn
  },
}

/** Anybody who is signed in. Whom the operator restricts, and who has not accepted the terms in force, may still read. */
export const person: Who<SignedIn> = {
  name: 'person',
  find: async (asking) => {
    const signedIn = await unrestricted(asking)
    if (!writes(asking)) return signedIn
    const missing = await missingAcceptances(asking.db, signedIn.personId, asking.now)
    if (missing.length > 0) throw new Refusal('forbidden', 'legal.accept_first')
    return signedIn
  },
}

async function unrestricted(asking: Asking): Promise<SignedIn> {
  const signedIn = await personBeforeTerms.find(asking)
  if (writes(asking))
    await refuseHeld(asking.db, [{ kind: 'person', id: signedIn.personId }], { reads: false }, asking.now)
  return signedIn
}

/** How long a proof of identity counts for what is dangerous. */
export const proofMinutes = 10

/** The same asker, who moreover proved lately that it is them: a password, a code or a passkey within the last ten minutes. */
export const proven = <Asker extends SignedIn>(who: Who<Asker>): Who<Asker> => ({
  ...who,
  provenLately: true,
  find: async (asking) => {
    const asker = await who.find(asking)
    if (asking.now.getTime() - asker.provedAt.getTime() > proofMinutes * 60_000)
      throw new Refusal('forbidden', 'accounts.prove_again')
    return asker
  },
})

/** Somebody of the operator's staff. Only `staff` and `staffIn` make one, so holding one proves it. */
export interface Staff extends SignedIn {
  role: StaffRole
}

/** A studio stays open for weeks; the desk closes after a working day, until whoever left it open proves again that it is them. */
const deskHours = 12

/**
 * The operator's staff, in any role. For everybody else the desk does not exist: 404, not 403. Whoever is staff must have passed a
 * second factor in this session, and come from a network that the desk may be used from.
 */
export const staff: Who<Staff> = {
  name: 'staff',
  find: async (asking) => {
    // At the desk they act for the operator, who is the other side of the terms.
    const signedIn = await unrestricted(asking)
    const found = await findOperatorRole(asking.db, signedIn.personId)
    if (!found) throw new Refusal('not_found', 'http.not_found')
    if (!asking.tools.config.isDeskNetwork(asking.ip)) throw new Refusal('forbidden', 'accounts.desk_elsewhere')
    if (!signedIn.hasSecondFactor) throw new Refusal('forbidden', 'accounts.second_factor_first')
    if (asking.now.getTime() - signedIn.provedAt.getTime() > deskHours * 3_600_000)
      throw new Refusal('forbidden', 'accounts.prove_again')
    return { ...signedIn, role: found.role }
  },
}

/** The operator's staff in one of these roles; the owner may everything. */
export const staffIn = (...roles: StaffRole[]): Who<Staff> => ({
  name: 'staff',
  roles: [...new Set<StaffRole>(['owner', ...roles])],
  find: async (asking) => {
    const found = await staff.find(asking)
    if (found.role !== 'owner' && !roles.includes(found.role)) throw new Refusal('forbidden', 'accounts.not_your_desk')
    return found
  },
})

/** Nobody at the desk acts on themselves, and only the operator's owner on other staff: a lesser role could lock the owner out. */
export async function refuseOnStaff(db: Db, by: Staff, personId: string): Promise<void> {
  if (personId === by.personId) throw new Refusal('conflict', 'desk.not_on_yourself')
  if (by.role !== 'owner' && (await findOperatorRole(db, personId))) throw new Refusal('forbidden', 'desk.not_on_staff')
}
