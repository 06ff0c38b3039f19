// What surrounds every page: theme, words, data cache, router, messages.
import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiError, isTemporary } from './lib/http.ts'
import { WordsProvider } from './lib/words.tsx'
import { Proving } from './rooms/accounts/proving.tsx'
import { createStudioRouter } from './router.tsx'
import { theme } from './ui/theme.ts'
import { Toasts } from './ui/toasts.tsx'

const queryClient = new QueryClient({
  // A session that ended while the page was open: sign in again and come back here.
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ApiError && error.status === 401) || location.pathname === '/sign-in') return
      void router.navigate({ to: '/sign-in', search: { back: location.pathname } })
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && isTemporary(error), networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
const router = createStudioRouter(queryClient)

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <WordsProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Proving />
          <Toasts />
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  )
}
