// What visitors get: the page, the frame for other sites, the manifest, and the tiles. Everything asks `shown` first; a tour that
// isn't shown answers as if it had never been.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { preferredLanguage } from '#platform/words.ts'
import { type Archives, sendArchiveEntry } from '#rooms/media/media.ts'
import { Language, languages } from '#tour/text.ts'
import { absentPage } from './pages/absent-page.ts'
import { tourPage, type ViewerAssets } from './pages/tour-page.ts'
import type { Shown, ShownTour } from './shown.ts'

export interface PublicSite {
  shown: Shown
  archives: Archives
  assets: ViewerAssets
  /** PUBLIC_URL's origin; without one, links are made for the host that was asked. */
  origin: string | undefined
  setHeaders: (reply: FastifyReply, kind: 'page' | 'embed' | 'api') => FastifyReply
}

// A slug that can't exist is answered like one that doesn't, so any text is let in here.
const PagePath = z.object({ slug: z.string() })
const PageQuery = z.object({ lang: Language.optional().catch(undefined) })

export function publicRoutes(on: Routes, site: PublicSite): void {
  for (const kind of ['page', 'embed'] as const)
    on.raw('GET', kind === 'page' ? '/t/:slug' : '/embed/:slug', {
      who: anyone,
      params: PagePath,
      query: PageQuery,
      answer: async ({ params, query, request, reply }) => {
        const tour = await site.shown.bySlug(params.slug)
        const offered = tour?.manifest.languages ?? languages
        const otherwise = tour?.manifest.defaultLanguage ?? 'ru'
        const language = query.lang ?? preferredLanguage(request.headers['accept-language'], offered, otherwise)
        site
          .setHeaders(reply, kind)
          .header('content-type', 'text/html; charset=utf-8')
          .header('vary', 'accept-language')
        if (!tour) return reply.code(404).send(absentPage(language, site.assets.style))
        const page = rendered(tour, kind, language, site, `${request.protocol}://${request.headers.host}`)
        if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
        return reply.header('etag', page.etag).send(page.bytes)
      },
    })

  on.raw('GET', '/api/public/tours/:slug', {
    who: anyone,
    params: PagePath,
    answer: async ({ params, request, reply }) => {
      const tour = await site.shown.bySlug(params.slug)
      site
        .setHeaders(reply, 'api')
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'public, no-cache')
      if (!tour) throw new Refusal('not_found', 'http.not_found')
      const etag = `"${tour.sha256}"`
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply
        .header('etag', etag)
        .header('content-type', 'application/json; charset=utf-8')
        .send(tour.manifestText)
    },
  })

  on.bytes('/tiles/:tourId/:archive/*', anyone, (request, reply) => {
    const { tourId = '', archive = '', '*': name = '' } = request.params as Record<string, string>
    const tour = site.shown.atHand(tourId)
    return tour ? answerTile(tour, archive, name, site, reply) : later(tourId, archive, name, site, reply)
  })
}

async function later(tourId: string, archive: string, name: string, site: PublicSite, reply: FastifyReply) {
  const tour = isUuid(tourId) ? await site.shown.byTour(tourId) : undefined
  if (!tour) throw new Refusal('not_found', 'http.not_found')
  return answerTile(tour, archive, name, site, reply)
}

/** The visitor's right to these bytes: the tour is shown, and the archive is one of its own. */
const answerTile = (tour: ShownTour, archive: string, name: string, site: PublicSite, reply: FastifyReply) =>
  sendArchiveEntry(site.archives, { teamId: tour.teamId, allowed: tour.archives }, archive, name, reply, 'public')

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

interface Rendered {
  bytes: Buffer
  etag: string
}

const renderedPages = new WeakMap<ShownTour, Map<string, Rendered>>()

/** Pages are kept as long as what they show: an entry of `shown` is dropped at every change. */
function rendered(
  tour: ShownTour,
  kind: 'page' | 'embed',
  language: Language,
  site: PublicSite,
  asked: string,
): Rendered {
  const pages = renderedPages.get(tour) ?? new Map<string, Rendered>()
  renderedPages.set(tour, pages)
  const origin = site.origin ?? asked
  const key = `${kind} ${language} ${origin}`
  const known = pages.get(key)
  if (known) return known
  const page: Rendered = {
    bytes: Buffer.from(tourPage(tour, language, { origin, assets: site.assets, kind })),
    etag: `"${tour.sha256.slice(0, 32)}-${kind}-${language}"`,
  }
  if (pages.size < pagesPerTour) pages.set(key, page)
  return page
}

/** Two kinds in three languages; more only while a demo is asked by several names of loopback. */
const pagesPerTour = 24
