import { expect, it } from 'vitest'
import type { PublishedScene } from '#tour/published.ts'
import type { Level } from '#tour/tour.ts'
import { scenesByLevel } from './scenes-by-level.ts'

const scene = (id: string, levelId?: string): PublishedScene => ({
  id,
  name: {},
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: [],
  thumbnailUrl: '',
  kind: 'model',
  attachment: 'a',
  levelId,
})
const level = (id: string): Level => ({ id, name: { en: id }, elevationMetres: 0 })
const told = (groups: ReturnType<typeof scenesByLevel>) =>
  groups.map((group) => [group.level?.id, group.scenes.map(({ id }) => id)])

it('groups scenes by level in the order of the levels, those without a level last', () => {
  const scenes = [scene('roof'), scene('bed', 'up'), scene('hall', 'down'), scene('lost', 'gone')]
  expect(told(scenesByLevel({ scenes, levels: [level('down'), level('up'), level('empty')] }))).toEqual([
    ['down', ['hall']],
    ['up', ['bed']],
    [undefined, ['roof', 'lost']],
  ])
})

it('makes one group without a name where there are no levels', () => {
  expect(told(scenesByLevel({ scenes: [scene('a'), scene('b')] }))).toEqual([[undefined, ['a', 'b']]])
})
