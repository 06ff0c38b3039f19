// What changed between two versions of a text: paragraph by paragraph, and inside a changed paragraph word by word. Pure.
import { diffArrays } from 'diff'
import type { Language } from '#tour/text.ts'
import type { Block, DiffBlock, DiffPart } from './contract.ts'
import { readableLines } from './markdown.ts'

interface Line {
  text: string
  heading: boolean
}

/** Below this share of common words a paragraph was replaced rather than changed: whole texts are easier to read then. */
const leastInCommon = 0.35

export function compareTexts(before: readonly Block[], after: readonly Block[], language: Language): DiffBlock[] {
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  const changes = diffArrays(readableLines(before), readableLines(after), {
    comparator: (one, other) => one.text === other.text,
  })
  const blocks: DiffBlock[] = []
  let removed: Line[] = []
  for (const { value, added, removed: isRemoved } of changes) {
    if (isRemoved) removed = value
    else if (added) {
      blocks.push(...pairs(removed, value, words))
      removed = []
    } else {
      blocks.push(...removed.map((line) => whole(line, 'removed')), ...value.map((line) => whole(line, 'same')))
      removed = []
    }
  }
  return [...blocks, ...removed.map((line) => whole(line, 'removed'))]
}

const whole = ({ text, heading }: Line, kind: DiffPart['kind']): DiffBlock => ({
  ...{ changed: kind !== 'same', heading },
  parts: [{ kind, text }],
})

/** Lines that were taken out beside lines that were put in: each finds the one it resembles most, in order. */
function pairs(removed: readonly Line[], added: readonly Line[], words: Intl.Segmenter): DiffBlock[] {
  const blocks: DiffBlock[] = []
  let next = 0
  for (const line of added) {
    const found = removed.findIndex(
      (old, index) => index >= next && inCommon(old.text, line.text, words) >= leastInCommon,
    )
    const old = found === -1 ? undefined : removed[found]
    if (!old) {
      blocks.push(whole(line, 'added'))
      continue
    }
    blocks.push(...removed.slice(next, found).map((each) => whole(each, 'removed')))
    blocks.push({ changed: true, heading: line.heading, parts: changedWords(old.text, line.text, words) })
    next = found + 1
  }
  return [...blocks, ...removed.slice(next).map((line) => whole(line, 'removed'))]
}

const wordsOf = (text: string, words: Intl.Segmenter) => [...words.segment(text)].map(({ segment }) => segment)

function changedWords(before: string, after: string, words: Intl.Segmenter): DiffPart[] {
  return diffArrays(wordsOf(before, words), wordsOf(after, words)).map(({ value, added, removed }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value.join(''),
  }))
}

/** Share of the longer text's words that both have. */
function inCommon(one: string, other: string, words: Intl.Segmenter): number {
  const real = (text: string) => [...words.segment(text)].filter(({ isWordLike }) => isWordLike)
  const [first, second] = [real(one), real(other)]
  const known = new Set(first.map(({ segment }) => segment.toLowerCase()))
  const shared = second.filter(({ segment }) => known.has(segment.toLowerCase())).length
  return shared / Math.max(1, first.length, second.length)
}
