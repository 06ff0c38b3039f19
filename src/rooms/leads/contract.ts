// What the leads room says over the wire.
import { z } from 'zod'
import { TeamPath } from '#rooms/teams/contract.ts'
import { Language } from '#tour/text.ts'

const line = (most: number) => z.string().trim().max(most).default('')

/** What a visitor leaves for the team that shows a tour. */
export const NewLead = z.strictObject({
  name: z.string().trim().min(1).max(200),
  phone: line(40),
  email: line(254),
  message: line(4000),
  sceneId: line(64),
  language: Language,
  /** Host of the page around the tour, where it is embedded. */
  seenOn: line(253),
})
export type NewLead = z.infer<typeof NewLead>

export const Lead = z.object({
  id: z.uuid(),
  tourId: z.uuid(),
  tourTitle: z.string(),
  sceneId: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  message: z.string(),
  language: Language,
  seenOn: z.string(),
  createdAt: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
})
export type Lead = z.infer<typeof Lead>

export const LeadPath = TeamPath.extend({ leadId: z.uuid() })
