// What the teams room says over the wire.
import { z } from 'zod'

export const Role = z.enum(['owner', 'admin', 'editor', 'agent', 'accountant', 'viewer'])
export type Role = z.infer<typeof Role>

export const TeamPath = z.object({ teamId: z.uuid() })

export const TeamCard = z.object({ id: z.uuid(), name: z.string(), role: Role })
export type TeamCard = z.infer<typeof TeamCard>
