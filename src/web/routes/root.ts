// What all addresses of the studio stand on: their root, who may pass, and pages that are loaded when they are first visited.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { api, keys, type Me } from '../lib/api.ts'
import { ApiError } from '../lib/http.ts'
import { loadPart } from '../lib/late.ts'
import { MissingPage, PageError } from '../ui/page-states.tsx'

interface Context {
  queryClient: QueryClient
}

export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: PageError,
})

/** A page by the name under which its file exports it. */
export const page = <Part extends Record<string, unknown>, Name extends keyof Part>(
  load: () => Promise<Part>,
  name: Name,
) => lazyRouteComponent(() => loadPart(load), name)

const meOptions = { queryKey: keys.me, queryFn: api.me, staleTime: 60_000 }

/** Who is signed in; otherwise on to the sign-in page, which leads back. */
export async function requireMe({ queryClient }: Context, back: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meOptions)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: '/sign-in', search: back === '/' ? {} : { back } })
    throw error
  }
}
