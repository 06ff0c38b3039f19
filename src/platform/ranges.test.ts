import { expect, it } from 'vitest'
import { rangeOf } from './ranges.ts'

it.each([
  [undefined, undefined],
  ['bytes=0-0', { start: 0, length: 1 }],
  ['bytes=2-', { start: 2, length: 8 }],
  ['bytes=2-99', { start: 2, length: 8 }],
  ['bytes=-3', { start: 7, length: 3 }],
  ['bytes=-99', { start: 0, length: 10 }],
  ['bytes=9-9', { start: 9, length: 1 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=10-12', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,4-5', undefined],
  ['bytes=a-b', undefined],
  ['items=0-1', undefined],
  ['bytes=0-99999999999999999999', undefined],
])('of ten bytes, %s means %o', (header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected)
})

it('of nothing, no range can be had', () => {
  expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable')
})
