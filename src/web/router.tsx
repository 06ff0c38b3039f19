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
import { innerPath } from './lib/inner-path.ts'
import { lastTeam } from './lib/last-team.ts'
import { loadPart } from './lib/late.ts'
import { legalApi, legalKeys } from './rooms/legal/legal-api.ts'
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
    const team = lastTeam(me.teams)
    if (team) throw redirect({ to: '/studio/$teamId/tours', params: { teamId: team.id }, replace: true })
    if (me.operator) throw redirect({ to: '/desk', replace: true })
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
  // Named even when it leads nowhere: what is left out would stay as it came.
  validateSearch: (search: Record<string, unknown>): { back?: string | undefined } => ({
    back: innerPath(search.back),
  }),
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/sign-in-page.tsx')), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/register-page.tsx')), 'RegisterPage'),
})

const registerConfirm = createRoute({
  getParentRoute: () => root,
  path: '/register/confirm',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/accounts/register-confirm-page.tsx')),
    'RegisterConfirmPage',
  ),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/reset-page.tsx')), 'ResetPage'),
})

const loadLinkPages = () => loadPart(() => import('./rooms/accounts/link-pages.tsx'))

const emailChange = createRoute({
  getParentRoute: () => root,
  path: '/email-change',
  component: lazyRouteComponent(loadLinkPages, 'EmailChangePage'),
})

const emailUndo = createRoute({
  getParentRoute: () => root,
  path: '/email-change/undo',
  component: lazyRouteComponent(loadLinkPages, 'EmailUndoPage'),
})

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(loadLinkPages, 'VerifyPage'),
})

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    search.token === undefined ? {} : { token: String(search.token) },
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/accounts/first-run-page.tsx')), 'FirstRunPage'),
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
  /** Leads straight to a talk: what notices link to. */
  validateSearch: (search: Record<string, unknown>): { comment?: string } =>
    typeof search.comment === 'string' ? { comment: search.comment } : {},
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
  beforeLoad: async ({ context }) => {
    // Until everything is set up the desk opens on what is left to do.
    const setUp = await context.queryClient
      .ensureQueryData({ queryKey: legalKeys.setUp, queryFn: legalApi.setUp })
      .catch(() => undefined)
    const isOpen = setUp?.steps.some(({ done }) => !done) ?? false
    throw redirect({ to: isOpen ? '/desk/set-up' : '/desk/accounts', replace: true })
  },
})

/** What a list at the desk is narrowed by stands in its address, so that going back finds it again. */
const deskListSearch = (
  search: Record<string, unknown>,
): { filter?: string; q?: string; from?: string; to?: string } => {
  const named = ['filter', 'q', 'from', 'to'].filter((name) => typeof search[name] === 'string' && search[name] !== '')
  return Object.fromEntries(named.map((name) => [name, search[name]]))
}

const deskAccounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  validateSearch: deskListSearch,
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/accounts-page.tsx')), 'AccountsPage'),
})

const deskAccount = createRoute({
  getParentRoute: () => desk,
  path: '/accounts/$personId',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/account-page.tsx')), 'AccountPage'),
})

const deskTeams = createRoute({
  getParentRoute: () => desk,
  path: '/teams',
  validateSearch: deskListSearch,
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/teams-page.tsx')), 'TeamsPage'),
})

const deskTeam = createRoute({
  getParentRoute: () => desk,
  path: '/teams/$teamId',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/team-page.tsx')), 'TeamPage'),
})

const deskHolds = createRoute({
  getParentRoute: () => desk,
  path: '/holds',
  validateSearch: deskListSearch,
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/holds-page.tsx')), 'HoldsPage'),
})

const deskApplications = createRoute({
  getParentRoute: () => desk,
  path: '/applications',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/applications-page.tsx')), 'ApplicationsPage'),
})

const deskReports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/moderation/reports-page.tsx')), 'ReportsPage'),
})

const deskStaff = createRoute({
  getParentRoute: () => desk,
  path: '/staff',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/staff/staff-page.tsx')), 'StaffPage'),
})

const deskSupport = createRoute({
  getParentRoute: () => desk,
  path: '/support',
  validateSearch: (search: Record<string, unknown>): { team?: string } =>
    typeof search.team === 'string' ? { team: search.team } : {},
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/desk/staff/support-page.tsx')), 'SupportPage'),
})

