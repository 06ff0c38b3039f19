// The small part of Markdown that documents are written in: headings, paragraphs, lists, tables, rules, strong and emphasised words, links.
// Pure. The result is data, never HTML: whatever else stands in a text, tags too, is shown as it was written.
import type { Block, Span } from './contract.ts'

const heading = /^(#{1,4}) +(.+)$/
const listItem = /^(?:[-*]|(\d{1,3})\.) +(.*)$/
const tableRow = /^\|.*\|$/
const tableRule = /^\|[\s|:-]+\|$/
const comment = /^\s*<!--[\s\S]*?-->\s*/

/** Without the note for the operator's lawyer that begins a shipped draft. */
export const withoutNote = (source: string): string => source.replace(comment, '')

export function parseMarkdown(source: string): Block[] {
  const lines = withoutNote(source).replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  const anchors = new Set<string>()
  for (let index = 0; index < lines.length; ) {
    const { block, next } = blockAt(lines, index)
    if (block?.kind === 'heading') block.anchor = freeAnchor(block.anchor, anchors)
    if (block) blocks.push(block)
    index = next
  }
  return blocks
}

interface Found {
  block?: Block
  next: number
}

function blockAt(lines: readonly string[], start: number): Found {
  const line = (lines[start] ?? '').trim()
  if (line === '') return { next: start + 1 }
  const [, marks, title] = heading.exec(line) ?? []
  if (marks && title) return { block: headingBlock(marks.length, title), next: start + 1 }
  if (/^-{3,}$/.test(line)) return { block: { kind: 'rule' }, next: start + 1 }
  if (tableRow.test(line) && tableRule.test((lines[start + 1] ?? '').trim())) return tableAt(lines, start)
  if (listItem.test(line)) return listAt(lines, start)
  let next = start + 1
  while (next < lines.length && !beginsBlock(lines[next] ?? '')) next++
  return { block: { kind: 'paragraph', spans: parseSpans(joined(lines.slice(start, next))) }, next }
}

const beginsBlock = (line: string) => {
  const text = line.trim()
  return text === '' || heading.test(text) || listItem.test(text) || tableRow.test(text) || /^-{3,}$/.test(text)
}

const joined = (lines: readonly string[]) => lines.map((line) => line.trim()).join(' ')

const headingBlock = (level: number, title: string): Block => ({
  ...{ kind: 'heading' as const, level, spans: parseSpans(title) },
  anchor: /^(\d+(?:\.\d+)*)\.? /.exec(title)?.[1]?.replaceAll('.', '-') ?? slugOf(title),
})

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

function freeAnchor(wanted: string, taken: Set<string>): string {
  let anchor = wanted
  for (let number = 2; taken.has(anchor); number++) anchor = `${wanted}-${number}`
  taken.add(anchor)
  return anchor
}

function listAt(lines: readonly string[], start: number): Found {
  const [, first] = listItem.exec((lines[start] ?? '').trim()) ?? []
  const ordered = first !== undefined
  const items: string[] = []
  let next = start
  for (; next < lines.length; next++) {
    const line = lines[next] ?? ''
    const [, number, text] = listItem.exec(line.trim()) ?? []
    if (text !== undefined && (number !== undefined) === ordered) items.push(text)
    else if (/^\s+\S/.test(line) && text === undefined) items.push(`${items.pop() ?? ''} ${line.trim()}`)
    else break
  }
  return { block: { kind: 'list', ordered, start: Number(first ?? 1), items: items.map(parseSpans) }, next }
}

function tableAt(lines: readonly string[], start: number): Found {
  let next = start + 2
  while (tableRow.test((lines[next] ?? '').trim())) next++
  const rows = [...lines.slice(start, start + 1), ...lines.slice(start + 2, next)].map((line) =>
    line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => parseSpans(cell.trim())),
  )
  const [head = [], ...body] = rows
  return { block: { kind: 'table', head, rows: body }, next }
}

const span = /\*\*(.+?)\*\*|\*([^\s*](?:[^*]*[^\s*])?)\*|\[([^\]]+)\]\(([^)\s]+)\)/g
/** Browsers read a backslash as a slash: behind the first one it would begin another site's address. */
const safeUrl = /^(https:\/\/|mailto:|\/(?![/\\])|#)/

function parseSpans(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(span)) {
    const [whole, strong, emphasis, label, url] = match
    const found = spanOf({ strong, emphasis, label, url })
    if (!found) continue
    if (match.index > end) spans.push({ kind: 'text', text: text.slice(end, match.index) })
    spans.push(found)
    end = match.index + whole.length
  }
  if (end < text.length) spans.push({ kind: 'text', text: text.slice(end) })
  return spans
}

/** A link to anything but a page, a mail address or a place in this text stays the text that it is. */
function spanOf(match: Record<'strong' | 'emphasis' | 'label' | 'url', string | undefined>): Span | undefined {
  if (match.strong) return { kind: 'strong', text: match.strong }
  if (match.emphasis) return { kind: 'emphasis', text: match.emphasis }
  if (match.label && match.url && safeUrl.test(match.url)) return { kind: 'link', text: match.label, url: match.url }
  return undefined
}

const spansText = (spans: readonly Span[]) => spans.map(({ text }) => text).join('')

/** The lines of a text as a reader sees them, one per paragraph, list item or row: what versions are compared by. */
export function readableLines(blocks: readonly Block[]): { text: string; heading: boolean }[] {
  return blocks.flatMap((block) => plainLines(block).map((text) => ({ text, heading: block.kind === 'heading' })))
}

function plainLines(block: Block): string[] {
  if (block.kind === 'paragraph' || block.kind === 'heading') return [spansText(block.spans)]
  if (block.kind === 'list')
    return block.items.map((item, index) => `${block.ordered ? `${block.start + index}.` : '•'} ${spansText(item)}`)
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.map(spansText).join(' · '))
  return []
}
