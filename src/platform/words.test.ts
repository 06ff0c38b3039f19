import { expect, it } from 'vitest'
import { preferredLanguage, word } from './words.ts'

it('takes the reader’s first language that is offered', () => {
  expect(preferredLanguage('de, en;q=0.3, ru;q=0.9', ['kk', 'ru', 'en'], 'kk')).toBe('ru')
  expect(preferredLanguage('kk-KZ', ['kk', 'ru', 'en'], 'en')).toBe('kk')
  expect(preferredLanguage(undefined, ['kk', 'ru'], 'ru')).toBe('ru')
  expect(preferredLanguage('fr', ['kk', 'ru'], 'kk')).toBe('kk')
})

it('fills placeholders and counts as each language does', () => {
  expect(word('ru', 'publishing.still_tiling', { waiting: 3 })).toContain('обрабатываются 3 панорамы')
  expect(word('ru', 'publishing.still_tiling', { waiting: 5 })).toContain('обрабатываются 5 панорам')
  expect(word('kk', 'publishing.still_tiling', { waiting: 5 })).toContain('5 панорама')
})

it('shows the key where a text is missing', () => {
  expect(word('en', 'nobody.wrote_this')).toBe('nobody.wrote_this')
})
