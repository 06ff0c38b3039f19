// What a key may be made for, and for how long. Pure, and free of zod, so that the studio can read it without loading a schema library.
import type { Ability } from '../../abilities/contract.ts'

/** Never people, keys, money or deletion: whoever finds a lost key must not be able to take the team over or to empty it. */
export const keyScopes = [
  ...(['tours.view', 'tours.edit', 'tours.publish', 'tours.unpublish'] as const),
  ...(['media.view', 'media.upload', 'leads.view', 'leads.answer'] as const),
  ...(['comments.view', 'comments.write', 'activity.view', 'members.view'] as const),
] as const satisfies readonly Ability[]
export type KeyScope = (typeof keyScopes)[number]

export const keyLifetimesDays = [30, 90, 365] as const
