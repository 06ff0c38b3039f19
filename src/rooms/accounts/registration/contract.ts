// What goes over the wire when somebody comes in or comes back: puzzles, registration, applications, lost passwords, new addresses.
import { z } from 'zod'
import { PasskeyMade } from '#rooms/accounts/credentials/contract.ts'
import { DocumentToAccept } from '#rooms/legal/contract.ts'
import { Line } from '#tour/line.ts'
import { Language } from '#tour/text.ts'

export const Email = z.string().trim().min(3).max(254)
/** Only a bound on what is read; the password rules measure it in characters before anything is hashed. */
export const NewPassword = z.string().min(1).max(512)
const Token = z.string().min(20).max(100)
const PersonName = Line(120)
const TeamName = Line(120, 0)

export const TokenBody = z.strictObject({ token: Token })
export const PasskeyForNewcomer = z.strictObject({ token: Token, name: PersonName })

/** Find, for each round, a number n whose SHA-256("challenge:round:n") begins with so many zero bits. */
export const Puzzle = z.object({
  challenge: z.string(),
  signature: z.string(),
  rounds: z.number(),
  bits: z.number(),
})
export type Puzzle = z.infer<typeof Puzzle>

export const SolvedPuzzle = z.strictObject({
  challenge: z.string().max(100),
  signature: z.string().max(100),
  answers: z.array(z.int().min(0)).max(64),
})
export type SolvedPuzzle = z.infer<typeof SolvedPuzzle>

/** The first step: prove the address. */
export const AskToRegister = z.strictObject({ email: Email, language: Language, puzzle: SolvedPuzzle })
export type AskToRegister = z.infer<typeof AskToRegister>

/** One answer for everybody: whether the address has an account is only said in its mailbox. */
export const MailIsOnItsWay = z.object({ sent: z.literal(true) })

export const TeamKind = z.enum(['organisation', 'personal'])
export type TeamKind = z.infer<typeof TeamKind>

export const RegistrationMode = z.enum(['open', 'approval', 'invitation'])
export type RegistrationMode = z.infer<typeof RegistrationMode>

/** What the second step has to ask. */
export const RegistrationStep = z.object({
  email: z.string(),
  language: Language,
  mode: RegistrationMode,
  documents: z.array(DocumentToAccept),
})
export type RegistrationStep = z.infer<typeof RegistrationStep>

export const CompleteRegistration = z.strictObject({
  token: Token,
  name: PersonName,
  teamKind: TeamKind,
  /** Of an organisation; a person's own team is called like the person. */
  teamName: TeamName.default(''),
  /** One of both: a password, or a passkey that was made for PasskeyForNewcomer. */
  password: NewPassword.optional(),
  passkey: PasskeyMade.optional(),
  language: Language,
  versionIds: z.array(z.uuid()).max(10),
  /** Where the operator approves: what the applicant wants to say. */
  message: z.string().trim().max(1000).default(''),
})
export type CompleteRegistration = z.input<typeof CompleteRegistration>

/** Somebody who has an account and no team asks the operator once more. */
export const ApplyAgain = z.strictObject({
  teamKind: TeamKind,
  teamName: TeamName.default(''),
  message: z.string().trim().max(1000).default(''),
})
export type ApplyAgain = z.input<typeof ApplyAgain>

export const ApplicationOutcome = z.enum(['approved', 'refused', 'withdrawn'])

/** How far somebody's application is, as they see it. */
export const OwnApplication = z.object({
  id: z.uuid(),
  teamName: z.string(),
  createdAt: z.string(),
  state: z.union([z.literal('waiting'), ApplicationOutcome]),
  statement: z.string(),
})
export type OwnApplication = z.infer<typeof OwnApplication>

/** The reasons of the Terms for refusing somebody. */
export const RefusalReason = z.enum([
  ...(['false_registration_data', 'tos_violation', 'law_requirement', 'third_party_rights'] as const),
  ...(['security_risk', 'legal_risk', 'spam', 'circumvention', 'operator_other'] as const),
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const Application = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  teamKind: TeamKind,
  teamName: z.string(),
  message: z.string(),
  createdAt: z.string(),
  decision: z
    .object({
      outcome: ApplicationOutcome,
      reason: z.string().nullable(),
      statement: z.string(),
      decidedBy: z.string().nullable(),
      decidedAt: z.string(),
    })
    .nullable(),
})
export type Application = z.infer<typeof Application>

export const ApplicationsQuery = z.object({ state: z.enum(['waiting', 'decided']).default('waiting') })
export const ApplicationPath = z.object({ applicationId: z.uuid() })
export const DecideApplication = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('approved') }),
  z.strictObject({
    outcome: z.literal('refused'),
    reason: RefusalReason,
    /** What the applicant reads, in their language. */
    statement: z.string().trim().min(1).max(1000),
  }),
])
export type DecideApplication = z.infer<typeof DecideApplication>

export const RegistrationSetting = z.strictObject({
  mode: RegistrationMode,
  deniedDomains: z.array(z.string().trim().min(2).max(253)).max(1000),
})
export type RegistrationSetting = z.infer<typeof RegistrationSetting>

// ── coming back ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const AskForReset = z.strictObject({ email: Email, language: Language, puzzle: SolvedPuzzle })
export type AskForReset = z.infer<typeof AskForReset>

export const ResetStep = z.object({
  email: z.string(),
  /** How many keys for programs were made in the person's name lately, and still work. */
  recentKeys: z.number(),
})
export type ResetStep = z.infer<typeof ResetStep>

export const CompleteReset = z.strictObject({
  token: Token,
  password: NewPassword,
  endSessions: z.boolean().default(true),
  revokeKeys: z.boolean().default(true),
})
export type CompleteReset = z.input<typeof CompleteReset>

export const ChangePassword = z.strictObject({ password: NewPassword, endOtherSessions: z.boolean().default(true) })
export type ChangePassword = z.input<typeof ChangePassword>

export const ChangeEmail = z.strictObject({ email: Email })
export type ChangeEmail = z.infer<typeof ChangeEmail>

/** An address that waits for its own mail to be answered. */
export const PendingEmail = z.object({ pending: z.string().nullable() })
export type PendingEmail = z.infer<typeof PendingEmail>

export const NewAddress = z.object({ email: z.string() })
