// What the teams room says over the wire.
import { z } from 'zod'
import { type Role as RoleName, roles } from './abilities/contract.ts'

export const Role = z.enum(roles)
export type Role = RoleName

export const TeamPath = z.object({ teamId: z.uuid() })

export const TeamCard = z.object({ id: z.uuid(), name: z.string(), role: Role })
export type TeamCard = z.infer<typeof TeamCard>

/** Somebody of the team, for pickers. */
export const Colleague = z.object({ id: z.uuid(), name: z.string(), role: Role })
export type Colleague = z.infer<typeof Colleague>
