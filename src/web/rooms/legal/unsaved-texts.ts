// What was written in a draft's languages and not saved yet. It outlives a look at another language, another page and a reload, in
// this tab only.
import { useRef, useState } from 'react'
import type { Language } from '#tour/text.ts'
import type { VersionDetail } from './legal-api.ts'

export interface Written {
  source: string
  summary: string
}

type Unsaved = Partial<Record<Language, Written | undefined>>

export function useUnsavedTexts({ id, texts }: VersionDetail) {
  const place = (language: Language) => `panoqor.legal.${id}.${language}`
  const [unsaved, setUnsaved] = useState<Unsaved>(() =>
    Object.fromEntries(texts.map(({ language }) => [language, read(place(language))])),
  )
  const unsavedNow = useRef(unsaved)
  unsavedNow.current = unsaved
  const keep = (language: Language, written: Written | undefined) => {
    setUnsaved((before) => ({ ...before, [language]: written }))
    try {
      if (written) sessionStorage.setItem(place(language), JSON.stringify(written))
      else sessionStorage.removeItem(place(language))
    } catch {
      // Without a store it is kept for as long as the page is open.
    }
  }
  /** What was typed while it was being saved stays unsaved. */
  const saved = (language: Language, sent: Written) => {
    const now = unsavedNow.current[language]
    if (now?.source === sent.source && now.summary === sent.summary) keep(language, undefined)
  }
  const languages = texts.map(({ language }) => language).filter((language) => unsaved[language])
  return { unsaved, languages, keep, saved }
}

function read(place: string): Written | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return isWritten(kept) ? { source: kept.source, summary: kept.summary } : undefined
  } catch {
    return undefined
  }
}

const isWritten = (kept: unknown): kept is Written =>
  typeof kept === 'object' &&
  kept !== null &&
  'source' in kept &&
  'summary' in kept &&
  typeof kept.source === 'string' &&
  typeof kept.summary === 'string'
