// P-5: the deadline of an incident is one business day, by the calendar of Kazakhstan.
import { expect, it } from 'vitest'
import { addBusinessDays, localDay } from './business-days.ts'

const ordinary = new Map<string, boolean>()
const at = (text: string) => new Date(`${text}+05:00`)

it.each([
  ['Friday 17:00 → Monday 17:00', '2026-11-20T17:00', '2026-11-23T17:00', ordinary],
  ['Monday → Tuesday', '2026-11-23T09:30', '2026-11-24T09:30', ordinary],
  ['Saturday → Monday', '2026-11-21T12:00', '2026-11-23T12:00', ordinary],
  ['before a day off', '2026-12-15T17:00', '2026-12-17T17:00', new Map([['2026-12-16', false]])],
  ['before a Saturday that is worked', '2026-12-18T17:00', '2026-12-19T17:00', new Map([['2026-12-19', true]])],
  [
    'over Nauryz',
    '2026-03-20T17:00',
    '2026-03-26T17:00',
    new Map([
      ['2026-03-23', false],
      ['2026-03-24', false],
      ['2026-03-25', false],
    ]),
  ],
])('P-5: %s', (_name, from, to, calendar) => {
  expect(addBusinessDays(at(from), 1, calendar)).toEqual(at(to))
})

it('counts three business days', () => {
  expect(addBusinessDays(at('2026-11-19T10:00'), 3, ordinary)).toEqual(at('2026-11-24T10:00'))
})

it('changes the day at midnight in Astana, not in Greenwich', () => {
  expect(localDay(new Date('2026-11-20T18:59:00Z'))).toBe('2026-11-20')
  expect(localDay(new Date('2026-11-20T19:00:00Z'))).toBe('2026-11-21')
})
