import { expect, it } from 'vitest'
import type { Hotspot } from '#tour/hotspots.ts'
import type { PublishedTour } from '#tour/published.ts'
import { hotspotTwin } from './hotspot-twin.ts'

const file = (name: string, type: string) => ({
  url: `/attachments/t/${name}`,
  type,
  sizeBytes: 10,
  widthPx: 640,
  heightPx: 480,
})

const manifest: PublishedTour = {
  format: 1,
  tourId: 't',
  title: { ru: 'Тур' },
  description: {},
  languages: ['ru'],
  defaultLanguage: 'ru',
  start: 'hall',
  publisher: 'Example',
  attachments: {
    photo: { kind: 'picture', file: file('photo.webp', 'image/webp'), small: file('photo-small.webp', 'image/webp') },
    film: { kind: 'video', file: file('film.mp4', 'video/mp4') },
    words: { kind: 'captions', file: file('words.vtt', 'text/vtt') },
    birds: { kind: 'sound', file: file('birds.mp3', 'audio/mpeg') },
  },
  scenes: [
    {
      id: 'hall',
      name: { ru: 'Прихожая' },
      pose: { headingDegrees: 0 },
      view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
      hotspots: [],
      thumbnailUrl: '',
      kind: 'model',
      attachment: 'm',
    },
  ],
}

const place = { id: 'spot', yawDegrees: 0, pitchDegrees: 0 }
const corner = { yawDegrees: 0, pitchDegrees: 0 }
const told = (hotspot: Hotspot) => hotspotTwin(manifest, hotspot, 'ru').text

it('shows the pictures of a gallery small, with their sizes, captions and what is seen', () => {
  const text = told({
    ...place,
    kind: 'gallery',
    title: {},
    pictures: [
      { attachment: 'photo', caption: { ru: 'Утро' }, alt: {} },
      { attachment: 'gone', caption: {}, alt: {} },
    ],
  })
  expect(text).toContain('<strong>Фотографии</strong>')
  expect(text).toContain('src="/attachments/t/photo-small.webp" alt="Утро" width="640" height="480"')
  expect(text).toContain('<figcaption>Утро</figcaption>')
  expect(text.match(/<figure>/g)).toHaveLength(1)
})

it('plays videos and sounds with the browser’s own players, with captions', () => {
  const video = told({
    ...place,
    kind: 'video',
    title: { ru: 'Двор' },
    source: { from: 'file', attachment: 'film', poster: 'photo', captions: [{ language: 'ru', attachment: 'words' }] },
  })
  expect(video).toContain(
    '<video src="/attachments/t/film.mp4" controls playsinline preload="none" poster="/attachments/t/photo.webp"',
  )
  expect(video).toContain('<track kind="captions" src="/attachments/t/words.vtt" srclang="ru" default>')
  const sound: Hotspot = {
    ...place,
    kind: 'sound',
    title: {},
    attachment: 'birds',
    repeats: true,
    volume: 1,
    reachDegrees: 90,
  }
  expect(told(sound)).toContain('<audio src="/attachments/t/birds.mp3" controls preload="none" aria-label="Звук">')
})

it('links to the page of a hosted video and loads nothing of it', () => {
  const text = told({ ...place, kind: 'video', title: {}, source: { from: 'host', host: 'rutube', videoId: 'abc' } })
  expect(text).toContain('<a href="https://rutube.ru/video/abc/"')
  expect(text).not.toMatch(/iframe|<img/)
})

it('links only to addresses that are safe', () => {
  const web = (url: string) => told({ ...place, kind: 'web', label: { ru: 'Сайт' }, url })
  expect(web('https://example.kz/')).toContain(
    '<a href="https://example.kz/" rel="noopener noreferrer nofollow">Сайт</a>',
  )
  expect(web('javascript:alert(1)')).toBe('Сайт')
})

it('tells the facts of a property as a list', () => {
  const text = told({
    ...place,
    kind: 'property',
    title: { ru: 'Квартира <3>' },
    facts: { priceTiyn: 4_500_000_000, areaSquareMetres: 84.7 },
    url: 'https://example.kz/12',
  })
  expect(text).toContain('<strong>Квартира &lt;3&gt;</strong>')
  expect(text).toContain('<dt>Цена</dt><dd>45\u202f000\u202f000\u202f₸</dd>')
  expect(text).toContain('<dt>Площадь</dt><dd>84,7\u202fм²</dd>')
  expect(text).toContain('<a href="https://example.kz/12"')
})

it('shows what hangs on a wall: a picture, or a video without its sound', () => {
  const flat = (attachment: string) =>
    told({ ...place, kind: 'flat', corners: [corner, corner, corner, corner], attachment, alt: { ru: 'Экран' } })
  expect(flat('photo')).toContain('alt="Экран"')
  expect(flat('film')).toContain('Экран <video src="/attachments/t/film.mp4" controls muted')
})

it('tells areas and lengths in words', () => {
  const region = {
    ...place,
    kind: 'region',
    corners: [corner, corner, corner],
    title: { ru: 'Балкон' },
    body: { ru: 'Юг.' },
  } as const
  expect(told({ ...region, corners: [...region.corners] })).toBe('<strong>Балкон</strong> Юг.')
  expect(told({ ...region, corners: [...region.corners], title: {}, targetSceneId: 'hall' })).toBe(
    '<a href="#scene=hall">Прихожая</a>',
  )
  expect(
    told({ ...place, kind: 'measurement', to: corner, lengthMetres: 2.4, label: { ru: 'Стена' }, isApproximate: true }),
  ).toBe('Стена: около 2,40\u202fм')
})

it('repeats of a long name of a scene no more than its beginning', () => {
  const [hall] = manifest.scenes
  if (!hall) throw new Error('no scene')
  const long = { ...manifest, scenes: [{ ...hall, name: { ru: 'я'.repeat(10_000) } }] }
  const { text } = hotspotTwin(long, { ...place, kind: 'link', targetSceneId: 'hall' }, 'ru')
  expect(text.length).toBeLessThan(300)
})
