// The teams room's door: tenants, who belongs to them in which role, and the policy `member`.
import type { Db, Tx } from '#platform/db.ts'
import { type Asking, type Who, writes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { bringsKey, person, personBeforeTerms, type SignedIn } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { type HoldSubject, refuseHeld } from '#rooms/holds/holds.ts'
import { programsMustWait } from '#rooms/legal/legal.ts'
import { type Ability, can, ruleOf } from './abilities/contract.ts'
import type { Role } from './contract.ts'
import { findKeyHolder, type KeyHolder } from './keys/holder.ts'
import { findMembership, insertMembership, insertTeam, listMemberships } from './store.ts'
import { findSupport, refuseToSupport, supportRole } from './support/access.ts'

export { type Ability, abilities, can, ruleOf } from './abilities/contract.ts'
export {
  type AssignedKind,
  deleteAssignment,
  insertAssignment,
  isAssigned,
  selectAssigned,
} from './assignments.ts'
export { areMembers, findPersonName, findRole, listColleagues, namesOf } from './colleagues.ts'
export { profileChannel, readProfile, requisitesFor } from './profile/profile.ts'
export { isTeamLogo } from './profile/store.ts'
export { findTeam, listMemberships } from './store.ts'

/** A person inside one team. Only `member` makes one, so holding one proves the membership. */
export interface Member extends SignedIn {
  teamId: string
  role: Role
  /** The program's key, where not the person but a program of theirs asks. */
  key?: KeyHolder['key']
}

/** A member of the team named in the path. For strangers the team does not exist: 404, not 403. */
export const member: Who<Member> = {
  name: 'member',
  find: async (asking) => {
    const who = await membershipOf(asking, await person.find(asking))
    await refuseWhileHeld(asking, who)
    return who
  },
}

/** A member whatever the operator restricts: for the pages that say why. */
export const memberThoughHeld: Who<Member> = {
  name: 'member',
  beforeTerms: true,
  find: async (asking) => membershipOf(asking, await personBeforeTerms.find(asking)),
}

async function membershipOf(asking: Asking, signedIn: SignedIn): Promise<Member> {
  const teamId = asking.params.teamId ?? ''
  const membership = await findMembership(asking.db, teamId, signedIn.personId)
  if (membership) return { ...signedIn, teamId, role: membership.role }
  const support = await findSupport(asking, signedIn, teamId)
  if (!support) throw new Refusal('not_found', 'http.not_found')
  return { ...signedIn, teamId, role: supportRole, support }
}

/** A member whose role has this ability. Asked before the input is looked at, so that a no says nothing about the input. */
export const able = (ability: Ability): Who<Member> => ({
  name: 'member',
  ability,
  ...(ruleOf(ability).held && { beforeTerms: true as const }),
  find: async (asking) => {
    const { held, growth = false } = ruleOf(ability)
    const who = bringsKey(asking)
      ? await keyHolder(asking, ability)
      : await membershipOf(asking, await (held ? personBeforeTerms : person).find(asking))
    refuseToSupport(who.support, ability)
    if (!can(who.role, ability)) throw new Refusal('forbidden', 'teams.role_cannot', { ability, role: who.role })
    if (!held) await refuseWhileHeld(asking, who, growth)
    return who
  },
})

/** What the operator restricts: the person, their team, or the tour that the path names. */
function refuseWhileHeld({ db, now, method, params }: Asking, { personId, teamId }: Member, grows = false) {
  const subjects: HoldSubject[] = [
    { kind: 'person', id: personId },
    { kind: 'team', id: teamId },
  ]
  if (params.tourId) subjects.push({ kind: 'tour', id: params.tourId })
  return refuseHeld(db, subjects, { reads: !writes({ method }), grows }, now)
}

/** The maker of the key, as far as the key was made for this. Routes without an ability are for people alone. */
async function keyHolder(asking: Asking, ability: Ability): Promise<Member> {
  const holder = await findKeyHolder(asking, asking.params.teamId ?? '')
  if (!holder.key.scopes.some((scope) => scope === ability))
    throw new Refusal('forbidden', 'keys.not_in_scope', { ability, key: holder.key.name })
  if (writes(asking) && (await programsMustWait(asking.db, holder.personId, asking.now)))
    throw new Refusal('forbidden', 'legal.accept_first')
  return { ...theHouseItself, ...holder }
}

/** A new team with its owner. */
export async function foundTeam(
  tx: Tx,
  name: string,
  ownerId: string,
  at: Date,
  kind: 'organisation' | 'personal' = 'organisation',
): Promise<string> {
  const teamId = await insertTeam(tx, name, at, kind)
  await insertMembership(tx, teamId, ownerId, 'owner', at)
  await record(tx, { teamId, personId: ownerId, action: 'team.founded', targetId: teamId, details: { name }, at })
  return teamId
}

export async function addMember(tx: Tx, teamId: string, personId: string, role: Role, at: Date): Promise<void> {
  await insertMembership(tx, teamId, personId, role, at)
  await record(tx, { teamId, personId, action: 'member.joined', targetId: personId, details: { role }, at })
}

const theHouseItself = { sessionId: '', provedAt: new Date(0), hasSecondFactor: false, isVerified: true }

/** For verbs that the house itself carries out in a person's first team, such as seeding the demo: no session stands behind it. */
export async function actAs(db: Db, personId: string): Promise<Member | undefined> {
  const [first] = await listMemberships(db, personId)
  return first && { ...theHouseItself, personId, teamId: first.id, role: first.role }
}
