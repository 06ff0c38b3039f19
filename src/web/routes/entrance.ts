// The addresses in front of the doors: coming in, the links of mails, and where somebody who is in goes on to.
import { createRoute, redirect } from '@tanstack/react-router'
import { innerPath } from '../lib/inner-path.ts'
import { lastTeam } from '../lib/last-team.ts'
import { page, requireMe, root } from './root.ts'

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await requireMe(context, '/')
    const team = lastTeam(me.teams)
    if (team) throw redirect({ to: '/studio/$teamId/tours', params: { teamId: team.id }, replace: true })
    if (me.operator) throw redirect({ to: '/desk', replace: true })
  },
  component: page(() => import('../rooms/accounts/no-team-page.tsx'), 'NoTeamPage'),
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
  component: page(() => import('../rooms/accounts/sign-in-page.tsx'), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: page(() => import('../rooms/accounts/register-page.tsx'), 'RegisterPage'),
})

const registerConfirm = createRoute({
  getParentRoute: () => root,
  path: '/register/confirm',
  component: page(() => import('../rooms/accounts/register-confirm-page.tsx'), 'RegisterConfirmPage'),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: page(() => import('../rooms/accounts/reset-page.tsx'), 'ResetPage'),
})

const loadLinkPages = () => import('../rooms/accounts/link-pages.tsx')

const emailChange = createRoute({
  getParentRoute: () => root,
  path: '/email-change',
  component: page(loadLinkPages, 'EmailChangePage'),
})

const emailUndo = createRoute({
  getParentRoute: () => root,
  path: '/email-change/undo',
  component: page(loadLinkPages, 'EmailUndoPage'),
})

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: page(loadLinkPages, 'VerifyPage'),
})

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    search.token === undefined ? {} : { token: String(search.token) },
  component: page(() => import('../rooms/accounts/first-run-page.tsx'), 'FirstRunPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: page(() => import('../rooms/teams/invitation-page.tsx'), 'InvitationPage'),
})

/** What the demo mailed. Elsewhere the page says that there is no such inbox. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { mail?: string } =>
    typeof search.mail === 'string' ? { mail: search.mail } : {},
  component: page(() => import('../rooms/notices/inbox-page.tsx'), 'InboxPage'),
})

const undoDeletion = createRoute({
  getParentRoute: () => root,
  path: '/undo-deletion',
  component: page(() => import('../rooms/privacy/undo-page.tsx'), 'UndoDeletionPage'),
})

export const entrance = [
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
  invitation,
  inbox,
  undoDeletion,
] as const
