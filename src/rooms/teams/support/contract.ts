// What goes over the wire about the operator's staff looking into teams.
import { z } from 'zod'

const Moment = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])

/** What a team's own see: whether they allow it, and who looked. */
export const TeamSupport = z.object({
  consent: z.object({ grantedBy: z.string().nullable(), grantedAt: Moment, expiresAt: Moment }).nullable(),
  looks: z.array(
    z.object({
      id: z.uuid(),
      staff: z.string().nullable(),
      reason: z.string(),
      withConsent: z.boolean(),
      openedAt: Moment,
      endedAt: Moment,
    }),
  ),
})
export type TeamSupport = z.output<typeof TeamSupport>

export const consentDays = [1, 7, 30] as const
export const GiveConsent = z.strictObject({ days: z.union(consentDays.map((days) => z.literal(days))) })

export const OpenSupport = z.strictObject({ teamId: z.uuid(), reason: z.string().trim().min(10).max(500) })
export const SupportQuery = z.object({ team: z.uuid().optional() })
export const SupportPath = z.object({ accessId: z.uuid() })
/** What the desk shows: the team one thinks of looking into, and the latest looks. */
export const DeskSupport = z.object({
  team: z.object({ id: z.uuid(), name: z.string(), consentUntil: Moment.nullable() }).nullable(),
  looks: z.array(
    z.object({
      id: z.uuid(),
      teamId: z.uuid(),
      team: z.string(),
      staff: z.string().nullable(),
      reason: z.string(),
      withConsent: z.boolean(),
      openedAt: Moment,
      endedAt: Moment,
      /** In this session and not over yet. */
      mine: z.boolean(),
    }),
  ),
})
export type DeskSupport = z.output<typeof DeskSupport>
