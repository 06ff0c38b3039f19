import { expect, it } from 'vitest'
import { Slug } from './contract.ts'
import { slugFrom } from './slug.ts'

it.each([
  ['Кең бөлмелі пәтер', 'kk', 'ken-bolmeli-pater'],
  ['Қонақ үй «Ғимарат»', 'kk', 'qonaq-ui-gimarat'],
  ['Квартира у Есиля, 64 м²', 'ru', 'kvartira-u-esilya-64-m2'],
  ['Ёлка и объём', 'ru', 'yolka-i-obyom'],
  ['Flat by the Esil!', 'en', 'flat-by-the-esil'],
  ['漢字', 'en', 'tour'],
  ['A', 'en', 'tour-a'],
] as const)('makes of %s (%s) the address %s', (title, language, slug) => {
  expect(slugFrom(title, language)).toBe(slug)
})

it('cuts long titles at a word and always makes a valid address', () => {
  const slug = slugFrom('Очень просторная светлая квартира с панорамными окнами и видом на набережную реки Есиль', 'ru')
  expect(slug.length).toBeLessThanOrEqual(60)
  expect(Slug.parse(slug)).toBe(slug)
  expect(slug.endsWith('-')).toBe(false)
})
