// Members and ownership on the wire.
import { z } from 'zod'
import { Line } from '#tour/line.ts'
import { Role, TeamPath } from '../contract.ts'

export const MemberPath = TeamPath.extend({ memberId: z.uuid() })
export const OfferPath = TeamPath.extend({ offerId: z.uuid() })

export const MemberCard = z.object({
  personId: z.uuid(),
  name: z.string(),
  /** Only for people who manage members; null for the others and for programs. */
  email: z.string().nullable(),
  role: Role,
  since: z.string(),
})
export type MemberCard = z.infer<typeof MemberCard>

export const GiverBecomes = z.enum(['owner', 'admin'])
export const OwnershipOffer = z.object({
  id: z.uuid(),
  from: z.object({ personId: z.uuid(), name: z.string() }),
  to: z.object({ personId: z.uuid(), name: z.string() }),
  giverBecomes: GiverBecomes,
  expiresAt: z.string(),
})
export type OwnershipOffer = z.infer<typeof OwnershipOffer>

export const Members = z.object({
  members: z.array(MemberCard),
  /** Seen by owners and by whoever it is made to. */
  offer: OwnershipOffer.nullable(),
  /** Where a separate agreement says how many there may be. */
  limit: z.object({ atMost: z.number(), fromAgreement: z.string() }).nullable(),
})
export type Members = z.infer<typeof Members>

/** Ownership is not a role that is given; see OfferOwnership. */
export const ChangeRole = z.strictObject({ role: Role.exclude(['owner']) })
export type ChangeRole = z.infer<typeof ChangeRole>
export const OfferOwnership = z.strictObject({ personId: z.uuid(), giverBecomes: GiverBecomes })
export type OfferOwnership = z.infer<typeof OfferOwnership>
export const AnswerOffer = z.strictObject({ accepts: z.boolean() })

export const TeamName = Line(120)
export const FoundTeam = z.strictObject({ name: TeamName })
export type FoundTeam = z.infer<typeof FoundTeam>
