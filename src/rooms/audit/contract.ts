// What the audit room says over the wire.
import { z } from 'zod'

export const faultKinds = [
  ...(['edited', 'details_edited', 'deleted', 'inserted', 'reordered', 'head_edited', 'anchor_differs'] as const),
] as const

/** One row of the history that is not as it was sealed. */
export const HistoryFault = z.object({
  kind: z.enum(faultKinds),
  /** The team, or zeros for what belongs to none. Null: not of one chain. */
  chain: z.string().nullable(),
  position: z.number().nullable(),
  /** Null: nothing is left of the entry but its place. */
  entryId: z.string().nullable(),
  /** The day whose anchor differs. */
  day: z.string().optional(),
})
export type HistoryFault = z.infer<typeof HistoryFault>
