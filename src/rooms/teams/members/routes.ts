// Members and ownership over HTTP, and founding another team.
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { findRegistrationSetting, mustWait, person, proven } from '#rooms/accounts/accounts.ts'
import { can } from '../abilities/contract.ts'
import { TeamCard, TeamPath } from '../contract.ts'
import { membersLimit } from '../members-limit.ts'
import { able, foundTeam, type Member, member } from '../teams.ts'
import { AnswerOffer, ChangeRole, FoundTeam, MemberPath, Members, OfferOwnership, OfferPath } from './contract.ts'
import { answerOffer, changeRole, leaveTeam, offerOwnership, removeMember, withdrawOffer } from './members.ts'
import { countOwned, findOpenOffer, selectMembers } from './store.ts'

const teamsOwnedAtMost = 20

export function memberRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/members', {
    who: able('members.view'),
    params: TeamPath,
    reply: Members,
    answer: ({ db, who, now }) => describeMembers(db, who, now),
  })

  on.put('/api/teams/:teamId/members/:memberId/role', {
    who: able('members.manage'),
    params: MemberPath,
    body: ChangeRole,
    answer: ({ tx, who, params, body, tools, now }) => changeRole(tx, tools, who, params.memberId, body.role, now),
  })

  on.delete('/api/teams/:teamId/members/:memberId', {
    who: able('members.manage'),
    params: MemberPath,
    answer: ({ tx, who, params, tools, now }) => removeMember(tx, tools, who, params.memberId, now),
  })

  on.delete('/api/teams/:teamId/membership', {
    who: member,
    params: TeamPath,
    answer: ({ tx, who, now }) => leaveTeam(tx, who, now),
  })

  on.post('/api/teams', {
    who: person,
    body: FoundTeam,
    reply: TeamCard,
    answer: async ({ tx, who, body, now, reply }) => {
      if (!who.isVerified) throw new Refusal('forbidden', 'teams.verify_first')
      const owned = await countOwned(tx, who.personId)
      // Where the operator decides who may have a team, only those founds another who have one.
      const { mode } = await findRegistrationSetting(tx)
      const mayNotYet = (mode !== 'open' && owned === 0) || (await mustWait(tx, who.personId))
      if (mayNotYet) throw new Refusal('forbidden', 'teams.approval_first')
      if (owned >= teamsOwnedAtMost) throw new Refusal('conflict', 'teams.too_many', { atMost: teamsOwnedAtMost })
      const id = await foundTeam(tx, body.name, who.personId, now)
      reply.code(201)
      return { id, name: body.name, role: 'owner' as const }
    },
  })
  ownershipRoutes(on)
}

function ownershipRoutes(on: Routes): void {
  on.post('/api/teams/:teamId/ownership-offers', {
    who: proven(able('team.transfer')),
    params: TeamPath,
    body: OfferOwnership,
    answer: ({ tx, who, body, tools, now }) =>
      offerOwnership(tx, tools, who, { to: body.personId, giverBecomes: body.giverBecomes }, now),
  })

  on.delete('/api/teams/:teamId/ownership-offers/:offerId', {
    who: able('team.transfer'),
    params: OfferPath,
    answer: ({ tx, who, params, now }) => withdrawOffer(tx, who, params.offerId, now),
  })

  on.put('/api/teams/:teamId/ownership-offers/:offerId/answer', {
    who: proven(member),
    params: OfferPath,
    body: AnswerOffer,
    answer: ({ tx, who, params, body, now }) => answerOffer(tx, who, params.offerId, body.accepts, now),
  })
}

async function describeMembers(db: Db, who: Member, now: Date): Promise<z.input<typeof Members>> {
  const rows = await selectMembers(db, who.teamId)
  // A program needs names and roles; addresses that leak with its key would be everybody's.
  const seesAddresses = can(who.role, 'members.manage') && !who.key
  const offer = await findOpenOffer(db, who.teamId, now)
  const seesOffer = offer && (who.role === 'owner' || offer.receiver_id === who.personId)
  return {
    members: rows.map(({ id, name, email, role, since }) => ({
      ...{ personId: id, name, email: seesAddresses ? email : null, role, since: since.toISOString() },
    })),
    limit: await membersLimit(db, who.teamId, now),
    offer: seesOffer
      ? {
          id: offer.id,
          from: { personId: offer.giver_id, name: offer.giver_name },
          to: { personId: offer.receiver_id, name: offer.receiver_name },
          giverBecomes: offer.giver_becomes,
          expiresAt: offer.expires_at.toISOString(),
        }
      : null,
  }
}
