// Edits of the document.
import { describe, expect, it } from 'vitest'
import type { Scene, Tour } from '#tour/tour.ts'
import { compassOf, headingFrom, moveScene, removeScene, restoreScene, sceneChanges } from './edits.ts'

const scene = (id: string, target?: string): Scene => ({
  kind: 'panorama',
  id,
  name: {},
  panorama: '00000000-0000-4000-8000-000000000001',
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: target ? [{ id: `to-${target}`, kind: 'link', yawDegrees: 0, pitchDegrees: 0, targetSceneId: target }] : [],
})
const tour: Tour = {
  format: 1,
  levels: [],
  guided: [],
  look: {},
  title: {},
  description: {},
  languages: ['ru'],
  defaultLanguage: 'ru',
  start: 'b',
  scenes: [scene('a', 'b'), scene('b', 'c'), scene('c', 'a')],
}
const ids = (t: Tour) => t.scenes.map(({ id }) => id)

describe('removeScene', () => {
  it('takes the links to it and the start along', () => {
    const left = removeScene(tour, 'b')
    expect(ids(left)).toEqual(['a', 'c'])
    expect(left.scenes[0]?.hotspots).toEqual([])
    expect(left.scenes[1]?.hotspots).toHaveLength(1)
    expect('start' in left).toBe(false)
  })
})

describe('restoreScene', () => {
  it('brings a scene back to its place, with the links to it and without links into nothing', () => {
    const left = removeScene(tour, 'b')
    const back = restoreScene(left, tour, 'b')
    expect(ids(back)).toEqual(['a', 'b', 'c'])
    expect(back.scenes[0]?.hotspots).toHaveLength(1)
    expect(restoreScene(removeScene(left, 'c'), tour, 'b').scenes[1]?.hotspots).toEqual([])
    expect(restoreScene(tour, tour, 'b')).toBe(tour)
  })
  it('is told apart from a deletion', () => {
    const left = removeScene(tour, 'b')
    expect(sceneChanges(tour, left).gone.map(({ id }) => id)).toEqual(['b'])
    expect(sceneChanges(left, tour).back.map(({ id }) => id)).toEqual(['b'])
  })
})

describe('moveScene', () => {
  it('puts a scene where it was dropped and stays inside the list', () => {
    expect(ids(moveScene(tour, 'a', 1))).toEqual(['b', 'a', 'c'])
    expect(ids(moveScene(tour, 'a', 99))).toEqual(['b', 'c', 'a'])
    expect(ids(moveScene(tour, 'c', -1))).toEqual(['c', 'a', 'b'])
    expect(moveScene(tour, 'z', 0)).toBe(tour)
  })
})

describe('north', () => {
  it('is where the person says it is', () => {
    const heading = headingFrom(-90, 0)
    expect(heading).toBe(90)
    expect(compassOf(-90, heading)).toBe(0)
    expect(headingFrom(30, 0)).toBe(330)
  })
})
