// What the privacy room says over the wire: one's own data, deletion, requests, incidents. Pure.
import { z } from 'zod'
import { HistoryFault } from '#rooms/audit/contract.ts'
import { Text } from '#tour/text.ts'

/** So long a deletion can be taken back. */
export const undoDays = 14
/** So long the link and the file of an export live. */
export const exportHours = 24

export const DataExport = z.object({
  id: z.uuid(),
  kind: z.enum(['person', 'team']),
  name: z.string(),
  state: z.enum(['waiting', 'ready', 'failed', 'expired']),
  sizeBytes: z.number().nullable(),
  sha256: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  isDownloaded: z.boolean(),
})
export type DataExport = z.infer<typeof DataExport>

export const Erasure = z.object({
  id: z.uuid(),
  kind: z.enum(['person', 'team']),
  subjectId: z.uuid(),
  name: z.string(),
  dueAt: z.string(),
  heldUp: z.string().nullable(),
  /** What the operator said who ordered it, and alone can take it back. */
  orderedBecause: Text.nullable(),
})
export type Erasure = z.infer<typeof Erasure>

export const MyData = z.object({
  exports: z.array(DataExport),
  erasures: z.array(Erasure),
  /** Teams that would be left without an owner. */
  onlyOwnerOf: z.array(z.object({ id: z.uuid(), name: z.string(), members: z.number() })),
  /** Teams whose data this person may take along. */
  ownedTeams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  requests: z.array(
    z.object({
      number: z.number(),
      kind: z.string(),
      receivedAt: z.string(),
      dueAt: z.string(),
      outcome: z.string().nullable(),
      answer: z.string().nullable(),
    }),
  ),
})
export type MyData = z.infer<typeof MyData>

export const DeleteAccount = z.strictObject({ teamIds: z.array(z.uuid()).max(100) })
/** Why the staff do something to somebody's data: written down in the history. */
export const Reason = z.strictObject({ reason: z.string().trim().min(1).max(2000) })
export const Token = z.strictObject({ token: z.string().min(20).max(100) })
export const Download = z.object({ url: z.string() })
export type Download = z.infer<typeof Download>

/** What an anonymised account has in place of its address. */
export const anonymousAddress = (personId: string): string => `${personId}@anonymous.invalid`

export const requestKinds = ['information', 'access', 'correction', 'blocking', 'deletion', 'in_a_tour'] as const
export const requestChannels = ['account', 'mail', 'letter', 'phone'] as const
export const requestOutcomes = ['done', 'partly', 'refused', 'withdrawn'] as const
export type RequestKind = (typeof requestKinds)[number]

export const AskOperator = z.strictObject({
  kind: z.enum(requestKinds),
  message: z.string().trim().min(1).max(4000),
})

export const NewRequest = z.strictObject({
  kind: z.enum(requestKinds),
  channel: z.enum(['mail', 'letter', 'phone']),
  name: z.string().trim().min(1).max(200),
  email: z.string().trim().max(254),
  message: z.string().trim().min(1).max(4000),
  language: z.enum(['kk', 'ru', 'en']),
  receivedAt: z.iso.datetime(),
})
export type NewRequest = z.infer<typeof NewRequest>

export const SettleRequest = z.strictObject({
  outcome: z.enum(requestOutcomes),
  answer: z.string().trim().min(1).max(4000),
  evidence: z.string().trim().max(4000),
})
export type SettleRequest = z.infer<typeof SettleRequest>

