// Days in the calendar by which the operator lives: documents come into force at the first moment of one. Pure.
import type { Language } from '#tour/text.ts'

const zone = 'Asia/Almaty'

/** The first moment of a day (YYYY-MM-DD) there, as an instant. */
export function startOfDay(day: string): Date {
  const guess = new Date(`${day}T00:00:00Z`)
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(guess)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? []
  const offsetMinutes = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return new Date(guess.getTime() - offsetMinutes * 60_000)
}

/** The day (YYYY-MM-DD) that an instant falls on there. */
export const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

const locales: Record<Language, string> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' }

/** "2026 ж. 22 қараша", "22 ноября 2026 г.", "22 November 2026": by the clock there, for what is printed. */
export const dayIn = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  )
