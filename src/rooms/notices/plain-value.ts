// What strangers and members wrote, made fit for a mail: one line, no hidden direction, and nothing that a mail program would turn
// into a link. Mails hold our links and no others.

const longest = 1000

/** Control characters, line breaks of every kind, and marks that turn the direction of writing. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** Mail programs find links by a scheme, by a dot before letters and by an at sign. A word joiner there is not seen and ends the search. */
const joiner = '\u2060'
const scheme = /(\p{L}[\p{L}\p{N}+.-]*):(?=\S)/gu
const dotBeforeLetters = /([.\u3002\uff0e\uff61])(?=\p{L})/gu

export function plainValue(value: string | number): string | number {
  if (typeof value === 'number') return value
  return clip(value.toWellFormed().replace(unfit, ' ').trim(), longest)
    .replace(scheme, `$1:${joiner}`)
    .replace(/\/(?=\/)/g, `/${joiner}`)
    .replace(dotBeforeLetters, `$1${joiner}`)
    .replace(/@/g, `@${joiner}`)
}

/** For the subject: shown, never searched for links, so that it may read as it was written. */
export const plainLine = (text: string): string => clip(text.toWellFormed().replace(unfit, ' ').trim(), 200)

function clip(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
