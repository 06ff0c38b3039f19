import { expect, it } from 'vitest'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import { pageManifest } from './page-manifest.ts'

const scene = (id: string, targetSceneId?: string): PublishedScene => ({
  id,
  name: {},
  panorama: { id, pyramid: { tilePx: 512, levels: 1, format: 'jpg' }, tilesUrl: '', preview: `data:${id}` },
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: targetSceneId
    ? [{ id: 'door', kind: 'link', yawDegrees: 0, pitchDegrees: 0, targetSceneId, label: {} }]
    : [],
  thumbnailUrl: '',
})

it('carries the previews of the first scene and of those that it leads to', () => {
  const manifest: PublishedTour = {
    format: 1,
    tourId: 'tour',
    title: {},
    description: {},
    languages: ['kk'],
    defaultLanguage: 'kk',
    start: 'hall',
    publisher: 'Example',
    scenes: [scene('kitchen', 'hall'), scene('hall', 'room'), scene('room', 'loggia'), scene('loggia')],
  }
  const previews = pageManifest(manifest).scenes.map((each) => 'panorama' in each && each.panorama.preview)
  expect(previews).toEqual(['', 'data:hall', 'data:room', ''])
  expect(manifest.scenes[0]).toEqual(scene('kitchen', 'hall'))
})
