// A document's blocks as HTML. Every word goes through `html`, which escapes it; nothing a text holds can become an element. Pure.
import { type Html, html } from '#platform/html.ts'
import type { Block, DiffBlock, Span } from '../contract.ts'

export const blocksHtml = (blocks: readonly Block[]): Html => html`${blocks.map(blockHtml)}`

function blockHtml(block: Block): Html {
  if (block.kind === 'rule') return html`<hr>`
  if (block.kind === 'paragraph') return html`<p>${block.spans.map(spanHtml)}</p>\n`
  if (block.kind === 'heading') return headingHtml(block)
  if (block.kind === 'list') return listHtml(block)
  return html`<div class="table" role="region" tabindex="0" aria-label="${plain(block.head)}"><table>
<thead><tr>${block.head.map((cell) => html`<th scope="col">${cell.map(spanHtml)}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell.map(spanHtml)}</td>`)}</tr>`)}</tbody>
</table></div>\n`
}

const plain = (cells: readonly Span[][]) => cells.map((cell) => cell.map(({ text }) => text).join('')).join(', ')

function headingHtml({ level, anchor, spans }: Extract<Block, { kind: 'heading' }>): Html {
  const words = spans.map(spanHtml)
  if (level === 1) return html`<h1>${words}</h1>\n`
  if (level === 2) return html`<h2 id="${anchor}"><a class="anchor" href="#${anchor}">${words}</a></h2>\n`
  return html`<h3 id="${anchor}">${words}</h3>\n`
}

function listHtml({ ordered, start, items }: Extract<Block, { kind: 'list' }>): Html {
  const list = items.map((item) => html`<li>${item.map(spanHtml)}</li>`)
  return ordered ? html`<ol start="${start}">${list}</ol>\n` : html`<ul>${list}</ul>\n`
}

function spanHtml(span: Span): Html {
  if (span.kind === 'strong') return html`<strong>${span.text}</strong>`
  if (span.kind === 'emphasis') return html`<em>${span.text}</em>`
  if (span.kind === 'link') return html`<a href="${span.url}">${span.text}</a>`
  return html`${span.text}`
}

/** How many unchanged lines stay around a change, so that one sees where it stands. */
const around = 1

/** What changed, with a little of what didn't; the rest is left out. */
export function diffHtml(blocks: readonly DiffBlock[], skipped: (count: number) => string): Html {
  const isNear = (index: number) =>
    blocks.slice(Math.max(0, index - around), index + around + 1).some((each) => each.changed)
  const parts: Html[] = []
  let left = 0
  const flush = () => {
    if (left > 0) parts.push(html`<p class="skipped">${skipped(left)}</p>\n`)
    left = 0
  }
  for (const [index, block] of blocks.entries()) {
    if (!isNear(index) && !block.heading) {
      left++
      continue
    }
    if (block.heading && !block.changed && !isNear(index) && !changedBelow(blocks, index)) {
      left++
      continue
    }
    flush()
    const words = block.parts.map(({ kind, text }) =>
      kind === 'added' ? html`<ins>${text}</ins>` : kind === 'removed' ? html`<del>${text}</del>` : html`${text}`,
    )
    parts.push(block.heading ? html`<h2>${words}</h2>\n` : html`<p>${words}</p>\n`)
  }
  flush()
  return html`${parts}`
}

/** Whether something changed in the section that this heading begins. */
function changedBelow(blocks: readonly DiffBlock[], heading: number): boolean {
  for (const block of blocks.slice(heading + 1)) {
    if (block.heading) return false
    if (block.changed) return true
  }
  return false
}
