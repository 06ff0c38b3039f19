// The words of the studio in the person's language: `const { t } = useWords()`, `t('web.tours.title')`.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { textIn } from '#tour/fallback.ts'
import type { Language, Text } from '#tour/text.ts'
import type auditWords from '#words/audit.en.json'
import type collaborationWords from '#words/collaboration.en.json'
import type deskWords from '#words/desk.en.json'
import type endingWords from '#words/endings.en.json'
import type legalWords from '#words/legal.en.json'
import type modelWords from '#words/models.en.json'
import type myDataWords from '#words/my-data.en.json'
import type noticeWords from '#words/notices.en.json'
import type registrationWords from '#words/registration.en.json'
import type securityWords from '#words/security.en.json'
import type teamWords from '#words/teams.en.json'
import type factWords from '#words/viewer-hotspots.en.json'
import type english from '#words/web.en.json'
import type hotspotWords from '#words/web-hotspots.en.json'
import type leadWords from '#words/web-leads.en.json'
import type tourWords from '#words/web-tour.en.json'
import { type Catalogue, loadCatalogue } from './catalogue.ts'
import { formatBytes, formatDate, formatDay, formatMoment, formatTime } from './format.ts'
import { ApiError } from './http.ts'
import { preferredLanguage, storedLanguage, storeLanguage } from './language.ts'
import { createPhrases, type Phrases, type WordValues } from './message.ts'

export type WordKey =
  | keyof typeof auditWords
  | keyof typeof collaborationWords
  | keyof typeof deskWords
  | keyof typeof endingWords
  | keyof typeof english
  | keyof typeof factWords
  | keyof typeof hotspotWords
  | keyof typeof leadWords
  | keyof typeof legalWords
  | keyof typeof modelWords
  | keyof typeof myDataWords
  | keyof typeof noticeWords
  | keyof typeof registrationWords
  | keyof typeof securityWords
  | keyof typeof teamWords
  | keyof typeof tourWords

export interface Words {
  language: Language
  setLanguage: (language: Language) => void
  t: (key: WordKey, values?: WordValues) => string
  /** The sentence of a refusal's code, from whichever room it comes. */
  refusal: (code: string, details?: Record<string, unknown>) => string
  error: (error: unknown) => string
  /** A text of a tour in this language, along the fallback chain. */
  text: (text: Text | undefined) => string
  bytes: (bytes: number) => string
  date: (iso: string) => string
  /** The day alone, and the time of day alone. */
  day: (iso: string) => string
  time: (iso: string) => string
  /** Whether there are words for a key that is put together. */
  has: (key: string) => boolean
  /** The time now, for a name that must stay true tomorrow. */
  moment: () => string
}

const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('useWords outside WordsProvider')
  return words
}

export function WordsProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(() => preferredLanguage(navigator.languages, storedLanguage()))
  const [loaded, setLoaded] = useState<{ language: Language; catalogue: Catalogue }>()

  useEffect(() => {
    let current = true
    loadCatalogue(wanted).then(
      (catalogue) => {
        if (current) setLoaded({ language: wanted, catalogue })
      },
      // Without a connection the page goes on in the language that is here.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [wanted])

  const setLanguage = useCallback((language: Language) => {
    storeLanguage(language)
    setWanted(language)
  }, [])

  const words = useMemo(() => {
    if (!loaded) return undefined
    document.documentElement.lang = loaded.language
    return createWords(loaded.language, createPhrases(loaded.catalogue, loaded.language), setLanguage)
  }, [loaded, setLanguage])

  return words ? <WordsContext value={words}>{children}</WordsContext> : null
}

function createWords(language: Language, phrases: Phrases, setLanguage: (language: Language) => void): Words {
  const refusal = (code: string, details: Record<string, unknown> = {}) => {
    const values: WordValues = {}
    for (const [name, value] of Object.entries(details)) {
      if (typeof value === 'string' || typeof value === 'number') values[name] = value
      if (name.endsWith('Bytes') && typeof value === 'number') values[name] = formatBytes(value, language)
    }
    return phrases.has(code) ? phrases.say(code, values) : phrases.say('web.error.unknown', { code })
  }
  return {
    language,
    setLanguage,
    t: (key, values) => phrases.say(key, values),
    refusal,
    error: (error) => (error instanceof ApiError ? refusal(error.code, error.details) : phrases.say('web.error.page')),
    text: (text) => textIn(text, language),
    bytes: (bytes) => formatBytes(bytes, language),
    date: (iso) => formatDate(new Date(iso), language, new Date()),
    day: (iso) => formatDay(new Date(iso), language, new Date()),
    time: (iso) => formatTime(new Date(iso)),
    has: phrases.has,
    moment: () => formatMoment(new Date(), language),
  }
}
