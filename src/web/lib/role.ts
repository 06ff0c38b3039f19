// What a role's pages offer. The server decides what is allowed; this only leaves out what it would refuse, by the same table.
import { type Ability, can, type Role, roles } from '#rooms/teams/abilities/contract.ts'
import type { Me } from './api.ts'

export function roleIn(me: Pick<Me, 'teams'>, teamId: string): Role | undefined {
  const team = me.teams.find(({ id }) => id === teamId)
  return roles.find((role) => role === team?.role)
}

export function may(me: Pick<Me, 'teams'>, teamId: string, ability: Ability): boolean {
  const role = roleIn(me, teamId)
  // The operator's staff only look.
  const onlyLooks = me.teams.find(({ id }) => id === teamId)?.support !== undefined
  return role !== undefined && can(role, ability) && (!onlyLooks || ability.endsWith('.view'))
}

/** Whether somebody makes and changes tours in this team. */
export const makesTours = (me: Pick<Me, 'teams'>, teamId: string) => may(me, teamId, 'tours.edit')
