// The router of the studio: all its addresses in one tree, so that every link in it is checked by the types.
import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { accountBranch } from './routes/account.ts'
import { deskBranch } from './routes/desk.ts'
import { entrance } from './routes/entrance.ts'
import { root } from './routes/root.ts'
import { studioBranch } from './routes/studio.ts'
import { PageError, PagePending } from './ui/page-states.tsx'

const routeTree = root.addChildren([...entrance, deskBranch, accountBranch, studioBranch])

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
