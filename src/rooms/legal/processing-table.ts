// The register of processing in a language: for the desk's page and for spreadsheets.
import { csvHead, csvRows } from '#platform/csv.ts'
import { word } from '#platform/words.ts'
import type { Language } from '#tour/text.ts'
import type { ProcessingPurpose } from './contract.ts'
import { type Processing, processing } from './processing.ts'

const columns = ['purpose', 'subjects', 'data', 'basis', 'term', 'thirdParties', 'crossBorder', 'published'] as const

export function processingIn(language: Language): ProcessingPurpose[] {
  const say = (key: string) => word(language, `legal.processing.${key}`)
  const all = (prefix: string, codes: readonly string[]) => codes.map((code) => say(`${prefix}.${code}`)).join(', ')
  const yes = (value: boolean) => say(value ? 'yes' : 'no')
  return processing.map((each: Processing) => ({
    purpose: say(`purpose.${each.purpose}`),
    subjects: all('subject', each.subjects),
    data: all('data', each.data),
    basis: say(`basis.${each.basis}`),
    term: say(`term.${each.term}`),
    thirdParties: all('recipient', each.recipients),
    crossBorder: yes(each.crossBorder),
    published: yes(each.published),
  }))
}

export const processingCsv = (language: Language): string =>
  csvHead(columns.map((name) => word(language, `legal.processing.column.${name}`))) +
  csvRows(processingIn(language).map((row) => columns.map((name) => row[name])))
