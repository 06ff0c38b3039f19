// The words of the house: every key in all three languages with the same placeholders, and every key that the code
// names exists. Fragments src/words/<area>.<language>.json are one catalogue.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'
import { root, type Source } from './sources.ts'

const languages = ['kk', 'ru', 'en'] as const
type Language = (typeof languages)[number]
export type Catalogues = Record<Language, Map<string, string>>

const Fragment = z.record(z.string(), z.string())

export function readCatalogues(): { catalogues: Catalogues; problems: string[] } {
  const catalogues: Catalogues = { kk: new Map(), ru: new Map(), en: new Map() }
  const problems: string[] = []
  const folder = path.join(root, 'src/words')
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.json'))
    .sort()) {
    const language = languages.find((each) => name === `${each}.json` || name.endsWith(`.${each}.json`))
    const read = Fragment.safeParse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
    if (!language || !read.success) {
      problems.push(`src/words/${name}: must be named <area>.kk|ru|en.json and hold flat keys with texts`)
      continue
    }
    for (const [key, text] of Object.entries(read.data)) {
      if (catalogues[language].has(key)) problems.push(`src/words/${name}: ${key} stands in another fragment too`)
      catalogues[language].set(key, text)
    }
  }
  return { catalogues, problems }
}

/** Problems make the check fail; notes are only shown. */
export function checkWords(sources: Source[], catalogues: Catalogues): { problems: string[]; notes: string[] } {
  const code = sources.filter(({ file, isTest }) => file.startsWith('src/') && !isTest)
  const keys = new Set(languages.flatMap((language) => [...catalogues[language].keys()]))
  const problems = [...keys].flatMap((key) => textProblems(key, catalogues))
  for (const { file, key } of code.flatMap(namedKeys)) {
    if (!keys.has(key)) problems.push(`${file}: there is no text for ${key} in src/words`)
  }
  return { problems, notes: unused(code, keys) }
}

function textProblems(key: string, catalogues: Catalogues): string[] {
  const problems: string[] = []
  const shapes = new Map<string, Language>()
  for (const language of languages) {
    const text = catalogues[language].get(key)
    if (text === undefined || text.trim() === '') {
      problems.push(`src/words: ${key} has no text in ${language}`)
      continue
    }
    try {
      shapes.set(
        placeholders(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()).join(', '),
        language,
      )
    } catch (error) {
      problems.push(
        `src/words: ${key} in ${language} is not a valid message: ${error instanceof Error ? error.message : error}`,
      )
    }
  }
  if (shapes.size > 1) {
    const shown = [...shapes].map(([shape, language]) => `${language} {${shape}}`).join(', ')
    problems.push(`src/words: ${key} has different placeholders: ${shown}`)
  }
  return problems
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const literal = 0 // the parser's number for plain text

function placeholders(elements: Element[]): string[] {
  const names = elements.flatMap((element) => {
    if (element.type === literal || !('value' in element)) return []
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => placeholders(value)) : []
    return [element.value, ...inner]
  })
  return [...new Set(names)].sort()
}

/** Keys that the code names in full: refusals everywhere, t('…') where people read. */
function namedKeys({ file, text: withComments }: Source): { file: string; key: string }[] {
  const text = withComments.replace(/^\s*(\/\/|\/?\*).*$/gm, '')
  const refusals = [...text.matchAll(/new Refusal\(\s*'\w+',\s*'([^']+)'/g)]
  const spoken = /^src\/(web|viewer)\//.test(file) ? [...text.matchAll(/\bt\(\s*'([^']+)'/g)] : []
  return [...refusals, ...spoken].flatMap(([, key]) => (key ? [{ file, key }] : []))
}

/** A key counts as used when it, or a beginning of it in front of ${…}, stands anywhere in the code. */
function unused(code: Source[], keys: Set<string>): string[] {
  const whole = new Set<string>()
  const beginnings = new Set<string>()
  for (const { text } of code) {
    for (const [, key] of text.matchAll(/['"`]([\w.-]+)['"`]/g)) if (key) whole.add(key)
    for (const [, start] of text.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g)) if (start) beginnings.add(start)
  }
  const isUsed = (key: string) => whole.has(key) || [...beginnings].some((start) => key.startsWith(start))
  return [...keys].filter((key) => !isUsed(key)).map((key) => `src/words: nothing in the code names ${key}`)
}
