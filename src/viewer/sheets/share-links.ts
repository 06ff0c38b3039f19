// The addresses and codes by which a tour is passed on. Pure; docs/embedding.md describes the codes.
import type { Language } from '#tour/text.ts'
import { formatPlace, type Place } from '../deep-link.ts'
import type { Site } from '../settings.ts'

export interface Shared {
  site: Site
  language: Language
  title: string
  /** Where it opens; absent = where the tour begins. */
  place?: Place
}

export function linkOf({ site, language, place }: Shared): string {
  const url = new URL(site.url)
  url.searchParams.set('lang', language)
  url.hash = place ? formatPlace(place) : ''
  return url.href
}

export function frameCode({ site, language, title, place }: Shared): string {
  const url = new URL(`/embed/${encodeURIComponent(site.slug)}?lang=${language}`, site.url)
  url.hash = place ? formatPlace(place) : ''
  const allow = 'fullscreen; gyroscope; accelerometer; xr-spatial-tracking; clipboard-write; web-share'
  return `<iframe src="${escaped(url.href)}" title="${escaped(title)}" width="100%" height="520" style="border:0" allow="${allow}" allowfullscreen loading="lazy"></iframe>`
}

export function elementCode({ site, language, place }: Shared): string {
  const src = new URL(site.url)
  src.hash = place ? formatPlace(place) : ''
  const script = new URL('/embed.js', site.url)
  return `<script src="${escaped(script.href)}" async></script>\n<panoqor-tour src="${escaped(src.href)}" lang="${language}" style="height:520px"></panoqor-tour>`
}

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&"<>]/g, (character) => entities[character] ?? character)
