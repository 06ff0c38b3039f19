import { expect, it } from 'vitest'
import { eastRoom, placeIn, westRoom } from '#test/support/box-rooms.ts'
import type { Place3d } from '#tour/places.ts'
import type { PublishedScene } from '#tour/published.ts'
import { wayBetween } from './walking.ts'

function sceneOf(id: string, place?: Place3d): PublishedScene {
  const [x = 0, y = 0, z = 0] = place?.positionMetres ?? []
  return {
    id,
    name: {},
    panorama: { id, pyramid: { tilePx: 512, levels: 1, format: 'jpg' }, tilesUrl: '', preview: '' },
    pose: { positionMetres: place && [x, y, z], headingDegrees: place?.headingDegrees ?? 0 },
    roomBox: place?.box,
    view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
    hotspots: [],
    thumbnailUrl: '',
  }
}

const west = sceneOf('west', placeIn(westRoom, [-2, 1.5, 0], 0))
const east = sceneOf('east', placeIn(eastRoom, [2, 1.5, 0], 0))

it('walks between scenes that have their places', async () => {
  expect((await wayBetween(west, east))?.durationMs).toBeGreaterThan(700)
})

it('does not walk from or to a scene without a place, nor through several walls', async () => {
  expect(await wayBetween(west, sceneOf('attic'))).toBeUndefined()
  expect(await wayBetween(sceneOf('attic'), east)).toBeUndefined()
  expect(await wayBetween(west, sceneOf('far', placeIn({ ...eastRoom, west: 3 }, [4, 1.5, 0], 0)))).toBeUndefined()
})
