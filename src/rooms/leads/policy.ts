// Who may read and answer what visitors leave. Pure.
import { Refusal } from '#platform/refusal.ts'
import type { Role } from '#rooms/teams/contract.ts'

const answerers: readonly Role[] = ['owner', 'admin', 'editor', 'agent']

export const mayAnswerLeads = ({ role }: { role: Role }): true | Refusal =>
  answerers.includes(role) || new Refusal('forbidden', 'leads.agents_answer')
