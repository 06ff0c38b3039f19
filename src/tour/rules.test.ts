import { describe, expect, it } from 'vitest'
import { problemsOf } from './rules.ts'
import { emptyTour, Scene, type Tour } from './tour.ts'
import { readTour } from './upgrades.ts'
import { defaultView } from './view.ts'

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
  it('T1 a region may lead nowhere, but not to a scene that does not exist', () => {
    const region = (id: string, targetSceneId?: string) => ({ ...spot(id, 'region'), corners: triangle, targetSceneId })
    const tour = tourOf(scene('a', { hotspots: [region('x'), region('y', 'a'), region('z', 'nowhere')] }))
    expect(rulesOf(tour)).toEqual(['T1 unfinished scenes.a.hotspots.z'])
  })
  it('T8 what a hotspot shows has been chosen', () => {
    const empty = ['gallery', 'video', 'sound'].map((kind) => spot(kind, kind))
    const full = { ...spot('pictures', 'gallery'), pictures: [{ attachment: panorama }] }
    expect(rulesOf(tourOf(scene('a', { hotspots: [...empty, full] })))).toEqual([
      'T8 unfinished scenes.a.hotspots.gallery',
      'T8 unfinished scenes.a.hotspots.video',
      'T8 unfinished scenes.a.hotspots.sound',
    ])
  })
  it('T8 a scene of the kind model has its model', () => {
    expect(rulesOf({ ...tourOf(), scenes: [Scene.parse({ id: 'm', name: {}, kind: 'model' })] })).toEqual([
      'T8 unfinished scenes.m',
    ])
  })
  it('T9 visitors are only sent to addresses that are safe to open', () => {
    const web = (id: string, url: string) => ({ ...spot(id, 'web'), url })
    const hotspots = [
      web('good', 'https://panoqor.kz/flat'),
      web('call', 'tel:+77010000000'),
      web('script', 'javascript:alert(1)'),
      web('data', 'data:text/html,x'),
      web('half', 'panoqor.kz'),
    ]
    expect(rulesOf(tourOf(scene('a', { hotspots })))).toEqual([
      'T9 unfinished scenes.a.hotspots.script',
      'T9 unfinished scenes.a.hotspots.data',
      'T9 unfinished scenes.a.hotspots.half',
    ])
  })
  it('T10, T11 levels are unique, and scenes lie on one of them', () => {
    const levels = [level('ground'), level('ground')]
    const tour = { ...tourOf(scene('a', { levelId: 'ground' }), scene('b', { levelId: 'attic' })), levels }
    expect(rulesOf(tour)).toEqual(['T10 broken levels.ground', 'T11 unfinished scenes.b'])
  })
  it('T12 guided tours stay inside the tour', () => {
    const steps = [{ id: '1', sceneId: 'gone', view: defaultView, durationSeconds: 8, caption: {} }]
    const guided = [{ id: 'g', name: {}, steps }]
    expect(rulesOf({ ...tourOf(scene('a')), guided })).toEqual(['T12 unfinished guided.g'])
  })
})

const spot = (id: string, kind: string) => ({ id, kind, yawDegrees: 0, pitchDegrees: 0 })
const level = (id: string) => ({ id, name: {}, elevationMetres: 0 })
const triangle = [0, 10, 20].map((yawDegrees) => ({ yawDegrees, pitchDegrees: yawDegrees / 2 }))

it('a tour offers each language once, so that its page does not grow with how often one is named', () => {
  const languages = ['ru', 'kk', ...Array(1000).fill('ru')]
  expect(readTour({ ...emptyTour('Flat', 'en'), languages }).languages).toEqual(['ru', 'kk'])
})
