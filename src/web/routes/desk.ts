// The addresses of the operator's desk.
import { createRoute, redirect } from '@tanstack/react-router'
import { ApiError } from '../lib/http.ts'
import { legalApi, legalKeys } from '../rooms/legal/legal-api.ts'
import { page, requireMe, root } from './root.ts'

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context, location.href)
    if (!me.operator) throw new ApiError(404, 'web.error.no_such_page')
    return { me }
  },
  component: page(() => import('../rooms/desk/desk-shell.tsx'), 'DeskShell'),
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
  component: page(() => import('../rooms/desk/accounts-page.tsx'), 'AccountsPage'),
})

const deskAccount = createRoute({
  getParentRoute: () => desk,
  path: '/accounts/$personId',
  component: page(() => import('../rooms/desk/account-page.tsx'), 'AccountPage'),
})

const deskTeams = createRoute({
  getParentRoute: () => desk,
  path: '/teams',
  validateSearch: deskListSearch,
  component: page(() => import('../rooms/desk/teams-page.tsx'), 'TeamsPage'),
})

const deskTeam = createRoute({
  getParentRoute: () => desk,
  path: '/teams/$teamId',
  component: page(() => import('../rooms/desk/team-page.tsx'), 'TeamPage'),
})

const deskHolds = createRoute({
  getParentRoute: () => desk,
  path: '/holds',
  validateSearch: deskListSearch,
  component: page(() => import('../rooms/desk/holds-page.tsx'), 'HoldsPage'),
})

const deskApplications = createRoute({
  getParentRoute: () => desk,
  path: '/applications',
  component: page(() => import('../rooms/desk/applications-page.tsx'), 'ApplicationsPage'),
})

const deskReports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  component: page(() => import('../rooms/moderation/reports-page.tsx'), 'ReportsPage'),
})

const deskStaff = createRoute({
  getParentRoute: () => desk,
  path: '/staff',
  component: page(() => import('../rooms/desk/staff/staff-page.tsx'), 'StaffPage'),
})

const deskSupport = createRoute({
  getParentRoute: () => desk,
  path: '/support',
  validateSearch: (search: Record<string, unknown>): { team?: string } =>
    typeof search.team === 'string' ? { team: search.team } : {},
  component: page(() => import('../rooms/desk/staff/support-page.tsx'), 'SupportPage'),
})

const deskMail = createRoute({
  getParentRoute: () => desk,
  path: '/mail',
  component: page(() => import('../rooms/notices/mail-state-page.tsx'), 'MailStatePage'),
})

const deskRequests = createRoute({
  getParentRoute: () => desk,
  path: '/requests',
  component: page(() => import('../rooms/privacy/requests-page.tsx'), 'RequestsPage'),
})

const deskAudit = createRoute({
  getParentRoute: () => desk,
  path: '/audit',
  component: page(() => import('../rooms/privacy/history-page.tsx'), 'HistoryPage'),
})

const deskSetUp = createRoute({
  getParentRoute: () => desk,
  path: '/set-up',
  component: page(() => import('../rooms/legal/set-up-page.tsx'), 'SetUpPage'),
})

const deskLegal = createRoute({
  getParentRoute: () => desk,
  path: '/legal',
  component: page(() => import('../rooms/legal/desk-legal-page.tsx'), 'DeskLegalPage'),
})

const deskVersion = createRoute({
  getParentRoute: () => desk,
  path: '/legal/$versionId',
  component: page(() => import('../rooms/legal/version-page.tsx'), 'VersionPage'),
})

const deskAcceptances = createRoute({
  getParentRoute: () => desk,
  path: '/acceptances',
  component: page(() => import('../rooms/legal/ledger-page.tsx'), 'LedgerPage'),
})

const deskProcessing = createRoute({
  getParentRoute: () => desk,
  path: '/processing',
  component: page(() => import('../rooms/legal/processing-page.tsx'), 'ProcessingPage'),
})

const deskOperator = createRoute({
  getParentRoute: () => desk,
  path: '/operator',
  component: page(() => import('../rooms/legal/operator-page.tsx'), 'OperatorPage'),
})

const deskAgreements = createRoute({
  getParentRoute: () => desk,
  path: '/agreements',
  component: page(() => import('../rooms/agreements/desk-agreements-page.tsx'), 'DeskAgreementsPage'),
})

const deskAgreement = createRoute({
  getParentRoute: () => desk,
  path: '/agreements/$agreementId',
  component: page(() => import('../rooms/agreements/desk-agreement-page.tsx'), 'DeskAgreementPage'),
})

export const deskBranch = desk.addChildren([
  deskHome,
  deskAccounts,
  deskAccount,
  deskTeams,
  deskTeam,
  deskHolds,
  deskApplications,
  deskReports,
  deskStaff,
  deskSupport,
  deskMail,
  deskRequests,
  deskAudit,
  deskSetUp,
  deskLegal,
  deskVersion,
  deskAcceptances,
  deskProcessing,
  deskOperator,
  deskAgreements,
  deskAgreement,
])
