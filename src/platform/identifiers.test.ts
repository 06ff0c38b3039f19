import { expect, it } from 'vitest'
import { bicOf, compact, ibanCheckDigits, isBic, isIban, isKbe } from './identifiers.ts'

// Printed on public invoice samples of four banks; 999 is no bank's code.
const accounts = [
  'KZ81722S000001159377',
  'KZ698562203124676325',
  'KZ356017121000001925',
  'KZ72998LTB0001497589',
  'KZ12999A000000000201',
]

it.each(accounts)('knows %s as an account', (iban) => {
  expect(isIban(iban)).toBe(true)
  expect(ibanCheckDigits('KZ', iban.slice(4))).toBe(iban.slice(2, 4))
})

it('finds every single wrong character and every swap of neighbours', () => {
  for (const iban of accounts)
    for (let at = 2; at < iban.length; at++) {
      const other = iban[at] === '7' ? '4' : '7'
      expect(isIban(iban.slice(0, at) + other + iban.slice(at + 1)), `${iban} ${at}`).toBe(false)
      const [left, right] = [iban[at], iban[at + 1]]
      if (right === undefined || left === right) continue
      expect(isIban(iban.slice(0, at) + right + left + iban.slice(at + 2)), `${iban} ${at}`).toBe(false)
    }
})

it('takes only accounts in Kazakhstan, of the right length', () => {
  for (const text of [
    '',
    'KZ',
    'DE89370400440532013000',
    'KZ12999A00000000020',
    'KZ12999A0000000002011',
    'kz12999a000000000201',
  ])
    expect(isIban(text), text).toBe(false)
  expect(isIban(compact(' kz12 999a 0000 0000 0201 '))).toBe(true)
})

it('cuts the branch off a BIC', () => {
  expect(bicOf('caspkzka')).toBe('CASPKZKA')
  expect(bicOf('HSBKKZKXXXX')).toBe('HSBKKZKX')
  expect(isBic('HSBKKZKX')).toBe(true)
  for (const text of ['HSBKKZK', 'HSBKKZKX1', 'HSBK-ZKX']) expect(isBic(text), text).toBe(false)
})

it('knows a KBe by residency and sector', () => {
  for (const text of ['17', '19', '18', '29']) expect(isKbe(text)).toBe(true)
  for (const text of ['10', '37', '1', '177', '']) expect(isKbe(text)).toBe(false)
})
