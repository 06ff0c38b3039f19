// What visitors get: the page, the frame for other sites, the manifest, tiles and attachments. Everything asks `shown` first; a tour that
// isn't shown answers as if it had never been. Answers that will be asked for again are kept for quick-answers.ts.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { pack } from '#platform/packed.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { preferredLanguage } from '#platform/words.ts'
import { type Archives, sendArchiveEntry, sendAttachmentFile } from '#rooms/media/media.ts'
import { Language, languages } from '#tour/text.ts'
import { type Content, compressed, encodingFor } from './content.ts'
import { absentPage } from './pages/absent-page.ts'
import { pageStylePath } from './pages/page-style.ts'
import { tourPage, type ViewerAssets } from './pages/tour-page.ts'
import { questionOf } from './quick-answers.ts'
import { absenceStatus, refuseAbsent, type Shown, type ShownTour } from './shown.ts'

export interface PublicSite {
  shown: Shown
  archives: Archives
  storage: Storage
  assets: ViewerAssets
  /** PUBLIC_URL's origin; without one, links are made for the host that was asked. */
  origin: string | undefined
  /** URL of the script of the page that shows how to embed. */
  examples: string
  headersOf: (kind: 'page' | 'embed' | 'docs' | 'manifest' | 'asset') => Record<string, string>
  isOurHost: (host: string | undefined) => boolean
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
        const headers = {
          ...site.headersOf(kind),
          'content-type': 'text/html; charset=utf-8',
          vary: 'accept-language, accept-encoding',
        }
        if (!tour) {
          const why = site.shown.absenceOf(params.slug)
          const page = absentPage(language, pageStylePath, why)
          return reply.code(absenceStatus[why]).headers(headers).send(page)
        }
        const origin = site.origin ?? `${request.protocol}://${request.headers.host}`
        const content = await keep(tour, `${kind} ${language} ${origin}`, () =>
          tourPage(tour, language, { origin, assets: site.assets, kind }),
        )
        return answer(tour, content, headers, request, reply)
      },
    })

  on.raw('GET', '/api/public/tours/:slug', {
    who: anyone,
    params: PagePath,
    answer: async ({ params, request, reply }) => {
      const tour = await site.shown.bySlug(params.slug)
      if (!tour) throw refuseAbsent(site.shown.absenceOf(params.slug))
      const headers = {
        ...site.headersOf('manifest'),
        'content-type': 'application/json; charset=utf-8',
        vary: 'accept-encoding',
      }
      const content = await keep(tour, 'manifest', () => tour.manifestText)
      return answer(tour, content, headers, request, reply)
    },
  })

  on.bytes('/tiles/:tourId/:archive/*', anyone, async (request, reply) => {
    const { tourId = '', archive = '', '*': name = '' } = request.params as Record<string, string>
    const tour = isUuid(tourId) ? await site.shown.byTour(tourId) : undefined
    if (!tour) throw refuseAbsent(site.shown.absenceOf(tourId))
    return sendArchiveEntry(site.archives, tour.grant, { archive, name }, reply, 'public')
  })

  on.bytes('/attachments/:tourId/:attachmentId/:name', anyone, async (request, reply) => {
    const { tourId = '', attachmentId = '', name = '' } = request.params as Record<string, string>
    const tour = isUuid(tourId) ? await site.shown.byTour(tourId) : undefined
    if (!tour) throw refuseAbsent(site.shown.absenceOf(tourId))
    return sendAttachmentFile(site.storage, tour.grant, { attachmentId, name }, request, reply, 'public')
  })
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Rendered and compressed once; kept as long as what it shows, because `shown` drops its entry at every change. */
async function keep(tour: ShownTour, name: string, make: () => string): Promise<Content> {
  const known = tour.contents.get(name)
  if (known) return known
  const content = await compressed(make())
  if (tour.contents.size < contentsPerTour) tour.contents.set(name, content)
  return content
}

/** Two kinds of page in three languages, and the manifest; more only while a demo is asked by several names of loopback. */
const contentsPerTour = 24
/** What differs in a question: host, address, languages and encodings. */
const quickAnswersPerTour = 64

function answer(
  tour: ShownTour,
  content: Content,
  given: Record<string, string>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const headers = { ...given, etag: content.etag }
  if (isKnown(request.headers['if-none-match'], content.etag)) return reply.code(304).headers(headers).send()
  const encoding = encodingFor(request.headers['accept-encoding'])
  const all = encoding === 'identity' ? headers : { ...headers, 'content-encoding': encoding }
  const body = content[encoding]
  if (tour.answers.size < quickAnswersPerTour) tour.answers.set(questionOf(request.raw), pack(all, body))
  return reply.headers(all).send(body)
}

/** RFC 9110: a list of tags, compared weakly, or `*`. */
const isKnown = (asked: string | undefined, etag: string) =>
  asked?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag) ?? false
