// Which language the studio speaks on this device: the person's choice, else the browser's, else Kazakh.
import type { Language } from '#tour/text.ts'

/** Kazakh first: the order of every switch and tab. */
export const languages: readonly Language[] = ['kk', 'ru', 'en']

const storageKey = 'panoqor.language'

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

export function preferredLanguage(browserLanguages: readonly string[], stored: string | null): Language {
  if (isLanguage(stored)) return stored
  return browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'kk'
}

export const storedLanguage = () => localStorage.getItem(storageKey)
export const storeLanguage = (language: Language) => localStorage.setItem(storageKey, language)
