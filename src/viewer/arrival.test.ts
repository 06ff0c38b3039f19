import { describe, expect, it } from 'vitest'
import type { PublishedScene } from '#tour/published.ts'
import { arrivalView, linkedScenes } from './arrival.ts'

const scene = (id: string, headingDegrees: number, hotspots: PublishedScene['hotspots'] = []): PublishedScene => ({
  id,
  name: {},
  panorama: { id, pyramid: { tilePx: 512, levels: 1, format: 'jpg' }, tilesUrl: '', preview: '' },
  pose: { headingDegrees },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots,
  thumbnailUrl: '',
})
const looking = { yawDegrees: 100, pitchDegrees: -10, fovDegrees: 70 }

describe('arriving in a scene', () => {
  it('keeps the world heading, the height of the eye and the zoom', () => {
    const view = arrivalView(scene('a', 350), scene('b', 20), looking)
    expect(view).toEqual({ yawDegrees: 70, pitchDegrees: -10, fovDegrees: 70 })
  })

  it('does not arrive looking at the floor', () => {
    expect(arrivalView(scene('a', 0), scene('b', 0), { ...looking, pitchDegrees: -44 }).pitchDegrees).toBe(-20)
  })

  it('looks where the link asks to', () => {
    const wished = { yawDegrees: 5, pitchDegrees: 0, fovDegrees: 100 }
    expect(arrivalView(scene('a', 350), scene('b', 20), looking, wished)).toEqual(wished)
  })
})

describe('neighbours', () => {
  it('come nearest to the middle of the view first, each once', () => {
    const link = (id: string, yawDegrees: number, targetSceneId: string) =>
      ({ id, kind: 'link', yawDegrees, pitchDegrees: 0, targetSceneId }) as const
    const here = scene('a', 0, [link('1', -100, 'b'), link('2', 95, 'c'), link('3', 120, 'b')])
    expect(linkedScenes(here, looking).map(({ sceneId }) => sceneId)).toEqual(['c', 'b'])
  })

  it('come after all others where one has been already', () => {
    const link = (id: string, yawDegrees: number, targetSceneId: string) =>
      ({ id, kind: 'link', yawDegrees, pitchDegrees: 0, targetSceneId }) as const
    const here = scene('a', 0, [link('1', 90, 'b'), link('2', -90, 'c'), link('3', 100, 'd')])
    expect(linkedScenes(here, looking, new Set(['b'])).map(({ sceneId }) => sceneId)).toEqual(['d', 'c', 'b'])
  })
})
