// The addresses of the studio. Pages are loaded when they are first visited.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { api, keys, type Me } from './lib/api.ts'
import { ApiError } from './lib/http.ts'
import { loadPart } from './lib/late.ts'
import { MissingPage, PageError, PagePending } from './ui/page-states.tsx'

interface Context {
  queryClient: QueryClient
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: PageError,
})

const meOptions = { queryKey: keys.me, queryFn: api.me, staleTime: 60_000 }

/** Who is signed in; otherwise on to the sign-in page, which leads back. */
async function requireMe({ queryClient }: Context, back: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meOptions)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: '/sign-in', search: back === '/' ? {} : { back } })
    throw error
  }
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await requireMe(context, '/')
    const team = me.teams[0]
    if (team) throw redirect({ to: '/studio/$teamId/tours', params: { teamId: team.id }, replace: true })
  },
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/no-team-page.tsx')), 'NoTeamPage'),
})

const studioHome = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  beforeLoad: () => {
    throw redirect({ to: '/', replace: true })
  },
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && /^\/(?!\/)/.test(search.back) ? { back: search.back } : {},
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/sign-in-page.tsx')), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/register-page.tsx')), 'RegisterPage'),
})

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    search.token === undefined ? {} : { token: String(search.token) },
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/register-page.tsx')), 'FirstRunPage'),
})

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio/$teamId',
  beforeLoad: async ({ context, location, params }) => {
    const me = await requireMe(context, location.href)
    if (!me.teams.some((team) => team.id === params.teamId)) throw new ApiError(404, 'web.error.no_such_team')
    return { me }
  },
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/studio-shell.tsx')), 'StudioShell'),
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
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/tours/list/tours-page.tsx')), 'ToursPage'),
})

const tour = createRoute({
  getParentRoute: () => studio,
  path: '/tours/$tourId',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/tours/editor/tour-page.tsx')), 'TourPage'),
})

const leads = createRoute({
  getParentRoute: () => studio,
  path: '/leads',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/leads/leads-page.tsx')), 'LeadsPage'),
})

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context, location.href)
    if (!me.operator) throw new ApiError(404, 'web.error.no_such_page')
    return { me }
  },
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/desk-shell.tsx')), 'DeskShell'),
})

const deskHome = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/desk/accounts', replace: true })
  },
})

const deskAccounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/accounts-page.tsx')), 'AccountsPage'),
})

const deskTeams = createRoute({
  getParentRoute: () => desk,
  path: '/teams',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/teams-page.tsx')), 'TeamsPage'),
})

const deskHolds = createRoute({
  getParentRoute: () => desk,
  path: '/holds',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/holds-page.tsx')), 'HoldsPage'),
})

const deskReports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/moderation/reports-page.tsx')), 'ReportsPage'),
})

const team = createRoute({
  getParentRoute: () => studio,
  path: '/team',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/team-shell.tsx')), 'TeamShell'),
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
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/members-page.tsx')), 'MembersPage'),
})

const teamRoles = createRoute({
  getParentRoute: () => team,
  path: '/roles',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/roles-page.tsx')), 'RolesPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  beforeLoad: ({ context, location }) => requireMe(context, location.href).then(() => undefined),
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/account-shell.tsx')), 'AccountShell'),
})

const accountHome = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/account/profile', replace: true })
  },
})

const profile = createRoute({
  getParentRoute: () => account,
  path: '/profile',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/profile-page.tsx')), 'ProfilePage'),
})

const security = createRoute({
  getParentRoute: () => account,
  path: '/security',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/security-page.tsx')), 'SecurityPage'),
})

const sessions = createRoute({
  getParentRoute: () => account,
  path: '/sessions',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/sessions-page.tsx')), 'SessionsPage'),
})

const routeTree = root.addChildren([
  home,
  studioHome,
  signIn,
  register,
  firstRun,
  desk.addChildren([deskHome, deskAccounts, deskTeams, deskHolds, deskReports]),
  account.addChildren([accountHome, profile, security, sessions]),
  studio.addChildren([studioTeamHome, tours, tour, leads, team.addChildren([teamHome, teamMembers, teamRoles])]),
])

export const createStudioRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 400,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>
  }
}
