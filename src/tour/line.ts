// One line of text that stands beside others' words: names of people, teams and keys. Pure. What no reader sees, or what turns the
// writing around it, does not stay in it, so that no name can pass for another one or for none.
import { z } from 'zod'

/** Tabs, line breaks and other control characters. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** All invisible marks but the two joiners that letters and emoji are written with; and letters that are only blanks. */
const unseen = /[\u061c\u115f\u1160\u2800\u3164\uffa0]|(?![\u200c\u200d])\p{Cf}/gu
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

export function plainLine(text: string): string {
  const line = text.normalize('NFC').replace(breaks, ' ').replace(unseen, '').replace(/\s+/gu, ' ').trim()
  return visible.test(line) ? line : ''
}

/** `least` 0: it may be left empty. */
export const Line = (most: number, least = 1) => z.string().transform(plainLine).pipe(z.string().min(least).max(most))
