// Who may do what with a team's tours. Pure: a member in, true or the refusal out; the studio hides what would be refused.
import { Refusal } from '#platform/refusal.ts'
import type { Role } from '#rooms/teams/contract.ts'

type Asker = { role: Role }
const editors: readonly Role[] = ['owner', 'admin', 'editor', 'agent']
const publishers: readonly Role[] = ['owner', 'admin', 'editor', 'agent']

export const mayEdit = ({ role }: Asker): true | Refusal =>
  editors.includes(role) || new Refusal('forbidden', 'tours.editors_edit')

export const mayPublish = ({ role }: Asker): true | Refusal =>
  publishers.includes(role) || new Refusal('forbidden', 'tours.editors_publish')

export const mayDelete = ({ role }: Asker): true | Refusal =>
  editors.includes(role) || new Refusal('forbidden', 'tours.editors_edit')

export const abilities = (asker: Asker) => ({
  edit: mayEdit(asker) === true,
  publish: mayPublish(asker) === true,
  delete: mayDelete(asker) === true,
})
