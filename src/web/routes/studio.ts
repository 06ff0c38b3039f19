// The addresses of a team's studio.
import { createRoute, redirect } from '@tanstack/react-router'
import { ApiError } from '../lib/http.ts'
import { page, requireMe, root } from './root.ts'

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio/$teamId',
  beforeLoad: async ({ context, location, params }) => {
    const me = await requireMe(context, location.href)
    if (!me.teams.some((team) => team.id === params.teamId)) throw new ApiError(404, 'web.error.no_such_team')
    return { me }
  },
  component: page(() => import('../rooms/teams/studio-shell.tsx'), 'StudioShell'),
})

const studioTeamHome = createRoute({
  getParentRoute: () => studio,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/studio/$teamId/tours', params, replace: true })
  },
})

const tours = createRoute({
  getParentRoute: () => studio,
  path: '/tours',
  component: page(() => import('../rooms/tours/list/tours-page.tsx'), 'ToursPage'),
})

const tour = createRoute({
  getParentRoute: () => studio,
  path: '/tours/$tourId',
  /** Leads straight to a talk: what notices link to. */
  validateSearch: (search: Record<string, unknown>): { comment?: string } =>
    typeof search.comment === 'string' ? { comment: search.comment } : {},
  component: page(() => import('../rooms/tours/editor/tour-page.tsx'), 'TourPage'),
})

const leads = createRoute({
  getParentRoute: () => studio,
  path: '/leads',
  component: page(() => import('../rooms/leads/leads-page.tsx'), 'LeadsPage'),
})

const team = createRoute({
  getParentRoute: () => studio,
  path: '/team',
  component: page(() => import('../rooms/teams/team-shell.tsx'), 'TeamShell'),
})

const teamSupport = createRoute({
  getParentRoute: () => team,
  path: '/support',
  component: page(() => import('../rooms/teams/support/team-support-page.tsx'), 'TeamSupportPage'),
})

const teamHome = createRoute({
  getParentRoute: () => team,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/studio/$teamId/team/members', params, replace: true })
  },
})

const teamMembers = createRoute({
  getParentRoute: () => team,
  path: '/members',
  component: page(() => import('../rooms/teams/members-page.tsx'), 'MembersPage'),
})

const teamKeys = createRoute({
  getParentRoute: () => team,
  path: '/keys',
  component: page(() => import('../rooms/teams/keys/keys-page.tsx'), 'KeysPage'),
})

const teamActivity = createRoute({
  getParentRoute: () => team,
  path: '/activity',
  component: page(() => import('../rooms/activity/activity-page.tsx'), 'ActivityPage'),
})

const teamProfile = createRoute({
  getParentRoute: () => team,
  path: '/profile',
  component: page(() => import('../rooms/teams/profile-page.tsx'), 'TeamProfilePage'),
})

const teamRoles = createRoute({
  getParentRoute: () => team,
  path: '/roles',
  component: page(() => import('../rooms/teams/roles-page.tsx'), 'RolesPage'),
})

const teamData = createRoute({
  getParentRoute: () => team,
  path: '/data',
  component: page(() => import('../rooms/privacy/team-data-page.tsx'), 'TeamDataPage'),
})

const teamAgreement = createRoute({
  getParentRoute: () => team,
  path: '/agreement',
  component: page(() => import('../rooms/agreements/team-agreement-page.tsx'), 'TeamAgreementPage'),
})

const teamBranch = team.addChildren([
  teamSupport,
  teamHome,
  teamMembers,
  teamKeys,
  teamActivity,
  teamProfile,
  teamRoles,
  teamData,
  teamAgreement,
])

export const studioBranch = studio.addChildren([studioTeamHome, tours, tour, leads, teamBranch])
