// The short way for visitors: tiles, pages and manifests that are at hand are written before the web framework wakes up. Whatever is
// not at hand, not plain, or not ours goes the long way (public-routes.ts), which asks the same questions and fills what is kept here.
import type { IncomingMessage } from 'node:http'
import { isPlainGet, type PackableResponse, type Packed } from '#platform/packed.ts'
import { entryAtHand } from '#rooms/media/media.ts'
import type { PublicSite } from './public-routes.ts'

/** True when the request was answered. */
export type QuickAnswers = (request: IncomingMessage, response: PackableResponse) => boolean

const tiles = '/tiles/'
const tourIdLength = 36
const archiveAt = tiles.length + tourIdLength + 1
const slugAt = [
  ['/t/', 3],
  ['/embed/', 7],
  ['/api/public/tours/', 18],
] as const

export function createQuickAnswers(site: PublicSite): QuickAnswers {
  function find(request: IncomingMessage, url: string): Packed | undefined {
    if (url.startsWith(tiles)) {
      const tour = site.shown.atHand(url.slice(tiles.length, tiles.length + tourIdLength))
      return tour && entryAtHand(site.archives, tour.grant, url.slice(archiveAt))
    }
    const page = slugAt.find(([prefix]) => url.startsWith(prefix))
    if (!page) return undefined
    const end = url.indexOf('?')
    const slug = url.slice(page[1], end < 0 ? undefined : end)
    return site.shown.slugAtHand(slug)?.answers.get(questionOf(request))
  }

  return (request, response) => {
    if (!isPlainGet(request) || !site.isOurHost(request.headers.host)) return false
    const packed = find(request, request.url ?? '')
    if (packed) response.sendPacked(packed)
    return packed !== undefined
  }
}

/** All that the answer depends on, besides what is shown. */
export function questionOf({ url, headers }: IncomingMessage): string {
  return `${url}\n${headers.host}\n${headers['x-forwarded-proto'] ?? ''}\n${headers['accept-language'] ?? ''}\n${headers['accept-encoding'] ?? ''}`
}
