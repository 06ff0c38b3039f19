// What is said over the wire about a team's keys for programs.
import { z } from 'zod'
import { Line } from '#tour/line.ts'
import { keyLifetimesDays, keyScopes } from './scopes/contract.ts'

export const KeyPath = z.object({ teamId: z.uuid(), keyId: z.uuid() })

export const NewKey = z.strictObject({
  name: Line(80),
  scopes: z
    .array(z.enum(keyScopes))
    .min(1)
    .max(keyScopes.length)
    .transform((scopes) => keyScopes.filter((scope) => scopes.includes(scope))),
  days: z.union(keyLifetimesDays.map((days) => z.literal(days))),
})
export type NewKey = z.infer<typeof NewKey>

export const KeyState = z.enum(['works', 'expired', 'revoked', 'maker_gone'])

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The last letters of the key. */
  ending: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  /** Scopes that do nothing now, because the key's maker may not do this any more. */
  idleScopes: z.array(z.enum(keyScopes)),
  state: KeyState,
  madeBy: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** Full hours. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** The only answer that ever carries the key. */
export const MadeKey = z.object({ key: ApiKey, token: z.string() })
export type MadeKey = z.infer<typeof MadeKey>
