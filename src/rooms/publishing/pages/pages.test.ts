import { expect, it } from 'vitest'
import type { PublishedTour } from '#tour/published.ts'
import { absentPage } from './absent-page.ts'
import { languageLinks } from './language-links.ts'
import { tourPage } from './tour-page.ts'

it('offers a page without a tour in every language, with the mark and no inline style', () => {
  const page = absentPage('kk', '/viewer.css', 'absent')
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
  const shown = { slug: 'flat', manifest }
  const assets = { script: '/viewer.js', style: '/viewer.css' }
  const page = tourPage(shown, 'en', { origin: 'https://example.kz', assets, kind: 'page' })
  const replaced = page.slice(page.indexOf('<main id="viewer"'), page.indexOf('</main>'))
  expect(replaced).toContain('href="?lang=kk"')
  expect(replaced).not.toContain('href="?lang=ru"')
})

const rich: PublishedTour = {
  format: 1,
  tourId: 'tour',
  title: { ru: 'Квартира <у реки>' },
  description: { ru: 'Первый абзац.\n\nВторой.' },
  languages: ['ru'],
  defaultLanguage: 'ru',
  start: 'hall',
  publisher: 'Agency',
  levels: [{ id: 'up', name: { ru: 'Второй этаж' }, elevationMetres: 3 }],
  scenes: [
    { id: 'hall', name: { ru: 'Прихожая' }, description: { ru: 'Светлая.' } },
    { id: 'a b', name: {}, levelId: 'up' },
  ].map((scene) => ({
    pose: { headingDegrees: 0 },
    view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
    hotspots: [],
    thumbnailUrl: '',
    kind: 'model' as const,
    attachment: 'model',
    ...scene,
  })),
  contact: { name: 'Айгерим', phone: '+7 701 234 56 78', takesMessages: true },
  property: { kind: 'flat', deal: 'sale', priceTiyn: 6_850_000_050, areaSquareMetres: 84.7, roomCount: 3 },
}
const richPage = (kind: 'page' | 'embed') =>
  tourPage({ slug: 'flat', manifest: rich }, 'ru', {
    origin: 'https://example.kz',
    assets: { script: '/viewer.js', style: '/viewer.css', imports: ['/angles.js'] },
    kind,
  })

it('tells rooms by level, the facts and the contact in words, and leads from the list to each room', () => {
  const page = richPage('page')
  expect(page).toContain('<h2>Второй этаж</h2>')
  expect(page).toContain('<a href="#scene=a%20b">Сцена 2</a>')
  expect(page).toContain('<section id="scene=a b">')
  expect(page).toContain('<p>Светлая.</p>')
  expect(page).toContain('<p>Первый абзац.</p><p>Второй.</p>')
  expect(page).toMatch(/<dt>[^<]+<\/dt><dd>84,7.м²<\/dd>/)
  expect(page).toContain('<a href="tel:+77012345678">+7 701 234 56 78</a>')
  expect(page).not.toContain('<у реки>')
})

it('tells search engines what the property is, in tenge and square metres', () => {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(richPage('page')) ?? []
  expect(JSON.parse(json).mainEntity).toMatchObject({
    '@type': 'Apartment',
    floorSize: { value: 84.7, unitCode: 'MTK' },
    numberOfRooms: 3,
    potentialAction: { '@type': 'BuyAction', price: '68500000.50', priceCurrency: 'KZT' },
  })
})

it('tells the viewer where the tour is published, and gives it the words of one language only', () => {
  const page = richPage('embed')
  expect(page).toContain('<main id="viewer" data-kind="embed" data-slug="flat" data-url="https://example.kz/t/flat">')
  expect(page).toContain('<link rel="modulepreload" href="/angles.js">')
  const [, json = ''] = /<script type="application\/json" id="words">(.*?)<\/script>/s.exec(page) ?? []
  expect(Object.keys(JSON.parse(json).texts)).toEqual(['ru'])
})
