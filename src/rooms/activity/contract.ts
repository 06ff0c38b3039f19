// What the activity room says over the wire: a team's history as sentences. The page says them with the words `activity.<action>`.
import { z } from 'zod'
import { Text } from '#tour/text.ts'
import { type ActivityKind, activityKinds } from './kinds/contract.ts'

const kinds = Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]]

const Day = z.iso.date()

export const ActivityQuery = z.object({
  /** The cursor of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  personId: z.uuid().optional(),
  kind: z.enum(kinds).optional(),
  tourId: z.uuid().optional(),
  /** Days in the reader's zone, both included; `offsetMinutes` says which zone: what Date's getTimezoneOffset answers. */
  from: Day.optional(),
  to: Day.optional(),
  offsetMinutes: z.coerce.number().int().min(-840).max(840).default(0),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>

export const Activity = z.object({
  id: z.string(),
  action: z.string(),
  /** Whose deed it was; `gone` when their account is no more, `operator` for the operator's staff, null when it was nobody's. */
  person: z
    .object({ id: z.uuid(), name: z.string() })
    .or(z.literal(['gone', 'operator']))
    .nullable(),
  /** The program's key, where a program did it for that person. */
  key: z.string().nullable(),
  /** What it was done to, as it is called now. */
  target: Text.or(z.string()).nullable(),
  /** Where that is, in the studio. */
  path: z.string().nullable(),
  /** For the placeholders of the sentence. */
  values: z.record(z.string(), z.string().or(z.number())),
  /** So many alike, one after the other, are told as one. */
  count: z.number(),
  /** The newest of them, and the first. */
  at: z.string(),
  since: z.string(),
})
export type Activity = z.infer<typeof Activity>

export const ActivityPage = z.object({ entries: z.array(Activity), next: z.string().nullable() })
export type ActivityPage = z.infer<typeof ActivityPage>
