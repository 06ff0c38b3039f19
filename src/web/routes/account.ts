// The addresses of a person's own account.
import { createRoute, redirect } from '@tanstack/react-router'
import { page, requireMe, root } from './root.ts'

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  beforeLoad: ({ context, location }) => requireMe(context, location.href).then(() => undefined),
  component: page(() => import('../rooms/accounts/account-shell.tsx'), 'AccountShell'),
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
  component: page(() => import('../rooms/accounts/profile-page.tsx'), 'ProfilePage'),
})

const security = createRoute({
  getParentRoute: () => account,
  path: '/security',
  component: page(() => import('../rooms/accounts/security-page.tsx'), 'SecurityPage'),
})

const sessions = createRoute({
  getParentRoute: () => account,
  path: '/sessions',
  component: page(() => import('../rooms/accounts/sessions-page.tsx'), 'SessionsPage'),
})

const accountNotices = createRoute({
  getParentRoute: () => account,
  path: '/notices',
  component: page(() => import('../rooms/notices/preferences-page.tsx'), 'PreferencesPage'),
})

const accountData = createRoute({
  getParentRoute: () => account,
  path: '/data',
  component: page(() => import('../rooms/privacy/my-data-page.tsx'), 'MyDataPage'),
})

const consents = createRoute({
  getParentRoute: () => account,
  path: '/consents',
  component: page(() => import('../rooms/legal/consents-page.tsx'), 'ConsentsPage'),
})

export const accountBranch = account.addChildren([
  accountHome,
  profile,
  security,
  sessions,
  accountNotices,
  accountData,
  consents,
])
