// Who belongs to a team in which role, and how that changes: roles, leaving, being removed, handing over ownership. Every verb holds all
// roles of the team first and asks them again, because what the request's policy saw may be over.
import type { Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { deleteTeamNotices, notifyPerson } from '#rooms/notices/notices.ts'
import { rankOf, reaches, rolesGivenBy } from '../abilities/contract.ts'
import type { Role } from '../contract.ts'
import { findTeam } from '../store.ts'
import {
  deleteMembership,
  findOpenOffer,
  findPersonName,
  holdRoles,
  insertOffer,
  insertOfferEnd,
  updateRole,
} from './store.ts'

/** Who does it, in which team. */
export interface Actor {
  personId: string
  teamId: string
}

const offerDays = 7

/** Gives a member another role. Nobody gives more than they have, and only themselves may somebody as high take down. */
export async function changeRole(tx: Tx, tools: Tools, by: Actor, memberId: string, role: Role, at: Date) {
  const roles = await holdRoles(tx, by.teamId)
  const own = roleOf(roles, by.personId)
  const former = roleOf(roles, memberId)
  if (former === role) return
  if (memberId === by.personId) {
    if (role === 'owner' || rankOf(role) > rankOf(own)) throw new Refusal('forbidden', 'teams.above_your_role')
  } else if (!reaches(own, former) || !rolesGivenBy(own).includes(role)) {
    throw new Refusal('forbidden', 'teams.above_your_role')
  }
  if (former === 'owner') keepAnOwner(roles)
  await updateRole(tx, by.teamId, memberId, role)
  await endOffersOf(tx, by, memberId, at)
  await record(tx, {
    ...{ teamId: by.teamId, personId: by.personId, action: 'member.role_changed', targetId: memberId },
    ...{ details: { member: await findPersonName(tx, memberId), from: former, role }, at },
  })
  if (memberId !== by.personId) await tellOfRole(tx, tools, by, memberId, role)
}

async function tellOfRole(tx: Tx, tools: Tools, by: Actor, memberId: string, role: Role): Promise<void> {
  const values = { person: await findPersonName(tx, by.personId), team: await teamName(tx, by.teamId), role }
  const path = `/studio/${by.teamId}/team/roles`
  await notifyPerson(tx, tools, { personId: memberId, teamId: by.teamId, kind: 'role_changed', values, path })
}

/** Takes a member out of the team. What they made stays. Doing it twice is the same as once. */
export async function removeMember(tx: Tx, tools: Tools, by: Actor, memberId: string, at: Date): Promise<void> {
  if (memberId === by.personId) return leaveTeam(tx, by, at)
  const roles = await holdRoles(tx, by.teamId)
  const former = roles.get(memberId)
  if (!former) return
  if (!reaches(roleOf(roles, by.personId), former)) throw new Refusal('forbidden', 'teams.above_your_role')
  const member = await findPersonName(tx, memberId)
  await endOffersOf(tx, by, memberId, at)
  await deleteMembership(tx, by.teamId, memberId)
  await deleteTeamNotices(tx, memberId, by.teamId)
  await record(tx, {
    ...{ teamId: by.teamId, personId: by.personId, action: 'member.removed', targetId: memberId },
    ...{ details: { member, role: former }, at },
  })
  const values = { team: await teamName(tx, by.teamId) }
  await notifyPerson(tx, tools, { personId: memberId, kind: 'removed_from_team', values, path: null })
}

export async function leaveTeam(tx: Tx, by: Actor, at: Date): Promise<void> {
  const roles = await holdRoles(tx, by.teamId)
  const role = roleOf(roles, by.personId)
  if (role === 'owner') keepAnOwner(roles)
  await endOffersOf(tx, by, by.personId, at)
  await deleteMembership(tx, by.teamId, by.personId)
  await deleteTeamNotices(tx, by.personId, by.teamId)
  await record(tx, {
    ...{ teamId: by.teamId, personId: by.personId, action: 'member.left', targetId: by.personId },
    ...{ details: { role }, at },
  })
}

/** Offers ownership to a member, who has it only once they accept. One offer at a time. */
export async function offerOwnership(
  tx: Tx,
  tools: Tools,
  by: Actor,
  { to, giverBecomes }: { to: string; giverBecomes: 'owner' | 'admin' },
  at: Date,
): Promise<void> {
  const roles = await holdRoles(tx, by.teamId)
  if (roleOf(roles, by.personId) !== 'owner') throw new Refusal('forbidden', 'teams.above_your_role')
  if (roleOf(roles, to) === 'owner') throw new Refusal('conflict', 'teams.owner_already')
  if (await findOpenOffer(tx, by.teamId, at)) throw new Refusal('conflict', 'teams.offer_open')
  const expiresAt = new Date(at.getTime() + offerDays * 86_400_000)
  const offerId = await insertOffer(tx, { teamId: by.teamId, by: by.personId, to, giverBecomes, at, expiresAt })
  await record(tx, {
    ...{ teamId: by.teamId, personId: by.personId, action: 'ownership.offered', targetId: to },
    ...{ details: { member: await findPersonName(tx, to) }, at },
  })
  const giver = await findPersonName(tx, by.personId)
  const values = { person: giver, team: await teamName(tx, by.teamId), days: offerDays }
  const path = `/studio/${by.teamId}/team/members`
  const kind = 'ownership_offered'
  await notifyPerson(tx, tools, { personId: to, teamId: by.teamId, kind, values, path, key: `offer ${offerId}` })
}

export async function withdrawOffer(tx: Tx, by: Actor, offerId: string, at: Date): Promise<void> {
  await holdRoles(tx, by.teamId)
  const offer = await openOffer(tx, by.teamId, offerId, at)
  await endOffer(tx, by, offer, 'withdrawn', at)
}

/** Only by whoever it was made to. Accepted, it counts only while its giver still owns the team. */
export async function answerOffer(tx: Tx, by: Actor, offerId: string, accepts: boolean, at: Date): Promise<void> {
  const roles = await holdRoles(tx, by.teamId)
  const offer = await openOffer(tx, by.teamId, offerId, at)
  if (offer.receiver_id !== by.personId) throw new Refusal('not_found', 'teams.no_such_offer')
  if (!accepts) return endOffer(tx, by, offer, 'declined', at)
  if (roles.get(offer.giver_id) !== 'owner') throw new Refusal('conflict', 'teams.no_such_offer')
  await updateRole(tx, by.teamId, by.personId, 'owner')
  if (offer.giver_becomes === 'admin') await updateRole(tx, by.teamId, offer.giver_id, 'admin')
  await endOffer(tx, by, offer, 'accepted', at)
}

type Offer = NonNullable<Awaited<ReturnType<typeof findOpenOffer>>>

async function openOffer(tx: Tx, teamId: string, offerId: string, at: Date): Promise<Offer> {
  const offer = await findOpenOffer(tx, teamId, at)
  if (offer?.id !== offerId) throw new Refusal('not_found', 'teams.no_such_offer')
  return offer
}

async function endOffer(tx: Tx, by: Actor, offer: Offer, outcome: 'accepted' | 'declined' | 'withdrawn', at: Date) {
  await insertOfferEnd(tx, { teamId: by.teamId, offerId: offer.id, outcome, by: by.personId, at })
  const action = {
    accepted: 'ownership.accepted',
    declined: 'ownership.declined',
    withdrawn: 'ownership.withdrawn',
  }[outcome]
  await record(tx, {
    ...{ teamId: by.teamId, personId: by.personId, action, targetId: offer.receiver_id },
    ...{ details: { member: offer.receiver_name, giver: offer.giver_name }, at },
  })
}

/** An offer made by or to somebody ends when their place in the team changes. */
async function endOffersOf(tx: Tx, by: Actor, personId: string, at: Date): Promise<void> {
  const offer = await findOpenOffer(tx, by.teamId, at)
  if (offer && (offer.giver_id === personId || offer.receiver_id === personId))
    await endOffer(tx, by, offer, 'withdrawn', at)
}

function roleOf(roles: Map<string, Role>, personId: string): Role {
  const role = roles.get(personId)
  if (!role) throw new Refusal('not_found', 'teams.no_such_member')
  return role
}

function keepAnOwner(roles: Map<string, Role>): void {
  if ([...roles.values()].filter((role) => role === 'owner').length < 2)
    throw new Refusal('conflict', 'teams.last_owner')
}

const teamName = async (tx: Tx, teamId: string): Promise<string> => (await findTeam(tx, teamId))?.name ?? ''
