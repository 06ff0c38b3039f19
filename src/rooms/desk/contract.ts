// What the desk says over the wire about accounts, teams, holds and notes.
import { z } from 'zod'
import { HoldKind, HoldLevel, HoldNotice, HoldReason, HoldSubjectKind } from '#rooms/holds/contract.ts'
import { Language, Text } from '#tour/text.ts'

const Level = z.enum(['none', ...HoldLevel.options])
const When = z.string().nullable()
const Named = z.object({ id: z.uuid(), name: z.string() })

export const AccountRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  createdAt: z.string(),
  isVerified: z.boolean(),
  lastSeenAt: When,
  teams: z.number(),
  staffRole: z.string().nullable(),
  level: Level,
})
export type AccountRow = z.infer<typeof AccountRow>

export const TeamRow = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.string(),
  /** Business or personal number, where the team gave one. */
  binIin: z.string(),
  members: z.number(),
  tours: z.number(),
  published: z.number(),
  usedBytes: z.number(),
  level: Level,
})
export type TeamRow = z.infer<typeof TeamRow>

export const Found = z.object({ accounts: z.array(AccountRow), teams: z.array(TeamRow) })
export type Found = z.infer<typeof Found>
/** A name, an address or its beginning, `@host`, a number, an id, a tour's address. */
const Searched = z.string().trim().max(200)
export const SearchQuery = z.object({ q: Searched.min(2) })

const Day = z.iso.date().optional().catch(undefined)
const paging = { q: Searched.optional().catch(undefined), before: z.string().max(100).optional(), from: Day, to: Day }
export const AccountFilter = z.enum(['all', 'held', 'new', 'unverified', 'staff'])
export type AccountFilter = z.infer<typeof AccountFilter>
export const AccountsQuery = z.object({ filter: AccountFilter.catch('all').default('all'), ...paging })
export const TeamFilter = z.enum(['all', 'held', 'new', 'publishing', 'terminated'])
export type TeamFilter = z.infer<typeof TeamFilter>
export const TeamsQuery = z.object({ filter: TeamFilter.catch('all').default('all'), ...paging })
export const HoldFilter = z.enum(['standing', 'ended', 'all'])
export type HoldFilter = z.infer<typeof HoldFilter>
export const HoldsQuery = z.object({
  filter: HoldFilter.catch('standing').default('standing'),
  kind: HoldKind.optional().catch(undefined),
  before: z.string().max(100).optional(),
})

/** A hold as the staff see it. */
export const DeskHold = HoldNotice.extend({
  subjectName: z.string(),
  source: z.string(),
  placedBy: z.string().nullable(),
  notifiedAt: When,
  liftedAt: When,
  liftedBy: z.string().nullable(),
  liftNote: z.string().nullable(),
  isActive: z.boolean(),
})
export type DeskHold = z.infer<typeof DeskHold>

export const Accounts = z.object({ items: z.array(AccountRow), next: z.string().nullable() })
export const Teams = z.object({ items: z.array(TeamRow), next: z.string().nullable() })
export const Holds = z.object({ items: z.array(DeskHold), next: z.string().nullable() })

export const Note = z.object({
  id: z.uuid(),
  text: z.string(),
  writtenBy: z.string().nullable(),
  writtenAt: z.string(),
})
export type Note = z.infer<typeof Note>
export const NewNote = z.strictObject({ text: z.string().trim().min(1).max(4000) })

const SecurityEvent = z.object({ kind: z.string(), at: z.string(), place: z.string(), device: z.string() })
const Acceptance = z.object({ document: z.string(), version: z.number(), act: z.string(), at: z.string() })

/** Everything that matters about a person, on one page. */
export const AccountPage = z.object({
  account: AccountRow.extend({ hasSecondFactor: z.boolean(), hasPassword: z.boolean(), passkeys: z.number() }),
  sessions: z.number(),
  teams: z.array(Named.extend({ role: z.string(), level: Level })),
  application: z
    .object({ id: z.uuid(), teamName: z.string(), at: z.string(), outcome: z.string().nullable() })
    .nullable(),
  holds: z.array(DeskHold),
  acceptances: z.array(Acceptance),
  security: z.array(SecurityEvent),
  notes: z.array(Note),
  deletion: z.object({ requestedAt: z.string(), dueAt: z.string() }).nullable(),
})
export type AccountPage = z.infer<typeof AccountPage>