export const DataRequest = z.object({
  id: z.uuid(),
  number: z.number(),
  kind: z.enum(requestKinds),
  channel: z.enum(requestChannels),
  personId: z.uuid().nullable(),
  name: z.string(),
  email: z.string(),
  message: z.string(),
  language: z.string(),
  receivedAt: z.string(),
  dueAt: z.string(),
  remindAt: z.string(),
  outcome: z.enum(requestOutcomes).nullable(),
  answer: z.string().nullable(),
  evidence: z.string().nullable(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
})
export type DataRequest = z.infer<typeof DataRequest>

/** A deletion as the desk sees it: what waits, and of what is done the certificate. */
export const DeskErasure = z.object({
  id: z.uuid(),
  kind: z.enum(['person', 'team']),
  subjectId: z.uuid(),
  /** Null once nothing is left that has a name. */
  name: z.string().nullable(),
  requestedAt: z.string(),
  dueAt: z.string(),
  state: z.enum(['waiting', 'held_up', 'undone', 'done']),
  /** By the operator. */
  isOrdered: z.boolean(),
  finishedAt: z.string().nullable(),
  certificateSha256: z.string().nullable(),
  deletedRows: z.number().nullable(),
  deletedFiles: z.number().nullable(),
  kept: z.array(z.object({ table: z.string(), rows: z.number(), reason: z.string(), until: z.string().nullable() })),
})
export type DeskErasure = z.infer<typeof DeskErasure>

/** A visitor's report that a tour shows their data: it has one business day. */
export const ReportClock = z.object({
  id: z.uuid(),
  number: z.number(),
  slug: z.string(),
  team: z.string(),
  message: z.string(),
  receivedAt: z.string(),
  dueAt: z.string(),
})
export type ReportClock = z.infer<typeof ReportClock>

export const stepKinds = ['contained', 'authority_told', 'people_told', 'note', 'closed'] as const

export const NewIncident = z.strictObject({
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().min(1).max(8000),
  affected: z.string().trim().max(4000),
  contact: z.string().trim().min(1).max(500),
  detectedAt: z.iso.datetime(),
})
export type NewIncident = z.infer<typeof NewIncident>

export const NewStep = z.strictObject({ kind: z.enum(stepKinds), note: z.string().trim().min(1).max(4000) })

export const Incident = z.object({
  id: z.uuid(),
  number: z.number(),
  title: z.string(),
  description: z.string(),
  affected: z.string(),
  contact: z.string(),
  detectedAt: z.string(),
  deadlineAt: z.string(),
  /** Of people in the European Union: 72 hours. */
  europeanDeadlineAt: z.string(),
  steps: z.array(z.object({ kind: z.enum(stepKinds), note: z.string(), at: z.string(), by: z.string().nullable() })),
})
export type Incident = z.infer<typeof Incident>

export const DataRequests = z.object({ items: z.array(DataRequest), next: z.string().nullable() })
export const Incidents = z.object({ items: z.array(Incident), next: z.string().nullable() })
export const DeskErasures = z.object({ items: z.array(DeskErasure), next: z.string().nullable() })

/** Whose data an incident reached: everybody's, a team's or a tour's; written down between two days, both counted. */
export const AffectedQuery = z.object({
  scope: z.enum(['everyone', 'team', 'tour']),
  /** The team or the tour: its id, its public address, or a page of the desk or studio that has its id. */
  of: z.string().trim().max(300).default(''),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type AffectedQuery = z.infer<typeof AffectedQuery>

/** Where somebody's data stood. */
export const affectedRoles = [
  ...(['account', 'member', 'acted', 'in_charge', 'commented', 'mentioned', 'invited'] as const),
  ...(['registering', 'visitor', 'reporter', 'asked_operator'] as const),
] as const

export const AffectedPerson = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  language: z.string(),
  personId: z.uuid().nullable(),
  roles: z.array(z.enum(affectedRoles)),
  since: z.string(),
})
export type AffectedPerson = z.infer<typeof AffectedPerson>
/** How many there are, and the first of them. */
export const Affected = z.object({ count: z.number(), scope: z.string(), first: z.array(AffectedPerson) })
export type Affected = z.infer<typeof Affected>

const Letter = z.object({ subject: z.string(), body: z.string() })
const InLanguages = z.object({ kk: Letter, ru: Letter, en: Letter })
/** Texts to begin with: what is not known stands in brackets. */
export const IncidentLetters = z.object({ authority: InLanguages, people: InLanguages })
export type IncidentLetters = z.infer<typeof IncidentLetters>

export const CalendarDay = z.object({
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  isWorking: z.boolean(),
  name: z.string().trim().min(1).max(200),
})
export type CalendarDay = z.infer<typeof CalendarDay>

/** What the desk reads of the history. */
export const HistoryQuery = z.object({
  person: z.string().max(254).optional(),
  team: z.string().max(200).optional(),
  action: z.string().max(80).optional(),
  target: z.string().max(200).optional(),
  from: z.string().max(30).optional(),
  to: z.string().max(30).optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

export const HistoryEntry = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  person: z.string().nullable(),
  personId: z.string().nullable(),
  team: z.string().nullable(),
  teamId: z.string().nullable(),
  staff: z.string().nullable(),
  targetId: z.string().nullable(),
  target: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  isErased: z.boolean(),
  network: z.string().nullable(),
  address: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const History = z.object({ entries: z.array(HistoryEntry), next: z.string().nullable() })
export type History = z.infer<typeof History>

export const SecurityEntry = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  person: z.string().nullable(),
  personId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  network: z.string(),
  address: z.string(),
  device: z.string(),
})
export type SecurityEntry = z.infer<typeof SecurityEntry>
export const SecurityLog = z.object({ entries: z.array(SecurityEntry), next: z.string().nullable() })
export type SecurityLog = z.infer<typeof SecurityLog>

export const Verified = z.object({
  chains: z.number(),
  entries: z.number(),
  erased: z.number(),
  faultCount: z.number(),
  /** The first of them. */
  faults: z.array(HistoryFault),
  anchoredDays: z.number(),
  newestAnchor: z.string().nullable(),
})
export type Verified = z.infer<typeof Verified>
