import { describe, expect, it } from 'vitest'
import { problemsOf } from './rules.ts'
import { emptyTour, Scene, type Tour } from './tour.ts'
import { readTour } from './upgrades.ts'

const panorama = '0190a1b2-0000-7000-8000-000000000001'
const scene = (id: string, more: object = {}) => Scene.parse({ id, name: { en: id }, panorama, ...more })
const tourOf = (...scenes: Scene[]): Tour => ({ ...emptyTour('Flat', 'en'), scenes })
const link = (id: string, targetSceneId: string) => ({
  id,
  kind: 'link',
  yawDegrees: 0,
  pitchDegrees: 0,
  targetSceneId,
})
const rulesOf = (tour: Tour) => problemsOf(tour).map((problem) => `${problem.rule} ${problem.severity} ${problem.at}`)

describe('rules of the tour document', () => {
  it('a sound tour has no problem', () => {
    expect(problemsOf(tourOf(scene('a', { hotspots: [link('x', 'b')] }), scene('b')))).toEqual([])
  })
  it('T1 every link leads to a scene of this tour', () => {
    expect(rulesOf(tourOf(scene('a', { hotspots: [link('x', 'nowhere')] })))).toEqual([
      'T1 unfinished scenes.a.hotspots.x',
    ])
  })
  it('T2 scene ids are unique', () => {
    expect(rulesOf(tourOf(scene('a'), scene('a')))).toEqual(['T2 broken scenes.a'])
  })
  it('T3 hotspot ids are unique in their scene', () => {
    expect(rulesOf(tourOf(scene('a', { hotspots: [link('x', 'a'), link('x', 'a')] })))).toEqual([
      'T3 broken scenes.a.hotspots.x',
    ])
  })
  it('T4 the start scene is a scene of this tour', () => {
    expect(rulesOf({ ...tourOf(scene('a')), start: 'b' })).toEqual(['T4 unfinished start'])
  })
  it('T5 view limits leave something to look at', () => {
    const limits = { minYawDegrees: -90, maxYawDegrees: 90, minPitchDegrees: 10, maxPitchDegrees: 10 }
    expect(rulesOf(tourOf(scene('a', { limits })))).toEqual(['T5 broken scenes.a.limits'])
  })
  it('T6 a tour that is shown has a scene', () => {
    expect(rulesOf(tourOf())).toEqual(['T6 unfinished scenes'])
  })
  it('T7 the title is written in a language', () => {
    expect(rulesOf({ ...tourOf(scene('a')), title: { en: '  ' } })).toEqual(['T7 unfinished title'])
  })
})

describe('opening stored documents', () => {
  it('opens format 1 as it is', () => {
    const tour = tourOf(scene('a'))
    expect(readTour(JSON.parse(JSON.stringify(tour)))).toEqual(tour)
  })
  it('refuses a format from the future and says so', () => {
    expect(() => readTour({ ...tourOf(), format: 2 })).toThrow(/format 2/)
  })
  it('refuses fields that nobody knows', () => {
    expect(() => readTour({ ...tourOf(), isAdmin: true })).toThrow()
  })
})
