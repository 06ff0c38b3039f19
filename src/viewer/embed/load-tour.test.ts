import { expect, it } from 'vitest'
import type { PublishedTour } from '#tour/published.ts'
import { absolute } from './load-tour.ts'

const tour: PublishedTour = {
  format: 1,
  tourId: 't',
  title: {},
  description: {},
  languages: ['kk'],
  defaultLanguage: 'kk',
  start: 'a',
  publisher: 'Example',
  scenes: [
    {
      ...{ id: 'a', name: {}, pose: { headingDegrees: 0 }, hotspots: [], thumbnailUrl: '/tiles/t/x/thumbnail.webp' },
      view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
      panorama: { id: 'x', pyramid: { tilePx: 512, levels: 1, format: 'jpg' }, tilesUrl: 'tiles/', preview: 'data:,' },
    },
    {
      ...{
        kind: 'model',
        id: 'm',
        name: {},
        pose: { headingDegrees: 0 },
        hotspots: [],
        thumbnailUrl: '',
        attachment: 'g',
      },
      view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
    },
  ],
  attachments: { g: { kind: 'model', file: { url: '/attachments/g.glb', type: 'model/gltf-binary', sizeBytes: 1 } } },
}

it('makes every address of a tour absolute, and leaves data and absent pictures alone', () => {
  const made = absolute(tour, new URL('https://tours.example/export/tour.json'))
  expect(made.scenes[0]).toMatchObject({
    thumbnailUrl: 'https://tours.example/tiles/t/x/thumbnail.webp',
    panorama: { tilesUrl: 'https://tours.example/export/tiles/', preview: 'data:,' },
  })
  expect(made.scenes[1]?.thumbnailUrl).toBe('')
  expect(made.attachments?.g?.file.url).toBe('https://tours.example/attachments/g.glb')
})
