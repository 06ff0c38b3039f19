// Numbers, sizes, dates and spans of time as people read them. Kazakh names are ours, because browsers have no Kazakh data.
import type { Language } from '#tour/text.ts'

const months: Record<Language, readonly string[]> = {
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}
const today: Record<Language, string> = { kk: 'бүгін', ru: 'сегодня', en: 'today' }
const yesterday: Record<Language, string> = { kk: 'кеше', ru: 'вчера', en: 'yesterday' }
const sizeUnits: Record<Language, readonly string[]> = {
  kk: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  en: ['B', 'KB', 'MB', 'GB', 'TB'],
}

/** The locale whose Intl data serves a language: Kazakh writes numbers as Russian does. */
export const intlLocale = (language: Language) => (language === 'en' ? 'en' : 'ru')

/** "today, 14:05", "yesterday, 09:30", "22 November", "3 May 2025". */
export function formatDate(at: Date, language: Language, now: Date): string {
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}`
  const daysAgo = dayNumber(now) - dayNumber(at)
  if (daysAgo === 0) return `${today[language]}, ${time}`
  if (daysAgo === 1) return `${yesterday[language]}, ${time}`
  const day = `${at.getDate()} ${months[language][at.getMonth()]}`
  if (at.getFullYear() === now.getFullYear()) return day
  if (language === 'kk') return `${at.getFullYear()} ж. ${day}`
  return `${day} ${at.getFullYear()}`
}

/** "today", "yesterday", "22 November", "3 May 2025": the day alone. */
export function formatDay(at: Date, language: Language, now: Date): string {
  const [day = ''] = formatDate(at, language, now).split(', ')
  return day.charAt(0).toUpperCase() + day.slice(1)
}

/** "14:05" */
export const formatTime = (at: Date) => `${pad(at.getHours())}:${pad(at.getMinutes())}`

/** "22 November, 14:05": stays true tomorrow, for what is written down. */
export function formatMoment(at: Date, language: Language): string {
  return `${at.getDate()} ${months[language][at.getMonth()]}, ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** Decimal units, as disks and browsers count: 12.4 MB. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const digits = step === 0 || value >= 100 ? 0 : 1
  const number = new Intl.NumberFormat(intlLocale(language), { maximumFractionDigits: digits }).format(value)
  return `${number} ${sizeUnits[language][step]}`
}

export const formatNumber = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(intlLocale(language), { maximumFractionDigits: digits }).format(value)

export const formatPercent = (fraction: number, language: Language) =>
  language === 'en' ? `${Math.round(fraction * 100)}%` : `${Math.round(fraction * 100)} %`

const pad = (value: number) => String(value).padStart(2, '0')
const dayNumber = (at: Date) => Math.floor(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000)