const teamSupport = createRoute({
  getParentRoute: () => team,
  path: '/support',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/teams/support/team-support-page.tsx')),
    'TeamSupportPage',
  ),
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

const teamKeys = createRoute({
  getParentRoute: () => team,
  path: '/keys',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/keys/keys-page.tsx')), 'KeysPage'),
})

const teamActivity = createRoute({
  getParentRoute: () => team,
  path: '/activity',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/activity/activity-page.tsx')), 'ActivityPage'),
})

const teamProfile = createRoute({
  getParentRoute: () => team,
  path: '/profile',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/profile-page.tsx')), 'TeamProfilePage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/teams/invitation-page.tsx')), 'InvitationPage'),
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

const accountNotices = createRoute({
  getParentRoute: () => account,
  path: '/notices',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/notices/preferences-page.tsx')),
    'PreferencesPage',
  ),
})

const deskMail = createRoute({
  getParentRoute: () => desk,
  path: '/mail',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/notices/mail-state-page.tsx')), 'MailStatePage'),
})

/** What the demo mailed. Elsewhere the page says that there is no such inbox. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { mail?: string } =>
    typeof search.mail === 'string' ? { mail: search.mail } : {},
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/notices/inbox-page.tsx')), 'InboxPage'),
})

const accountData = createRoute({
  getParentRoute: () => account,
  path: '/data',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/privacy/my-data-page.tsx')), 'MyDataPage'),
})

const teamData = createRoute({
  getParentRoute: () => team,
  path: '/data',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/privacy/team-data-page.tsx')), 'TeamDataPage'),
})

const deskRequests = createRoute({
  getParentRoute: () => desk,
  path: '/requests',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/privacy/requests-page.tsx')), 'RequestsPage'),
})

const deskAudit = createRoute({
  getParentRoute: () => desk,
  path: '/audit',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/privacy/history-page.tsx')), 'HistoryPage'),
})

const undoDeletion = createRoute({
  getParentRoute: () => root,
  path: '/undo-deletion',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/privacy/undo-page.tsx')), 'UndoDeletionPage'),
})

const consents = createRoute({
  getParentRoute: () => account,
  path: '/consents',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/consents-page.tsx')), 'ConsentsPage'),
})

const teamAgreement = createRoute({
  getParentRoute: () => team,
  path: '/agreement',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/agreements/team-agreement-page.tsx')),
    'TeamAgreementPage',
  ),
})

const deskSetUp = createRoute({
  getParentRoute: () => desk,
  path: '/set-up',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/set-up-page.tsx')), 'SetUpPage'),
})

const deskLegal = createRoute({
  getParentRoute: () => desk,
  path: '/legal',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/desk-legal-page.tsx')), 'DeskLegalPage'),
})

const deskVersion = createRoute({
  getParentRoute: () => desk,
  path: '/legal/$versionId',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/version-page.tsx')), 'VersionPage'),
})

const deskAcceptances = createRoute({
  getParentRoute: () => desk,
  path: '/acceptances',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/ledger-page.tsx')), 'LedgerPage'),
})

const deskProcessing = createRoute({
  getParentRoute: () => desk,
  path: '/processing',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/processing-page.tsx')), 'ProcessingPage'),
})

const deskOperator = createRoute({
  getParentRoute: () => desk,
  path: '/operator',
  component: lazyRouteComponent(() => loadPart(() => import('./rooms/legal/operator-page.tsx')), 'OperatorPage'),
})

const deskAgreements = createRoute({
  getParentRoute: () => desk,
  path: '/agreements',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/agreements/desk-agreements-page.tsx')),
    'DeskAgreementsPage',
  ),
})

const deskAgreement = createRoute({
  getParentRoute: () => desk,
  path: '/agreements/$agreementId',
  component: lazyRouteComponent(
    () => loadPart(() => import('./rooms/agreements/desk-agreement-page.tsx')),
    'DeskAgreementPage',
  ),
})

const routeTree = root.addChildren([
  invitation,
  home,
  studioHome,
  signIn,
  register,
  registerConfirm,
  reset,
  emailChange,
  emailUndo,
  verify,
  firstRun,
  inbox,
  undoDeletion,
  desk.addChildren([
    deskHome,
    deskAccounts,
    deskAccount,
    deskTeams,
    deskTeam,
    deskHolds,
    deskApplications,
    deskReports,
    deskMail,
    deskRequests,
    deskAudit,
    deskStaff,
    deskSupport,
    deskSetUp,
    deskLegal,
    deskVersion,
    deskAcceptances,
    deskProcessing,
    deskOperator,
    deskAgreements,
    deskAgreement,
  ]),
  account.addChildren([accountHome, accountData, accountNotices, consents, profile, security, sessions]),
  studio.addChildren([
    studioTeamHome,
    tours,
    tour,
    leads,
    team.addChildren([
      teamHome,
      teamData,
      teamMembers,
      teamProfile,
      teamRoles,
      teamKeys,
      teamActivity,
      teamSupport,
      teamAgreement,
    ]),
  ]),
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
