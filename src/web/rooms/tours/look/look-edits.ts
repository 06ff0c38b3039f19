// Changes of a tour's look and of the languages it offers. Pure.
import type { Look, ViewerPart } from '#tour/look.ts'
import type { Language } from '#tour/text.ts'
import type { Tour } from '#tour/tour.ts'
import { languages } from '../../../lib/language.ts'

/** Writes one part of the look; what says nothing is absent. */
export function withLook<Key extends keyof Look>(tour: Tour, key: Key, value: Look[Key]): Tour {
  const { [key]: _before, ...rest } = tour.look
  return { ...tour, look: value === undefined ? rest : { ...rest, [key]: value } }
}

export function withPart(tour: Tour, part: ViewerPart, isShown: boolean): Tour {
  const hidden = (tour.look.hidden ?? []).filter((one) => one !== part)
  const next = isShown ? hidden : [...hidden, part]
  return withLook(tour, 'hidden', next.length > 0 ? next : undefined)
}

/** One language always stays; without the default one, the first that is left takes its place. */
export function withLanguage(tour: Tour, language: Language, isOffered: boolean): Tour {
  const offered = languages.filter((one) => (one === language ? isOffered : tour.languages.includes(one)))
  const [first] = offered
  if (!first) return tour
  const defaultLanguage = offered.includes(tour.defaultLanguage) ? tour.defaultLanguage : first
  return { ...tour, languages: offered, defaultLanguage }
}

/** A colour as somebody typed it: with or without #, three digits or six; undefined when it is none. */
export function parseColour(typed: string): string | undefined {
  const digits = typed.trim().toLowerCase().replace(/^#/, '')
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`
  if (!/^[0-9a-f]{3}$/.test(digits)) return undefined
  return `#${[...digits].map((digit) => digit + digit).join('')}`
}
