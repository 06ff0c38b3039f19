// What helps other sites to show a tour: the page that explains how, and oEmbed.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { preferredLanguage } from '#platform/words.ts'
import { textIn } from '#tour/fallback.ts'
import { Language, languages } from '#tour/text.ts'
import { oEmbed, slugInAddress } from './oembed.ts'
import { embeddingPage } from './pages/embedding-page.ts'
import { pageStylePath } from './pages/page-style.ts'
import type { PublicSite } from './public-routes.ts'
import { refuseAbsent } from './shown.ts'

const DocsQuery = z.object({
  lang: Language.optional().catch(undefined),
  tour: z.string().max(120).catch('').default('demo'),
})
const Pixels = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined)
const OEmbedQuery = z.object({
  url: z.string().max(4000),
  maxwidth: Pixels,
  maxheight: Pixels,
  format: z.string().max(20).optional(),
})

export function embeddingRoutes(on: Routes, site: PublicSite): void {
  on.raw('GET', '/docs/embedding', {
    who: anyone,
    query: DocsQuery,
    answer: async ({ query, request, reply }) => {
      const tour = await site.shown.bySlug(query.tour)
      const language = query.lang ?? preferredLanguage(request.headers['accept-language'], languages, 'ru')
      const origin = site.origin ?? `${request.protocol}://${request.headers.host}`
      const settings = { origin, style: pageStylePath, script: site.examples, slug: tour?.slug, asked: query.tour }
      const page = embeddingPage(language, settings)
      const headers = { ...site.headersOf('docs'), vary: 'accept-language' }
      return reply.headers(headers).header('content-type', 'text/html; charset=utf-8').send(page)
    },
  })

  on.raw('GET', '/api/oembed', {
    who: anyone,
    query: OEmbedQuery,
    answer: async ({ query, request, reply }) => {
      const origin = site.origin ?? `${request.protocol}://${request.headers.host}`
      const slug = slugInAddress(query.url, origin)
      const tour = slug === undefined ? undefined : await site.shown.bySlug(slug)
      if (!tour) throw refuseAbsent(slug === undefined ? 'absent' : site.shown.absenceOf(slug))
      const headers = { ...site.headersOf('manifest'), 'content-type': 'application/json; charset=utf-8' }
      // The format that the standard also knows, and that nobody has asked for in years.
      if (query.format === 'xml') return reply.code(501).headers(headers).send({ code: 'publishing.oembed_json_only' })
      const { languages: offered, defaultLanguage, title } = tour.manifest
      const address = new URL(query.url)
      const wished = Language.safeParse(address.searchParams.get('lang')).data
      const language = wished ?? preferredLanguage(request.headers['accept-language'], offered, defaultLanguage)
      return reply.headers(headers).send(oEmbed(tour, textIn(title, language), address, query))
    },
  })
}
