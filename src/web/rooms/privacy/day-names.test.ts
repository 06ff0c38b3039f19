import { expect, it } from 'vitest'
import type { Words } from '../../lib/words.tsx'
import { nameOfDay } from './day-names.ts'

/** Says which word it was asked for. */
const t: Words['t'] = (key, values) => [key, ...Object.values(values ?? {})].join(' ')

it('names the days off that come with the house by a word, also where they are moved', () => {
  expect(nameOfDay(t, 'Астана күні')).toBe('my_data.calendar.named.capital')
  expect(nameOfDay(t, 'Жеңіс күні (ауыстырылған)')).toBe('my_data.calendar.moved my_data.calendar.named.victory')
})

it('leaves what the operator wrote as it is', () => {
  expect(nameOfDay(t, 'День города')).toBe('День города')
  expect(nameOfDay(t, 'toString')).toBe('toString')
})
