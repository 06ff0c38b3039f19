// The style of the pages around the tours: a team's page, the page for other sites, the page without a tour. Not the viewer's, so that
// nobody who visits a tour loads it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anyone, type Routes } from '#platform/http.ts'
import type { PublicSite } from '../public-routes.ts'

const style = readFileSync(join(import.meta.dirname, 'page-style.css'))

/** Changes with its content. */
export const pageStylePath = `/pages-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`

export function pageStyleRoute(on: Routes, site: Pick<PublicSite, 'headersOf'>): void {
  on.raw('GET', pageStylePath, {
    who: anyone,
    answer: ({ reply }) =>
      reply.headers(site.headersOf('asset')).header('content-type', 'text/css; charset=utf-8').send(style),
  })
}
