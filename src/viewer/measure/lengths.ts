// How a measured length is said: with no more digits than are known. Pure.
import { numberIn, thinSpace } from '#tour/numbers.ts'
import type { Language } from '#tour/text.ts'

export interface About {
  /** "≈ 2,4 м". */
  text: string
  /** The same without the sign, for sentences. */
  length: string
  error: string
}

/** Up to this error centimetres are worth a digit: they are off by a few. */
const fineMetres = 0.1

export function aboutMetres(
  language: Language,
  { lengthMetres, errorMetres }: { lengthMetres: number; errorMetres: number },
): About {
  const digits = errorMetres < fineMetres ? 2 : 1
  const unit = language === 'en' ? 'm' : 'м'
  const length = `${numberIn(language, lengthMetres, { least: digits, most: digits })}${thinSpace}${unit}`
  // Never smaller than it is.
  const error = `${numberIn(language, Math.ceil(errorMetres * 100) / 100, { least: 2, most: 2 })}${thinSpace}${unit}`
  return { text: `≈${thinSpace}${length}`, length, error }
}
