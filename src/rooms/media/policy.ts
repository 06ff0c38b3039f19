// Who may do what with a team's panoramas. Pure: a member in, true or the refusal out.
import { Refusal } from '#platform/refusal.ts'
import type { Role } from '#rooms/teams/contract.ts'

const editors: readonly Role[] = ['owner', 'admin', 'editor', 'agent']

export const mayUpload = ({ role }: { role: Role }): true | Refusal =>
  editors.includes(role) || new Refusal('forbidden', 'media.editors_upload')

/** Stopping the work on a panorama, and asking for another attempt. */
export const mayDirectWork = mayUpload
