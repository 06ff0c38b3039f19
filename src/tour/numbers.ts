// Numbers as each language writes them, made by hand: browsers disagree about Kazakh, and the text of a page must equal the
// viewer's. Pure; the viewer ships this file.
import type { Language } from './text.ts'

/** Narrow and unbreakable: between the thousands, and before a unit. */
export const thinSpace = '\u202f'

/** At least and at most so many digits after the decimal sign. */
export function numberIn(language: Language, value: number, digits: { least?: number; most?: number } = {}): string {
  const { least = 0, most = Math.max(least, 2) } = digits
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(most).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thinSpace)
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '')
  const sign = value < 0 && Number(value.toFixed(most)) !== 0 ? '−' : ''
  return sign + grouped + (kept && (language === 'en' ? '.' : ',') + kept)
}

/** "45 000 000 ₸"; tiyns only where there are any. */
export function moneyIn(language: Language, tiyn: number): string {
  const digits = tiyn % 100 === 0 ? { most: 0 } : { least: 2 }
  return `${numberIn(language, tiyn / 100, digits)}${thinSpace}₸`
}

/** "84,7 м²". */
export const areaIn = (language: Language, squareMetres: number) =>
  `${numberIn(language, squareMetres)}${thinSpace}${language === 'en' ? 'm²' : 'м²'}`

/** "2,40 м": always two digits, as on a drawing. */
export const lengthIn = (language: Language, metres: number) =>
  `${numberIn(language, metres, { least: 2 })}${thinSpace}${language === 'en' ? 'm' : 'м'}`
