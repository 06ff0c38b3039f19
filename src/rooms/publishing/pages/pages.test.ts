import { expect, it } from 'vitest'
import { absentPage } from './absent-page.ts'
import { languageLinks } from './language-links.ts'

it('offers a page without a tour in every language, with the mark and no inline style', () => {
  const page = absentPage('kk', '/viewer.css')
  expect(page).toContain('<img src="/favicon.svg"')
  expect(page).toContain('<a href="?lang=kk" lang="kk" hreflang="kk" aria-current="true">Қазақша</a>')
  expect(page).toContain('<a href="?lang=ru" lang="ru" hreflang="ru">Русский</a>')
  expect(page).not.toMatch(/style=|<style/)
})

it('offers no choice of one language', () => {
  expect(languageLinks(['ru'], 'ru')).toBe(false)
})
