// The words check, each rule with a breach of it.
import { expect, it } from 'vitest'
import { parseSource } from './sources.ts'
import { checkWords } from './words.ts'

type Texts = Record<string, string>

function check(kk: Texts, ru: Texts, en: Texts, code = '', file = 'src/rooms/tours/a.ts') {
  const catalogues = {
    kk: new Map(Object.entries(kk)),
    ru: new Map(Object.entries(ru)),
    en: new Map(Object.entries(en)),
  }
  return checkWords([parseSource(file, code)], catalogues)
}

it('wants every key in all three languages, with a text', () => {
  expect(check({ a: 'ә' }, { a: ' ' }, {}).problems).toEqual([
    'src/words: a has no text in ru',
    'src/words: a has no text in en',
  ])
})

it('wants the same placeholders, whatever the order and the plural forms', () => {
  const same = check(
    { a: '{n, plural, one {# сурет} other {# сурет}} · {name}' },
    { a: '{name}: {n, plural, one {# фото} few {# фото} many {# фото} other {# фото}}' },
    { a: '{name} {n, number}' },
  )
  expect(same.problems).toEqual([])
  expect(check({ a: '{n}' }, { a: '{n}' }, { a: '{name}' }).problems).toEqual([
    expect.stringContaining('different placeholders'),
  ])
})

it('wants valid messages', () => {
  expect(check({ a: '{n' }, { a: 'x' }, { a: 'x' }).problems).toEqual([expect.stringContaining('not a valid message')])
})

it('wants a text for every refusal and for every t()', () => {
  const refusal = `throw new Refusal(\n 'conflict',\n 'tours.taken')`
  expect(check({}, {}, {}, refusal).problems).toEqual([
    'src/rooms/tours/a.ts: there is no text for tours.taken in src/words',
  ])
  const spoken = `t('web.hello')\n// t('web.only_a_comment')`
  expect(check({}, {}, {}, spoken, 'src/web/a.ts').problems).toEqual([expect.stringContaining('web.hello')])
})

it('notes what nobody names', () => {
  const texts = { 'a.one': 'x', 'a.two': 'x', 'b.three': 'x', 'b.four': 'x' }
  const { notes } = check(texts, texts, texts, `const k = 'a.one'; const l = \`b.\${name}\``)
  expect(notes).toEqual(['src/words: nothing in the code names a.two'])
})
