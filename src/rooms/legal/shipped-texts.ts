// The texts that come with the software: drafts for the operator's lawyer, one file per document and language. Read when a first draft is
// made; what is in force comes from the database alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#tour/text.ts'
import type { LegalKind } from './contract.ts'

export const shippedText = (kind: LegalKind, language: Language): string =>
  readFileSync(join(import.meta.dirname, 'texts', `${kind}.${language}.md`), 'utf8')
