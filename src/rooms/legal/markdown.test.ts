// What documents are written in, what they become, and how two versions are compared.
import { expect, it } from 'vitest'
import { isBinOrIin } from './bin-iin.ts'
import { compareTexts } from './compare.ts'
import { legalKinds } from './contract.ts'
import { startOfDay } from './local-day.ts'
import { parseMarkdown, readableLines } from './markdown.ts'
import { blocksHtml } from './pages/blocks.ts'
import { fillPlaceholders } from './placeholders.ts'
import { processing } from './processing.ts'
import { processingIn } from './processing-table.ts'
import { shippedText } from './shipped-texts.ts'

const languages = ['kk', 'ru', 'en'] as const
const html = (source: string) => blocksHtml(parseMarkdown(source)).text

it('makes headings, paragraphs, lists, tables and links', () => {
  const source =
    '# Title\n\nOne\ntwo **strong** *soft*\n\n- a\n- b\n  more\n\n2. x\n3. y\n\n| A | B |\n|---|---|\n| 1 | [l](/ru/consent) |\n\n---\n'
  expect(parseMarkdown(source).map(({ kind }) => kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'list',
    'table',
    'rule',
  ])
  const page = html(source)
  expect(page).toContain('<p>One two <strong>strong</strong> <em>soft</em></p>')
  expect(page).toContain('<li>b more</li>')
  expect(page).toContain('<ol start="2">')
  expect(page).toContain('<td><a href="/ru/consent">l</a></td>')
})

it.each([
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '[x](/\\evil.example)',
  '[x](data:text/html,1)',
  '[x](//evil.example)',
  '<img src=x onerror=alert(1)>',
  '[" onclick="x](https://example.kz)',
  '# <b>"x',
  '| <i> | b |\n|---|---|\n| "onmouseover= | c |',
])('shows %s as it was written, never as an element or a way elsewhere', (source) => {
  const page = html(source)
  expect(page).not.toMatch(/<(script|img|b|i)\b/)
  expect(page).not.toMatch(/href="(javascript|data|\/[/\\])/)
  expect(page).not.toMatch(/\s(onclick|onerror|onmouseover)="/)
})

it('leaves out the note for the lawyer that begins a shipped draft', () => {
  expect(html('<!-- note\nof two lines -->\n# Title')).toBe('<h1>Title</h1>\n')
})

it('names what changed word by word, in any script, and whole paragraphs where little is left', () => {
  const before = parseMarkdown('# T\n\nШағымға жауап мерзімі 24 сағат.\n\nСтарый абзац целиком.\n\nКонец.')
  const after = parseMarkdown('# T\n\nШағымға жауап мерзімі 12 сағат.\n\nНечто совсем иное здесь.\n\nКонец.')
  const changed = compareTexts(before, after, 'kk').filter((block) => block.changed)
  expect(changed[0]?.parts).toEqual([
    { kind: 'same', text: 'Шағымға жауап мерзімі ' },
    { kind: 'removed', text: '24' },
    { kind: 'added', text: '12' },
    { kind: 'same', text: ' сағат.' },
  ])
  expect(changed.slice(1).map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([['added'], ['removed']])
})

it('finds no change in a text beside itself', () => {
  for (const language of languages) {
    const blocks = parseMarkdown(shippedText('terms', language))
    expect(compareTexts(blocks, blocks, language).some(({ changed }) => changed)).toBe(false)
  }
})

it('the shipped texts say the same in three languages: as many sections, clauses and rows, the same placeholders', () => {
  for (const kind of legalKinds) {
    const shapes = languages.map((language) => {
      const source = shippedText(kind, language)
      const clauses = [...source.matchAll(/^(\d+\.\d+)\. /gm)].map(([, number]) => number)
      const kinds = parseMarkdown(source).map((block) => block.kind)
      const lines = readableLines(parseMarkdown(source)).length
      return {
        clauses,
        kinds,
        lines,
        places: [...new Set(fillPlaceholders(source, undefined, language).unfilled)].sort(),
      }
    })
    expect(shapes[1], kind).toEqual(shapes[0])
    expect(shapes[2], kind).toEqual(shapes[0])
    expect(shapes[0]?.places, kind).toContain('operator.bin_iin')
  }
})

it.each([
  ['990140000017', true],
  ['210340999019', true], // by the second row of weights
  ['990140000018', false],
  ['210340990790', false], // a number that is never issued
  ['99014000001', false],
  ['9901400000170', false],
  ['٩٩٠١٤٠٠٠٠٠١٧', false],
])('the BIN or IIN %s is right: %s', (number, right) => {
  expect(isBinOrIin(number)).toBe(right)
})

it('a day begins at its first moment in Almaty, before and after the clocks of the country were united', () => {
  expect(startOfDay('2026-12-01').toISOString()).toBe('2026-11-30T19:00:00.000Z')
  expect(startOfDay('2023-12-01').toISOString()).toBe('2023-11-30T18:00:00.000Z')
})

it('P-2, P-3: the register of processing names for each purpose whose data, which, on what ground, how long, who gets them and where they go', () => {
  for (const language of languages) {
    const register = processingIn(language)
    expect(register).toHaveLength(processing.length)
    for (const row of register)
      for (const [column, text] of Object.entries(row)) {
        expect(text, `${language} ${row.purpose} ${column}`).not.toBe('')
        expect(text, `${language} ${row.purpose} ${column}`).not.toContain('legal.processing')
      }
  }
})
