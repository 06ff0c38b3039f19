// What a role's pages offer. The server decides what is allowed; this only leaves out what it would refuse.
import type { Me } from './api.ts'

const editors: readonly string[] = ['owner', 'admin', 'editor', 'agent']

/** Whether somebody makes and changes tours in this team. */
export const makesTours = (me: Me, teamId: string) =>
  me.teams.some((team) => team.id === teamId && editors.includes(team.role))
