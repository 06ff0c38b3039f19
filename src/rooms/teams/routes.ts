// The teams room over HTTP, beside coming in (entrance-routes.ts).
import type { Routes } from '#platform/http.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { profileRoutes } from './profile/routes.ts'

export function teamRoutes(on: Routes): void {
  memberRoutes(on)
  invitationRoutes(on)
  profileRoutes(on)
}
