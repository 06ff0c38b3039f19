// Text in lines that fit, for pictures of text. Pure.

/** Breaks at spaces and line ends; a word that is wider than a line is cut. Empty lines stay where they divide paragraphs. */
export function linesOf(text: string, widthPx: number, measure: (text: string) => number): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        const longer = line ? `${line} ${word}` : word
        if (measure(longer) <= widthPx) {
          line = longer
          continue
        }
        if (line) lines.push(line)
        const pieces = cut(word, widthPx, measure)
        lines.push(...pieces.slice(0, -1))
        line = pieces.at(-1) ?? ''
      }
      return [...lines, line]
    })
}

/** At most so many lines; the last one says when there were more. */
export function fewLines(lines: string[], most: number): string[] {
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').replace(/[\s.,;:]+$/, '')}…`]
}

/** So many lines to a page; no page begins with an empty line. */
export function pagesOf(lines: string[], mostLines: number): string[][] {
  const pages: string[][] = []
  for (const line of lines) {
    const page = pages.at(-1)
    if (!page || page.length === mostLines) {
      if (line || pages.length === 0) pages.push([line])
    } else page.push(line)
  }
  return pages
}

function cut(word: string, widthPx: number, measure: (text: string) => number): string[] {
  if (measure(word) <= widthPx) return [word]
  const letters = [...word]
  let count = 1
  while (count < letters.length && measure(letters.slice(0, count + 1).join('')) <= widthPx) count++
  if (count === letters.length) return [word]
  return [letters.slice(0, count).join(''), ...cut(letters.slice(count).join(''), widthPx, measure)]
}
