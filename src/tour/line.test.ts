// Names that can't be seen, or that turn the words around them.
import { expect, it } from 'vitest'
import { Line, plainLine } from './line.ts'

it('keeps names as people write them', () => {
  for (const name of [
    'Айгерім Сейітқызы',
    'Әли Ұлы',
    "Jean-Luc O'Neill",
    'ТОО «Нұрлы үй» №1',
    '山田太郎',
    '👨‍👩‍👧 Отбасы',
  ])
    expect(plainLine(name)).toBe(name)
})

it('takes out what no reader sees and what turns the writing', () => {
  expect(plainLine('\u202Eрекнаб\u202C Айгерім\u200b\u00ad\u2066')).toBe('рекнаб Айгерім')
  expect(plainLine('Нұрлы\r\nүй\t №1')).toBe('Нұрлы үй №1')
  expect(plainLine('A\u{E0041}\u{E0042}B')).toBe('AB')
})

it('takes nothing that only looks empty for a name', () => {
  for (const name of [
    '',
    ' ',
    '\u200b',
    '\u200d',
    '\u2060\ufeff',
    '\u3164',
    '\u2800',
    '\u115f\u1160',
    '\u0301',
    '\u202e',
  ])
    expect(Line(120).safeParse(name).success, JSON.stringify(name)).toBe(false)
  expect(Line(120, 0).parse('\u200b')).toBe('')
  expect(Line(3).safeParse('аб\u200bв').data).toBe('абв')
  expect(Line(3).safeParse('абвг').success).toBe(false)
})
