// What the moderation room says over the wire: visitors' reports of tours, and how the operator settled them.
import { z } from 'zod'
import { Language } from '#tour/text.ts'

export const ReportReason = z.enum(['wrong_facts', 'no_rights', 'personal_data', 'forbidden', 'other'])
export type ReportReason = z.infer<typeof ReportReason>

export const NewReport = z.strictObject({
  reason: ReportReason,
  message: z.string().trim().max(4000).default(''),
  /** For questions back; may stay empty. */
  email: z.string().trim().max(254).default(''),
  sceneId: z.string().max(64).default(''),
  language: Language,
})
export type NewReport = z.infer<typeof NewReport>

export const Report = z.object({
  id: z.uuid(),
  number: z.number(),
  teamName: z.string(),
  slug: z.string(),
  version: z.number(),
  sceneId: z.string(),
  reason: ReportReason,
  message: z.string(),
  email: z.string(),
  language: Language,
  createdAt: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  outcome: z.string().nullable(),
})
export type Report = z.infer<typeof Report>

export const Reports = z.object({ items: z.array(Report), next: z.string().nullable() })

export const ReportPath = z.object({ reportId: z.uuid() })
export const Settlement = z.strictObject({ outcome: z.string().trim().min(1).max(2000) })
