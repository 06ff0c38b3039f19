// What the people concerned read of a hold: the same sentences on the page, in the notice, in the mail and in the preview that the staff
// see before they place it. Pure.
import { word } from '#platform/words.ts'
import type { HoldLevel, HoldReason, HoldSubjectKind } from '#rooms/holds/contract.ts'
import { textIn } from '#tour/fallback.ts'
import type { Language, Text } from '#tour/text.ts'

export interface ToldHold {
  subjectKind: HoldSubjectKind
  level: HoldLevel
  reason: HoldReason
  statement: Text
  beginsAt?: Date | undefined
  /** Why nobody was told beforehand; empty where its reason says so by itself. */
  atOnceBecause?: string | undefined
  until: Date | null
}

/** In one language; the statement falls back to a language in which it was written. */
export function sayHold(hold: ToldHold, language: Language, at: Date) {
  const { subjectKind, level, reason, beginsAt, until, statement, atOnceBecause } = hold
  const end = until ? word(language, 'holds.until', { date: dayIn(until, language) }) : word(language, 'holds.open_end')
  const isAnnounced = beginsAt !== undefined && beginsAt > at
  return {
    meaning: word(language, `holds.means.${level}.${subjectKind}`),
    reason: word(language, 'holds.because', { reason: word(language, `holds.reason.${reason}`) }),
    atOnce: atOnceBecause && !isAnnounced ? word(language, 'holds.at_once', { reason: atOnceBecause }) : '',
    until: isAnnounced ? `${word(language, 'holds.from', { date: dayIn(beginsAt, language) })} ${end}` : end,
    statement: textIn(statement, language).trim(),
  }
}

/** By the operator's calendar. Browsers have no Kazakh dates, this runtime has. */
export const dayIn = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Almaty' }).format(at)
