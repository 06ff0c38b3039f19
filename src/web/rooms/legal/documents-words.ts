// Names of documents and of the states of their versions.
import type { Language } from '#tour/text.ts'
import type { WordKey } from '../../lib/words.tsx'
import type { Tone } from '../../ui/pieces.tsx'
import type { LegalKind, VersionCard } from './legal-api.ts'

export const kindWords: Record<LegalKind, WordKey> = {
  terms: 'legal.kind.terms',
  privacy: 'legal.kind.privacy',
  consent: 'legal.kind.consent',
}

export const stateWords: Record<VersionCard['state'], { word: WordKey; tone: Tone }> = {
  draft: { word: 'legal.state.draft', tone: 'quiet' },
  scheduled: { word: 'legal.state.scheduled', tone: 'warn' },
  effective: { word: 'legal.state.effective', tone: 'ok' },
  superseded: { word: 'legal.state.superseded', tone: 'quiet' },
  cancelled: { word: 'legal.state.cancelled', tone: 'quiet' },
}

/** Each language by its own name. */
export const languageNames: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
