// A team's public page on the wire.
import { z } from 'zod'
import { Slug } from '../contract.ts'

export const OpenAgency = z.strictObject({ slug: Slug })
export const Agency = z.object({
  /** Null while there is no page. */
  page: z.object({ slug: z.string(), url: z.string() }).nullable(),
  /** A free address made from the team's name. */
  suggestion: z.string(),
})
export type Agency = z.infer<typeof Agency>
