import { expect, it } from 'vitest'
import type { PublishedTour } from '#tour/published.ts'
import { absentPage } from './absent-page.ts'
import { languageLinks } from './language-links.ts'
import { tourPage } from './tour-page.ts'

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

it('offers the languages of a tour within what the viewer replaces', () => {
  const manifest: PublishedTour = {
    format: 1,
    tourId: 'tour',
    title: { kk: 'Пәтер', en: 'A flat' },
    description: {},
    languages: ['kk', 'en'],
    defaultLanguage: 'kk',
    start: '',
    scenes: [],
    publisher: 'Example',
  }
  const shown = { slug: 'flat', manifest, manifestText: JSON.stringify(manifest) }
  const assets = { script: '/viewer.js', style: '/viewer.css' }
  const page = tourPage(shown, 'en', { origin: 'https://example.kz', assets, kind: 'page' })
  const replaced = page.slice(page.indexOf('<main id="viewer"'), page.indexOf('</main>'))
  expect(replaced).toContain('href="?lang=kk"')
  expect(replaced).not.toContain('href="?lang=ru"')
})
