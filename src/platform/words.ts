// The words of the server's own texts: pages, mails, refusals. All fragments of src/words are loaded together, once.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, languages } from '#tour/text.ts'

const folder = join(import.meta.dirname, '../words')

export type Words = Readonly<Record<string, string>>

let loaded: Record<Language, Words> | undefined

/** All texts of a language, by key. */
export function wordsOf(language: Language): Words {
  loaded ??= Object.fromEntries(languages.map((each) => [each, load(each)])) as Record<Language, Words>
  return loaded[language]
}

/** Only the keys that begin with `prefix`: what a page hands to its script. */
export function wordsUnder(prefix: string, language: Language): Words {
  return Object.fromEntries(Object.entries(wordsOf(language)).filter(([key]) => key.startsWith(prefix)))
}

/** The text of a key with its placeholders filled; the key itself where a text is missing, so that a gap is seen. */
export function word(language: Language, key: string, values: Record<string, string | number> = {}): string {
  const text = wordsOf(language)[key]
  if (text === undefined) return key
  return String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values))
}

function load(language: Language): Words {
  const fragments = readdirSync(folder).filter(
    (name) => name === `${language}.json` || name.endsWith(`.${language}.json`),
  )
  const texts: Record<string, string>[] = fragments.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  return Object.freeze(Object.assign({}, ...texts))
}

/** The first language of an Accept-Language header that is one of `offered`. */
export function preferredLanguage(
  header: string | undefined,
  offered: readonly Language[],
  otherwise: Language,
): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
      return { language: tag.split('-')[0], quality: quality ? Number(quality) : 1 }
    })
    .sort((one, other) => other.quality - one.quality)
  return wanted.map((each) => offered.find((language) => language === each.language)).find(Boolean) ?? otherwise
}
