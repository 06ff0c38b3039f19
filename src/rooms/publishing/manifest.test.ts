import { expect, it } from 'vitest'
import { emptyTour, Scene, type Tour } from '#tour/tour.ts'
import { publishedTour, showsTheSame, versionHash } from './manifest.ts'

const panorama = '0190a1b2-0000-7000-8000-000000000001'
const scene = Scene.parse({ id: 'hall', name: { ru: 'Прихожая' }, panorama, cameraHeightMetres: 1.6 })
const tour: Tour = { ...emptyTour('Квартира', 'ru'), scenes: [scene] }
const ready = new Map([
  [
    panorama,
    { id: panorama, archive: 'abc', pyramid: { tilePx: 640, levels: 3, format: 'jpg' as const }, preview: 'data:' },
  ],
])

it('gives visitors the address of the tiles and nothing of the database', () => {
  const manifest = publishedTour('tour-1', 1, tour, { panoramas: ready, attachments: {} }, 'Агентство')
  expect(manifest.scenes[0]).toMatchObject({ panorama: { tilesUrl: '/tiles/tour-1/abc/' } })
  expect(manifest.start).toBe('hall')
  expect(JSON.stringify(manifest)).not.toContain(panorama)
})

it('refuses to make a manifest of a panorama that is not ready', () => {
  expect(() => publishedTour('tour-1', 1, tour, { panoramas: new Map(), attachments: {} }, 'Агентство')).toThrow(
    /not ready/,
  )
})

it('knows that only the number differs', () => {
  const one = publishedTour('tour-1', 1, tour, { panoramas: ready, attachments: {} }, 'Агентство')
  expect(showsTheSame(one, publishedTour('tour-1', 2, tour, { panoramas: ready, attachments: {} }, 'Агентство'))).toBe(
    true,
  )
  expect(
    showsTheSame(
      one,
      publishedTour('tour-1', 1, { ...tour, title: { ru: 'Дом' } }, { panoramas: ready, attachments: {} }, 'Агентство'),
    ),
  ).toBe(false)
})

it('chains versions: the hash changes with the bytes and with the version before', () => {
  const first = versionHash('{}', null)
  expect(versionHash('{}', first)).not.toBe(first)
  expect(versionHash('{ }', null)).not.toBe(first)
  expect(versionHash('{}', null)).toBe(first)
})
