// What the holds room says over the wire, and the one rule of how several holds add up. Pure: server, studio and desk read the same.
import { z } from 'zod'
import { Text } from '#tour/text.ts'

export const HoldSubjectKind = z.enum(['person', 'team', 'tour'])
export type HoldSubjectKind = z.infer<typeof HoldSubjectKind>

/** What a hold rests on. */
export const HoldKind = z.enum(['billing', 'terms', 'law', 'security', 'third_party_rights', 'user_request'])
export type HoldKind = z.infer<typeof HoldKind>

/** From mild to strict: a banner; no uploads, publishing, invitations; reading only and nothing public; nothing but export. */
export const HoldLevel = z.enum(['warn', 'limited', 'read_only', 'blocked'])
export type HoldLevel = z.infer<typeof HoldLevel>
export type EffectiveLevel = 'none' | HoldLevel

/** The reasons that the Terms name. */
export const HoldReason = z.enum([
  ...(['tos_violation', 'law_requirement', 'third_party_rights', 'payment_unmet', 'security_risk'] as const),
  ...(['legal_risk', 'false_registration_data', 'unlawful_content', 'no_rights_to_content', 'malware'] as const),
  ...(['spam', 'circumvention', 'overload_or_automation', 'user_request', 'inactivity', 'operator_other'] as const),
])
export type HoldReason = z.infer<typeof HoldReason>

/** So long beforehand a restriction is announced, as the Terms promise. */
export const noticeDays = 3

/** A threat to security, what the law requires, a grave violation, or their own wish: these may begin at once. */
const urgentReasons: readonly HoldReason[] = [
  ...(['law_requirement', 'security_risk', 'malware', 'unlawful_content', 'user_request'] as const),
]
const urgentKinds: readonly HoldKind[] = ['law', 'security', 'user_request']

/** A warning restricts nothing, so that it needs no announcement. */
export const mayBeginAtOnce = (hold: { kind: HoldKind; level: HoldLevel; reason: HoldReason }): boolean =>
  hold.level === 'warn' || urgentKinds.includes(hold.kind) || urgentReasons.includes(hold.reason)

export const noticeEnds = (at: Date): Date => new Date(at.getTime() + noticeDays * 86_400_000)

/** One hold as those see it whom it concerns. */
export const HoldNotice = z.object({
  id: z.uuid(),
  subjectKind: HoldSubjectKind,
  subjectId: z.uuid(),
  kind: HoldKind,
  level: HoldLevel,
  reason: HoldReason,
  statement: Text,
  placedAt: z.string(),
  beginsAt: z.string(),
  until: z.string().nullable(),
  /** Why it was not announced; empty where it was, or where its reason says so by itself. */
  atOnceBecause: z.string(),
})
export type HoldNotice = z.infer<typeof HoldNotice>

const ranks: Record<EffectiveLevel, number> = { none: 0, warn: 1, limited: 2, read_only: 3, blocked: 4 }

export const isAtLeast = (level: EffectiveLevel, floor: HoldLevel): boolean => ranks[level] >= ranks[floor]

/** When a hold counts. A boundary in the past or in the future needs nobody to act: it is asked when read. */
export interface HoldSpan {
  beginsAt: Date
  until: Date | null
  liftedAt: Date | null
}

export const isActive = ({ beginsAt, until, liftedAt }: HoldSpan, now: Date): boolean =>
  liftedAt === null && beginsAt <= now && (until === null || until > now)

/** Holds never add up and never cancel each other: the worst active one counts. */
export const worstOf = (holds: (HoldSpan & { level: HoldLevel })[], now: Date): EffectiveLevel =>
  holds
    .filter((hold) => isActive(hold, now))
    .reduce<EffectiveLevel>((worst, { level }) => (ranks[level] > ranks[worst] ? level : worst), 'none')
