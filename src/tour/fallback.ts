// Which language a reader gets when a text is not written in theirs. No dependency: the public viewer ships this file.
import type { Language, Text } from './text.ts'

const chains: Record<Language, readonly Language[]> = {
  kk: ['kk', 'ru', 'en'],
  ru: ['ru', 'kk', 'en'],
  en: ['en', 'ru', 'kk'],
}

/** The text in `language`, else in the first language of its chain that has one, else ''. */
export function textIn(text: Text | undefined, language: Language): string {
  if (!text) return ''
  for (const candidate of chains[language]) {
    const found = text[candidate]?.trim()
    if (found) return found
  }
  return ''
}
