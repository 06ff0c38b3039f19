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
  /** Where it is the end of the service for a team. */
  ending?: { exportUntil: Date; deletedAt: Date } | undefined
}

/** In one language; the statement falls back to a language in which it was written. */
export function sayHold(hold: ToldHold, language: Language, at: Date) {
  const { subjectKind, level, reason, beginsAt, statement, atOnceBecause, ending } = hold
  const end = endOf(hold, language)
  const isAnnounced = beginsAt !== undefined && beginsAt > at
  return {
    meaning: [ending && word(language, 'holds.ends'), word(language, `holds.means.${level}.${subjectKind}`)]
      .filter(Boolean)
      .join(' '),
    reason: word(language, 'holds.because', { reason: word(language, `holds.reason.${reason}`) }),
    atOnce: atOnceBecause && !isAnnounced ? word(language, 'holds.at_once', { reason: atOnceBecause }) : '',
    until: isAnnounced ? `${word(language, 'holds.from', { date: dayIn(beginsAt, language) })} ${end}` : end,
    statement: textIn(statement, language).trim(),
  }
}

function endOf({ until, ending }: ToldHold, language: Language): string {
  if (ending) {
    const exportable = word(language, 'holds.export_until', { date: dayIn(ending.exportUntil, language) })
    return `${exportable} ${word(language, 'holds.deleted_on', { date: dayIn(ending.deletedAt, language) })}`
  }
  return until ? word(language, 'holds.until', { date: dayIn(until, language) }) : word(language, 'holds.open_end')
}

/** By the operator's calendar. Browsers have no Kazakh dates, this runtime has. */
export const dayIn = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Almaty' }).format(at)
