// A document's blocks on screen, and a comparison of two versions. Every word is text: nothing a document holds can become an element.
import { useWords } from '../../lib/words.tsx'
import type { Block, DiffBlock, Span } from './legal-api.ts'
import classes from './legal-blocks.module.css'

export function LegalBlocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className={classes.text}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is shown as a whole, its blocks have no names
        <BlockView key={index} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === 'rule') return <hr />
  if (block.kind === 'paragraph')
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    )
  if (block.kind === 'heading') return <HeadingView level={block.level} spans={block.spans} />
  if (block.kind === 'list') return <ListView block={block} />
  return <TableView block={block} />
}

function HeadingView({ level, spans }: { level: number; spans: readonly Span[] }) {
  const words = <Spans spans={spans} />
  if (level === 1) return <h2 className={classes.title}>{words}</h2>
  return level === 2 ? <h3>{words}</h3> : <h4>{words}</h4>
}

function ListView({ block }: { block: Extract<Block, { kind: 'list' }> }) {
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <li key={index}>
      <Spans spans={item} />
    </li>
  ))
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
}

function TableView({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on narrow screens, so the keyboard must reach it
    <section tabIndex={0} className={classes.table} aria-label={nameOf(block.head)}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <th key={index} scope="col">
                <Spans spans={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>
                  <Spans spans={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const nameOf = (head: readonly (readonly Span[])[]) =>
  head.map((cell) => cell.map(({ text }) => text).join('')).join(', ')

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: as above
    if (span.kind === 'strong') return <strong key={index}>{span.text}</strong>
    if (span.kind === 'emphasis') return <em key={index}>{span.text}</em>
    if (span.kind === 'link')
      return (
        <a key={index} href={span.url} target="_blank" rel="noopener">
          {span.text}
        </a>
      )
    return <span key={index}>{span.text}</span>
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  })
}

/** What changed, line by line; lines that are alike are only counted. */
export function Changes({ blocks }: { blocks: readonly DiffBlock[] }) {
  const { t } = useWords()
  const alike = blocks.filter(({ changed }) => !changed).length
  return (
    <div className={classes.text}>
      {blocks
        .filter(({ changed }) => changed)
        .map(({ parts }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <p key={index}>
            {parts.map(({ kind, text }, part) => {
              // biome-ignore-start lint/suspicious/noArrayIndexKey: as above
              if (kind === 'added') return <ins key={part}>{text}</ins>
              if (kind === 'removed') return <del key={part}>{text}</del>
              return <span key={part}>{text}</span>
              // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
            })}
          </p>
        ))}
      <p className={classes.alike}>{t('legal.page.unchanged', { count: alike })}</p>
    </div>
  )
}
