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
const step = (sceneId: string) => ({
  ...{ id: `at-${sceneId}`, sceneId, view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 } },
  ...{ durationSeconds: 8, caption: {} },
})
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

describe('what points to a scene', () => {
  const pointed: Tour = {
    ...tour,
    scenes: tour.scenes.map((one) =>
      one.id === 'c'
        ? {
            ...one,
            hotspots: [
              ...one.hotspots,
              {
                ...{ id: 'door', kind: 'region', yawDegrees: 0, pitchDegrees: 0, title: {}, body: { ru: 'Дверь' } },
                corners: [
                  { yawDegrees: -5, pitchDegrees: 5 },
                  { yawDegrees: 5, pitchDegrees: 5 },
                  { yawDegrees: 0, pitchDegrees: -5 },
                ],
                targetSceneId: 'b',
              },
            ],
          }
        : one,
    ),
    levels: [
      {
        ...{ id: 'ground', name: {}, elevationMetres: 0 },
        plan: {
          attachment: '00000000-0000-4000-8000-000000000002',
          upDegrees: 0,
          places: [
            { sceneId: 'a', x: 0.1, y: 0.1 },
            { sceneId: 'b', x: 0.5, y: 0.5 },
          ],
        },
      },
    ],
    guided: [{ id: 'round', name: {}, steps: ['a', 'b', 'c'].map((sceneId) => step(sceneId)) }],
  }
  const region = (t: Tour) => t.scenes.find(({ id }) => id === 'c')?.hotspots.find(({ id }) => id === 'door')
  const places = (t: Tour) => t.levels[0]?.plan?.places.map(({ sceneId }) => sceneId)
  const steps = (t: Tour) => t.guided[0]?.steps.map(({ sceneId }) => sceneId)

  it('goes with it; a region stays and leads nowhere', () => {
    const left = removeScene(pointed, 'b')
    expect(region(left)).toMatchObject({ body: { ru: 'Дверь' } })
    expect(region(left)).not.toHaveProperty('targetSceneId')
    expect(places(left)).toEqual(['a'])
    expect(steps(left)).toEqual(['a', 'c'])
  })
  it('comes back with it, beside what was changed meanwhile', () => {
    const left = removeScene(pointed, 'b')
    const moved = left.levels.map((level) =>
      level.plan ? { ...level, plan: { ...level.plan, places: [{ sceneId: 'a', x: 0.9, y: 0.9 }] } } : level,
    )
    const back = restoreScene({ ...left, levels: moved }, pointed, 'b')
    expect(region(back)).toMatchObject({ targetSceneId: 'b' })
    expect(back.levels[0]?.plan?.places).toEqual([
      { sceneId: 'a', x: 0.9, y: 0.9 },
      { sceneId: 'b', x: 0.5, y: 0.5 },
    ])
    expect(steps(back)).toEqual(['a', 'b', 'c'])
    expect(back.start).toBe('b')
    expect(restoreScene({ ...left, start: 'c' }, pointed, 'b').start).toBe('c')
  })
  it('does not bring a second deleted scene back', () => {
    const left = removeScene(removeScene(pointed, 'b'), 'c')
    expect(ids(restoreScene(left, pointed, 'b'))).toEqual(['a', 'b'])
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
