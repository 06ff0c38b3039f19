// The addresses and the codes by which a published tour is passed on; docs/embedding.md describes what they hold. Pure.
import type { ViewerPart } from '#tour/look.ts'
import type { Language } from '#tour/text.ts'
import { formatPlace, type Place } from '#viewer/deep-link.ts'

export interface Passing {
  url: string
  embedUrl: string
  title: string
  /** Without one the tour speaks as the visitor's browser does. */
  language?: Language
  /** Where it opens; absent = where the tour begins. */
  place?: Place
  /** Parts that this page leaves out. */
  hidden: readonly ViewerPart[]
  /** Degrees per second, 0 to stand still; absent = as the tour says. */
  turnsDegreesPerSecond?: number
  heightPx: number
}

export function shareLink({ url, language, place }: Pick<Passing, 'url' | 'language' | 'place'>): string {
  const address = new URL(url)
  if (language) address.searchParams.set('lang', language)
  address.hash = place ? formatPlace(place) : ''
  return address.href
}

/** The permissions are what the viewer needs for full screen, turning the phone, VR and sharing. */
export function frameCode(passing: Passing): string {
  const { embedUrl, title, language, place, hidden, turnsDegreesPerSecond, heightPx } = passing
  const source = new URL(embedUrl)
  if (language) source.searchParams.set('lang', language)
  if (turnsDegreesPerSecond !== undefined) source.searchParams.set('rotate', String(turnsDegreesPerSecond))
  // Commas stay readable: they separate, they need no escape.
  if (hidden.length > 0) source.search = [source.search.slice(1), `hide=${hidden.join(',')}`].filter(Boolean).join('&')
  source.hash = place ? formatPlace(place) : ''
  return tag('iframe', [
    ['src', source.href],
    ['title', title],
    ['width', '100%'],
    ['height', String(heightPx)],
    ['style', 'border:0'],
    ['loading', 'lazy'],
    ['allow', 'fullscreen; gyroscope; accelerometer; xr-spatial-tracking; clipboard-write; web-share'],
  ])
}

/** The element of the tour's own script, which such a page loads once. */
export function elementCode(passing: Passing): string {
  const { url, language, place, hidden, turnsDegreesPerSecond, heightPx } = passing
  const source = new URL(url)
  source.hash = place ? formatPlace(place) : ''
  const script = new URL('/embed.js', url)
  const element = tag('panoqor-tour', [
    ['src', source.href],
    ...(language ? [['lang', language] as const] : []),
    ...(hidden.length > 0 ? [['hide', hidden.join(',')] as const] : []),
    ...(turnsDegreesPerSecond === undefined ? [] : [['rotate', String(turnsDegreesPerSecond)] as const]),
    ['style', `height:${heightPx}px`],
  ])
  return `<script src="${escaped(script.href)}" async></script>\n${element}`
}

function tag(name: string, attributes: readonly (readonly [name: string, value: string])[]): string {
  return `<${name} ${attributes.map(([key, value]) => `${key}="${escaped(value)}"`).join(' ')}></${name}>`
}

const escaped = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
