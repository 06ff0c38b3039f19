// Turns a catalogue into sentences: ICU placeholders and plurals, parsed once per sentence.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '#tour/text.ts'
import type { Catalogue } from './catalogue.ts'
import { intlLocale } from './format.ts'

export type WordValues = Record<string, string | number>

export interface Phrases {
  /** The sentence of a key; the key itself when there is none, so that a gap is seen and nothing breaks. */
  say: (key: string, values?: WordValues) => string
  has: (key: string) => boolean
}

export function createPhrases(catalogue: Catalogue, language: Language): Phrases {
  const parsed = new Map<string, IntlMessageFormat>()
  const say = (key: string, values: WordValues = {}) => {
    const pattern = catalogue[key]
    if (pattern === undefined) return key
    if (!pattern.includes('{')) return pattern
    try {
      const known = parsed.get(key)
      const message = known ?? new IntlMessageFormat(pattern, intlLocale(language), undefined, { ignoreTag: true })
      if (!known) parsed.set(key, message)
      return String(message.format(values))
    } catch {
      // A placeholder without a value: the sentence without its braces still says more than nothing.
      return pattern.replace(/\{(\w+)[^{}]*\}/g, (_, name: string) => String(values[name] ?? ''))
    }
  }
  return { say, has: (key) => key in catalogue }
}
