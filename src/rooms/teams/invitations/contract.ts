// Invitations on the wire. A token travels only in bodies, never in an address that a log could keep.
import { z } from 'zod'
import { PasskeyMade } from '#rooms/accounts/credentials/contract.ts'
import { NewPassword } from '#rooms/accounts/registration/contract.ts'
import { DocumentToAccept } from '#rooms/legal/contract.ts'
import { Line } from '#tour/line.ts'
import { Language } from '#tour/text.ts'
import { Role, TeamPath } from '../contract.ts'

export const InvitationPath = TeamPath.extend({ invitationId: z.uuid() })
export const ApplicantPath = InvitationPath.extend({ applicantId: z.uuid() })

export const InvitedRole = Role.exclude(['owner'])
/** A link may fall into anybody's hands, so it never makes an administrator. */
export const LinkRole = Role.exclude(['owner', 'admin'])

export const InviteByLetter = z.strictObject({
  email: z.string().trim().min(3).max(254),
  role: InvitedRole,
  language: Language,
})
export type InviteByLetter = z.infer<typeof InviteByLetter>

export const InviteByLink = z.strictObject({
  role: LinkRole,
  label: Line(80, 0),
  expiresInDays: z.number().int().min(1).max(30),
  maxUses: z.number().int().min(1).max(500),
  needsApproval: z.boolean(),
})
export type InviteByLink = z.infer<typeof InviteByLink>

export const Invitation = z.object({
  id: z.uuid(),
  kind: z.enum(['letter', 'link']),
  email: z.string().nullable(),
  label: z.string(),
  role: Role,
  invitedBy: z.string().nullable(),
  sentAt: z.string(),
  expiresAt: z.string(),
  uses: z.number(),
  maxUses: z.number(),
  needsApproval: z.boolean(),
  state: z.enum(['open', 'expired']),
})
export type Invitation = z.infer<typeof Invitation>

/** Who came with an invitation and waits to be let in. */
export const Applicant = z.object({
  invitationId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** The address that the letter went to, when it is another. */
  invitedEmail: z.string().nullable(),
  role: Role,
  askedAt: z.string(),
})
export type Applicant = z.infer<typeof Applicant>

export const Invitations = z.object({ invitations: z.array(Invitation), applicants: z.array(Applicant) })
export type Invitations = z.infer<typeof Invitations>

/** `url` is given once: only its hash is kept. For a letter it is null unless this installation sends no mail. */
export const MadeInvitation = z.object({ id: z.uuid(), url: z.string().nullable() })
export type MadeInvitation = z.infer<typeof MadeInvitation>

export const DecideApplicant = z.strictObject({ outcome: z.enum(['joined', 'refused']) })

const Token = z.string().min(20).max(100)
export const InvitationToken = z.strictObject({ token: Token })

export const InvitationView = z.object({
  team: z.string(),
  inviter: z.string(),
  role: Role,
  kind: z.enum(['letter', 'link']),
  /** Where the letter went, with most of it hidden. */
  emailHint: z.string().nullable(),
  expiresAt: z.string(),
  needsApproval: z.boolean(),
  /** Whether the invited address has an account already: then it signs in, else it registers. Null for links. */
  hasAccount: z.boolean().nullable(),
  /** What somebody needs who registers with this letter, which proves their address; null when that is not possible. */
  register: z.object({ email: z.string(), documents: z.array(DocumentToAccept) }).nullable(),
  /** Who is signed in; `isInvited` when it is the address that the letter went to. */
  you: z.object({ name: z.string(), email: z.string(), isInvited: z.boolean(), isMember: z.boolean() }).nullable(),
})
export type InvitationView = z.infer<typeof InvitationView>

/** An account made by a letter: its token proves the address, so there is no second mail. */
export const RegisterInvited = z.strictObject({
  token: Token,
  name: Line(120),
  /** One of both, as everywhere. */
  password: NewPassword.optional(),
  passkey: PasskeyMade.optional(),
  language: Language,
  versionIds: z.array(z.uuid()).max(10),
})
export type RegisterInvited = z.input<typeof RegisterInvited>

export const AcceptedInvitation = z.object({ outcome: z.enum(['joined', 'waits']), teamId: z.uuid(), team: z.string() })
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>