export const TeamPage = z.object({
  team: TeamRow,
  legalName: z.string(),
  contacts: z.object({ phone: z.string(), email: z.string(), website: z.string() }),
  pageSlug: z.string().nullable(),
  usage: z.object({ usedBytes: z.number(), quotaBytes: z.number(), leads: z.number(), openReports: z.number() }),
  /** Number of the separate agreement in force. */
  agreement: z.string().nullable(),
  people: z.array(
    z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.string(), since: z.string(), level: Level }),
  ),
  tours: z.array(Named.extend({ slug: z.string().nullable(), updatedAt: z.string(), publishedAt: When, level: Level })),
  reports: z.array(
    z.object({
      id: z.uuid(),
      number: z.number(),
      slug: z.string(),
      reason: z.string(),
      at: z.string(),
      isOpen: z.boolean(),
    }),
  ),
  holds: z.array(DeskHold),
  notes: z.array(Note),
  termination: z
    .object({ at: z.string(), by: z.string().nullable(), beginsAt: z.string(), exportUntil: z.string() })
    .nullable(),
  deletion: z.object({ requestedAt: z.string(), dueAt: z.string() }).nullable(),
})
export type TeamPage = z.infer<typeof TeamPage>

export const AccountPath = z.object({ personId: z.uuid() })
export const DeskTeamPath = z.object({ teamId: z.uuid() })
export const HoldPath = z.object({ holdId: z.uuid() })

const Statement = Text.refine(
  ({ kk, ru, en }) =>
    [kk, ru, en].some((text) => text?.trim()) && [kk, ru, en].every((text) => (text ?? '').length <= 2000),
)
/** By these the house knows its own holds: a person's words must not look like them, or nobody could lift what they placed. */
const isFree = (source: string) => !/^(termination:|deletion$|processing$)/.test(source)
/** Why those whom it concerns are not told beforehand; they read it. */
const AtOnceBecause = z.string().trim().max(1000).default('')

export const PlaceHold = z.strictObject({
  subjectKind: HoldSubjectKind,
  subjectId: z.uuid(),
  kind: HoldKind,
  level: HoldLevel,
  reason: HoldReason,
  /** In the languages of those whom it concerns. */
  statement: Statement,
  /** What it rests on: a report, a letter, an invoice. */
  source: z.string().trim().max(200).refine(isFree).default(''),
  /** Without it: when the notice period is over, or at once where that may be or a reason for it is given. */
  beginsAt: z.iso.datetime().optional(),
  atOnceBecause: AtOnceBecause,
  until: z.iso.datetime().nullable().default(null),
})
export type PlaceHold = z.input<typeof PlaceHold>
export const LiftHold = z.strictObject({ note: z.string().trim().min(1).max(2000) })

/** What the person concerned will read, word for word. */
export const HoldPreviewBody = z.strictObject({
  name: z.string().max(200),
  subjectKind: HoldSubjectKind,
  kind: HoldKind,
  level: HoldLevel,
  reason: HoldReason,
  statement: Text,
  beginsAt: z.iso.datetime().optional(),
  atOnceBecause: AtOnceBecause,
  until: z.iso.datetime().nullable().default(null),
  language: Language,
})
export const HoldPreview = z.object({
  language: Language,
  title: z.string(),
  paragraphs: z.array(z.string()),
  mailSubject: z.string(),
  mailText: z.string(),
})
export type HoldPreview = z.infer<typeof HoldPreview>

export const Terminate = z.strictObject({
  reason: HoldReason,
  statement: Statement,
  /** How long reading and exporting go on. */
  exportDays: z.number().int().min(1).max(180),
  atOnceBecause: AtOnceBecause,
})
export type Terminate = z.input<typeof Terminate>
export const Revoke = z.strictObject({ note: z.string().trim().min(1).max(2000) })

/** For those whom it concerns: what is restricted, why, until when, what to do, whom to ask. */
export const HeldView = z.object({
  level: Level,
  holds: z.array(HoldNotice),
  /** Those that were announced and have not begun. */
  announced: z.array(HoldNotice),
  exportUntil: z.string().nullable(),
  contact: z.object({ names: Text, email: z.string(), phone: z.string() }).nullable(),
})
export type HeldView = z.infer<typeof HeldView>
export const HeldQuery = z.object({ tourId: z.uuid().optional().catch(undefined) })
